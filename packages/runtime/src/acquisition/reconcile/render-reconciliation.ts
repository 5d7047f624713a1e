import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { headlineFigure } from './headline-figure.ts';
import { headlinesOf } from './headlines.ts';
import type { Reconciliation } from './reconcile-files.ts';
import { spanText } from './span-text.ts';

/** Published totals on one axis as one page: self-contained, the same bytes for the same data. */
export function renderReconciliation({ figures, index, baseYear, provenance }: Reconciliation): string {
  return renderPage({
    title: 'Why published totals differ',
    about: `${figures.length} published figures in dollars of ${baseYear}. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: headlinesOf(figures),
    sections: [
      {
        id: 'axis',
        title: 'On one axis',
        body: headlineFigure(figures, baseYear) + figuresTable({ figures, baseYear }),
      },
      { id: 'cautions', title: 'What keeps them from being compared', body: cautionsTable(figures) },
      {
        id: 'method',
        title: 'How they were put there',
        body: [
          `Constant dollars are turned into those of ${baseYear} by the ratio of two levels of the ${index.title} (${index.source}; as of ${index.asOf}). Levels from ${index.assumedFromYear} on are assumptions.`,
          'Nominal dollars, and dollars whose year was not published, are taken as those of the year in which the figure was made.',
          'By year: the total over the years it covers. Nothing is discounted, as in the published figures.',
          'Two figures measure the same thing only when they cover the same layers for the same number of years. What a figure left unpublished stays unknown; none is filled in.',
        ]
          .map((sentence) => element('p', {}, escapeText(sentence)))
          .join(''),
      },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [['figures', 'data/acquisition/headline-figures.yaml']],
          'figures.csv and answer.json hold every number of this page.',
        ),
      },
    ],
    style: 'svg .total{fill:var(--c)}tbody th{white-space:normal}',
    data: dataScript('provenance', provenance),
  });
}

function figuresTable({ figures, baseYear }: Pick<Reconciliation, 'figures' | 'baseYear'>): string {
  return table(
    'Published figures, billions of dollars',
    ['figure', 'published', 'dollars of', 'years', 'missiles', `in ${baseYear}`, 'a year', 'layers'],
    figures.map((each) =>
      [
        each.title,
        spanText(each.usdB),
        String(each.dollars),
        each.years === null ? MISSING : String(each.years),
        each.missiles === null ? MISSING : spanText(each.missiles),
        spanText(each.usdBOfBaseYear),
        each.usdBPerYear === null ? MISSING : spanText(each.usdBPerYear),
        each.layers.join(', '),
      ].map(escapeText),
    ),
  );
}

function cautionsTable(figures: Reconciliation['figures']): string {
  const titleOf = new Map(figures.map(({ id, title }) => [id, title]));
  return table(
    'Cautions by figure',
    ['figure', 'scope', 'cautions', 'measures the same as', 'source'],
    figures.map(({ title, scope, cautions, comparableWith, source, confidence }) =>
      [
        title,
        scope,
        cautions.length === 0 ? MISSING : cautions.join('; '),
        comparableWith.length === 0
          ? 'nothing here'
          : comparableWith.map((id) => titleOf.get(id) ?? id).join('; '),
        `${source} (${confidence})`,
      ].map(escapeText),
    ),
  );
}
