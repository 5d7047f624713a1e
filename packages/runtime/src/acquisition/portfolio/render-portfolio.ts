import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { decimal } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { portfolioAnswer, robustnessText } from './portfolio-answer.ts';
import type { BidEntry, PortfolioAnswer } from './portfolio-answer.ts';
import { capabilityFigure, concentrationFigure, frontFigure } from './portfolio-figures.ts';
import { portfolioHeadlines } from './portfolio-headlines.ts';
import type { PortfolioStudy } from './portfolio-study.ts';

/** A choice of bids as one page: self-contained, the same bytes for the same case. */
export function renderPortfolio(study: PortfolioStudy): string {
  const { portfolio, provenance } = study;
  const answer = portfolioAnswer(study);
  const bids = portfolio.isSynthetic
    ? 'The bids are notional, drawn from a seed; nobody made them.'
    : 'Bids as given.';
  return renderPage({
    title: portfolio.title,
    about: `${bids} Notional, unclassified, no judgement of any firm. Constant dollars of ${portfolio.baseYear}. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: portfolioHeadlines(study),
    sections: [
      ...(answer.front.length === 0
        ? []
        : [{ id: 'front', title: 'What more money buys', body: frontFigure(answer) + frontTable(answer) }]),
      { id: 'chosen', title: 'Chosen', body: chosenTable(answer) },
      { id: 'capabilities', title: 'What they bring', body: capabilityFigure(answer) },
      { id: 'concentration', title: 'Who gets the money', body: concentrationFigure(answer) },
      { id: 'constraints', title: 'What the choice keeps to', body: constraintTable(answer) },
      { id: 'risk', title: 'What may go wrong', body: riskText(study, answer) },
      { id: 'why-not', title: 'Why not the others', body: whyNotTable(answer) },
      { id: 'methods', title: 'How it was chosen', body: methodList(answer) },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [['seed', String(portfolio.seed)]],
          'bids.csv holds the bids as they can be read again, front.csv the front, answer.json every number of this page.',
        ),
      },
    ],
    style:
      'svg .fill{fill:var(--c)}svg .bound{stroke:var(--axis);stroke-width:1.2;stroke-dasharray:4 3}svg .need{stroke:var(--ink);stroke-width:2}.why td:last-child{min-width:280px}',
    data: dataScript('provenance', provenance),
  });
}

function frontTable({ front }: PortfolioAnswer): string {
  return table(
    'The most for each price, and the least price for that much',
    ['USD M', 'value', 'not above', 'gap of value', 'gap of price', 'bids'],
    front.map((point) => [
      decimal(point.costUsdM, 0),
      point.value.toFixed(2),
      point.valueBound.toFixed(2),
      percentText(point.valueProvenGap),
      percentText(point.costProvenGap),
      String(point.chosen.length),
    ]),
  );
}

function chosenTable({ chosen }: PortfolioAnswer): string {
  return table(
    'Chosen bids, dearest first',
    [
      'bid',
      'members (share of the work)',
      'USD M',
      'lost without it',
      'per USD B',
      'core index',
      'alone (MAUT)',
      'TOPSIS rank',
      'holds up',
    ],
    chosen
      .toSorted((a, b) => b.costUsdM - a.costUsdM || (a.id < b.id ? -1 : 1))
      .map((bid) =>
        [
          bid.id,
          membersText(bid),
          decimal(bid.costUsdM, 1),
          bid.marginalValue.toFixed(2),
          bid.valuePerUsdB.toFixed(1),
          bid.coreIndex.toFixed(2),
          bid.maut.toFixed(1),
          String(bid.topsisRank),
          bid.holdsUp.length === 0 ? '–' : bid.holdsUp.join('; '),
        ].map(escapeText),
      ),
  );
}

function whyNotTable({ whyNot }: PortfolioAnswer): string {
  const rows = whyNot
    .toSorted((a, b) => b.coreIndex - a.coreIndex || b.addedValue - a.addedValue || (a.id < b.id ? -1 : 1))
    .map((bid) =>
      [
        bid.id,
        membersText(bid),
        decimal(bid.costUsdM, 1),
        bid.coreIndex.toFixed(2),
        bid.dominatedBy.length === 0 ? 'no' : bid.dominatedBy.join(', '),
        bid.reason,
      ].map(escapeText),
    );
  return element(
    'div',
    { class: 'why' },
    table(
      'Bids left out, those in most nearly best choices first',
      ['bid', 'members', 'USD M', 'core index', 'dominated by', 'why'],
      rows,
    ),
  );
}

function constraintTable({ constraints }: PortfolioAnswer): string {
  return table(
    'Constraints: where the choice stands, and how many of the bids left out each keeps from being added',
    ['constraint', 'stands at', 'limit', 'room', 'keeps out'],
    constraints
      .filter(({ id }) => !id.startsWith('excludes:') && !id.startsWith('requires:'))
      .map(({ text, used, sense, limit, room, blocks }) =>
        [text, numberText(used), `${sense} ${numberText(limit)}`, numberText(room), String(blocks)].map(
          escapeText,
        ),
      ),
  );
}

function riskText(study: PortfolioStudy, { breakUp, value }: PortfolioAnswer): string {
  const sentences = [
    `Robustness asked for: ${robustnessText(study)}.`,
    `If teams break up, each by itself with its own probability, the value of ${value.toFixed(2)} becomes ${breakUp.meanValue.toFixed(2)} in the mean, ${breakUp.p10Value.toFixed(2)} or less in a tenth of ${breakUp.draws} draws, and ${breakUp.worstTenthValue.toFixed(2)} in the mean of the worst tenth; none breaks up in ${percentText(breakUp.noneBreaksProb)}.`,
  ];
  return sentences.map((sentence) => element('p', {}, escapeText(sentence))).join('');
}

function methodList({ methods }: PortfolioAnswer): string {
  return element(
    'ul',
    {},
    ...Object.entries(methods).map(([name, text]) => element('li', {}, escapeText(`${name}: ${text}`))),
  );
}

function membersText({ members }: BidEntry): string {
  return members.length === 1
    ? (members[0]?.member ?? '')
    : members.map(({ member, share }) => `${member} (${(100 * share).toFixed(0)} %)`).join(', ');
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(4)));
}
