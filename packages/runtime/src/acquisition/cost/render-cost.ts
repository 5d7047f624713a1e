import { COST_ELEMENTS } from '@cupola/core/acquisition';
import type { AcquisitionCase, CostStatistics } from '@cupola/core/acquisition';
import { assumptionTable } from '../assumption-table.ts';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { counted, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { billions, sCurveFigure, sandFigure, tornadoFigure } from './cost-figures.ts';
import { interceptorSection } from './interceptor-section.ts';
import { EXCLUDED_COSTS } from './cost-study.ts';
import type { CostStudy } from './cost-study.ts';

/** A cost estimate as one page: self-contained, the same bytes for the same case. */
export function renderCost(study: CostStudy): string {
  const { acquisition, assumptions, provenance } = study;
  return renderPage({
    title: acquisition.title,
    about: `Notional, unclassified, not an estimate of the actual programme. Constant dollars of ${acquisition.baseYear}, undiscounted, where nothing else is said. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: costHeadlines(study),
    sections: [
      { id: 'total', title: 'The total', body: sCurveFigure(study) + elementTable(study) },
      {
        id: 'years',
        title: 'By fiscal year',
        body: sandFigure(study) + yearTable(study) + paragraph(moneySentence(acquisition)),
      },
      { id: 'drivers', title: 'What moves it', body: tornadoFigure(study) },
      { id: 'assumptions', title: 'Every number, and where it is from', body: assumptionTable(assumptions) },
      ...(study.interceptors === null
        ? []
        : [
            {
              id: 'interceptors',
              title: 'A second fleet, both published ways',
              body: interceptorSection(study.interceptors, acquisition.baseYear),
            },
          ]),
      { id: 'excluded', title: 'Left out', body: listOf(EXCLUDED_COSTS) },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [['register', 'data/acquisition/assumptions.yaml']],
          'by-year.csv and answer.json hold every number of this page.',
        ),
      },
    ],
    style:
      'svg .fill{fill:var(--c)}svg .whisker{stroke:var(--ink);stroke-width:1.2}tbody th{white-space:normal}',
    data: dataScript('provenance', provenance),
  });
}

/** What the estimate says, in sentences. */
export function costHeadlines({ acquisition, estimate, assumptions, fitted }: CostStudy): readonly string[] {
  const { total, point, tornado } = estimate;
  const notional = assumptions.filter(({ grade }) => grade === 'notional').length;
  const first = tornado[0];
  const driver = assumptions.find(({ id }) => id === first?.id)?.title.toLowerCase();
  return [
    `${counted(acquisition.plan.satellites, 'satellite')} over ${counted(acquisition.plan.years, 'year')}: ${billions(total.p20)} to ${billions(total.p80)} billion dollars of ${acquisition.baseYear} (P20 to P80), mean ${billions(total.mean)}.`,
    `The point estimate of ${billions(point.total)} billion is not exceeded in ${percent(point.probNotExceeded)} of the draws.`,
    ...(first === undefined || driver === undefined
      ? []
      : [
          `What moves it most is the ${driver}: ${billions(Math.min(first.atP10, first.atP90))} to ${billions(Math.max(first.atP10, first.atP90))} billion by that alone.`,
        ]),
    `Discounted at a real ${percent(acquisition.money.real.perYear)} a year that is ${billions(estimate.discountedTotal.mean)} billion; in dollars of the years of payment ${billions(estimate.thenYearTotal.mean)} billion.`,
    `${notional} of ${assumptions.length} inputs are notional: no primary source, and no two independent ones, stands behind them.`,
    `${fitted.awards} public awards say a learning slope of ${fitted.slope.toFixed(3)}, P10 to P90 ${fitted.low.toFixed(3)} to ${fitted.high.toFixed(3)}${fitted.high >= 1 ? ', which does not exclude that there is none' : ''}.`,
  ];
}

/** Which rates and tables stand behind then-year and discounted dollars. */
export function moneySentence({ money, firstFiscalYear }: AcquisitionCase): string {
  const { discountEdition, inflation, real, nominal } = money;
  return `Discounted: worth on 1 October ${firstFiscalYear - 1} of payments spread through each year, constant dollars at a real ${rateText(real.perYear)}, then-year dollars at a nominal ${rateText(nominal.perYear)}; rates of ${discountEdition.asOf} (${discountEdition.grade}). Then-year: price levels with assumed inflation of ${inflation.asOf} (${inflation.grade}).`;
}

function rateText(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

export function paragraph(text: string): string {
  return element('p', { class: 'small' }, escapeText(text));
}

function elementTable({ estimate, acquisition }: CostStudy): string {
  return table(
    `Billions of dollars of ${acquisition.baseYear}`,
    ['for', 'mean', 'P20', 'P50', 'P80'],
    [
      ...COST_ELEMENTS.map((name) => row(name, estimate.byElement[name])),
      row('all (percentiles do not add up)', estimate.total),
      row('all, in dollars of the years of payment', estimate.thenYearTotal),
      row('all, discounted', estimate.discountedTotal),
    ],
  );
}

function yearTable({ estimate, acquisition }: CostStudy): string {
  return table(
    'Mean by fiscal year and element, millions of dollars',
    ['fiscal year', ...COST_ELEMENTS, 'all', 'P20', 'P80', 'then-year', 'discounted'],
    estimate.byYear.map(({ year, byElement, mean, p20, p80, thenYear, discounted }) => [
      String(acquisition.firstFiscalYear + year),
      ...COST_ELEMENTS.map((name) => byElement[name].toFixed(0)),
      ...[mean, p20, p80, thenYear, discounted].map((usdM) => usdM.toFixed(0)),
    ]),
  );
}

export function listOf(items: readonly string[]): string {
  return element('ul', {}, ...items.map((item) => element('li', {}, escapeText(item))));
}

function row(name: string, { mean, p20, p50, p80 }: CostStatistics): readonly string[] {
  return [escapeText(name), ...[mean, p20, p50, p80].map(billions)];
}
