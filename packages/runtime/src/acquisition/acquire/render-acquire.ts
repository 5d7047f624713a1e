import {
  CLAUSE_TITLES,
  CONTROL_CLAUSES,
  OFFER_IDS,
  REVIEW_THRESHOLD_USD_M,
  sumOfRows,
} from '@cupola/core/acquisition';
import type { CheckedItem, LeaseTest, OfferId, TurningPoint } from '@cupola/core/acquisition';
import { dataScript, element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent } from '../../page/numbers.ts';
import { renderPage } from '../../page/page.ts';
import { reproductionOf } from '../../page/reproduction.ts';
import { assumptionTable } from '../assumption-table.ts';
import { billions } from '../cost/cost-figures.ts';
import { EXCLUDED_COSTS } from '../cost/cost-study.ts';
import { listOf, moneySentence, paragraph } from '../cost/render-cost.ts';
import { breakEvenFigure, differenceTornado, offerCurvesFigure, waterfallFigure } from './acquire-figures.ts';
import type { AcquireStudy } from './acquire-study.ts';
import { acquireHeadlines, turnText } from './acquire-words.ts';
import { authorityFigure, flowFigure } from './flow-figure.ts';
import { OFFER_TITLES } from './offer-titles.ts';

/** A comparison of offers as one page: self-contained, the same bytes for the same case. */
export function renderAcquire(study: AcquireStudy): string {
  const { acquisition, provenance, comparison } = study;
  return renderPage({
    title: `Subscribe or own: ${acquisition.title}`,
    about: `Notional, unclassified, not an estimate of the actual programme. The buyer's money in constant dollars of ${acquisition.baseYear}, the provider's in then-year dollars. Program <code>${escapeText(provenance.sourceHash)}</code>`,
    headlines: acquireHeadlines(study),
    sections: [
      { id: 'offers', title: 'The offers side by side', body: offersTable(study) + offerCurvesFigure(study) },
      { id: 'even', title: 'Break-even', body: breakEvenFigure(study) },
      {
        id: 'true',
        title: 'What would have to be true',
        body:
          differenceTornado(study.turns, acquisition.baseYear) +
          turnsTable('Subscribing costs the buyer less', study.turns) +
          turnsTable('The provider earns its cost of capital', study.providerTurns),
      },
      {
        id: 'flows',
        title: 'Cash flows by fiscal year',
        body: flows(study) + paragraph(moneySentence(acquisition)),
      },
      ...(study.against === null
        ? []
        : [
            {
              id: 'against',
              title: `What changes from: ${study.against.title}`,
              body: study.against.steps
                .map((steps) =>
                  steps.steps.length === 0
                    ? paragraph(`${OFFER_TITLES[steps.id]}: nothing changes.`)
                    : waterfallFigure(steps, acquisition.baseYear),
                )
                .join(''),
            },
          ]),
      { id: 'lock-in', title: 'Lock-in and leaving', body: lockInTable(study) + gapTable(study) },
      { id: 'options', title: 'Options', body: optionsTable(study) },
      { id: 'scoring', title: 'Budget screen', body: scoringTable(study) },
      { id: 'control', title: 'Who is in control', body: controlTable(study) },
      { id: 'checklist', title: 'Checklist of the estimate', body: checklistTables(study) },
      {
        id: 'assumptions',
        title: 'Every number, and where it is from',
        body: assumptionTable(study.assumptions),
      },
      { id: 'excluded', title: 'Left out', body: listOf(EXCLUDED_COSTS) },
      {
        id: 'reproduce',
        title: 'How to reproduce',
        body: reproductionOf(
          provenance,
          [['registers', 'data/acquisition/assumptions.yaml, data/acquisition/offers.yaml']],
          'acquire.xlsx holds the cash flows with live formulas; cash-flows.csv and answer.json hold every number of this page.',
        ),
      },
    ],
    style: 'svg .fill{fill:var(--c)}tbody th{white-space:normal}',
    data: dataScript('provenance', { ...provenance, measuredAgainst: comparison.owned }),
  });
}

function offersTable({ comparison, offers, acquisition }: AcquireStudy): string {
  const { buyer, provider } = comparison;
  return table(
    `Billions of dollars of ${acquisition.baseYear}, worth at the start; the provider's in then-year dollars`,
    [
      'offer',
      'buyer: mean',
      'P20',
      'P50',
      'P80',
      'provider: mean',
      'return (P50)',
      'satellite-years',
      'from',
      'a satellite-year, USD M',
    ],
    offers.map(({ id, performance }) => {
      const { mean, p20, p50, p80 } = buyer[id];
      const subscription = id === 'subscription';
      const { yearlyReturn } = provider;
      return [
        escapeText(OFFER_TITLES[id]),
        ...[mean, p20, p50, p80].map(billions),
        subscription ? billions(provider.value.mean) : MISSING,
        subscription ? (yearlyReturn.p50 === null ? 'none' : percent(yearlyReturn.p50)) : MISSING,
        decimal(performance.satelliteYears, 0),
        performance.firstYear === null
          ? 'never'
          : String(acquisition.firstFiscalYear + performance.firstYear),
        performance.discountedSatelliteYears === 0
          ? MISSING
          : decimal(mean / performance.discountedSatelliteYears, 1),
      ];
    }),
  );
}

function turnsTable(caption: string, turns: readonly TurningPoint[]): string {
  return table(
    `${caption} where, everything else at its value, ...`,
    ['input', 'is', 'the register says', 'unit', 'probability of that', 'difference at P10, USD B', 'at P90'],
    turns
      .filter(
        ({ differenceAtP10, differenceAtP90, turnsAt }) =>
          turnsAt !== null || differenceAtP10 !== differenceAtP90,
      )
      .map((turn) => [
        escapeText(turn.title),
        turnText(turn),
        String(Number(turn.value.toPrecision(4))),
        escapeText(turn.unit),
        percent(turn.prob),
        billions(turn.differenceAtP10),
        billions(turn.differenceAtP90),
      ]),
  );
}

function flows({ offers, acquisition, setting }: AcquireStudy): string {
  const { years } = setting.plan;
  const highest = Math.max(
    ...offers.flatMap(({ buyerRows }) => [
      ...sumOfRows(
        buyerRows.filter(({ what }) => what !== 'residual value'),
        years,
      ),
    ]),
  );
  return offers
    .map(({ id, buyerRows }) =>
      flowFigure({
        id: `flow-${id}`,
        title: OFFER_TITLES[id],
        rows: buyerRows,
        firstFiscalYear: acquisition.firstFiscalYear,
        unit: `billions of dollars of ${acquisition.baseYear}`,
        caption: 'At the values of the register. One scale for all three; residual value is left out.',
        highest: highest / 1000,
      }),
    )
    .join('');
}

function lockInTable({ lockIn, acquisition }: AcquireStudy): string {
  return table(
    `Constant dollars of ${acquisition.baseYear}`,
    ['what', 'how much'],
    [
      ['first year without the locked price', String(acquisition.firstFiscalYear + lockIn.year)],
      ['cost of leaving then (S)', `${billions(lockIn.switchingUsdM)} billion`],
      [
        'most that can be asked above the competitive price, S CRF(r, years left)',
        `${billions(lockIn.largestPremiumUsdM)} billion a year`,
      ],
      ['competitive price: the first fee moved by the index', perYear(lockIn.competitiveFeeUsdM)],
      ['highest price before leaving is cheaper', perYear(lockIn.highestFeeUsdM)],
      ['price by the clauses, that year', perYear(lockIn.contractFeeUsdM)],
      ['price by the clauses, last year', perYear(lockIn.lastContractFeeUsdM)],
      ['what holds the price in the end', lockIn.heldBy],
      ['time to switch', `${lockIn.monthsToSwitch} months`],
      ['of which without the whole service', `${lockIn.gapMonths} months`],
    ].map((cells) => cells.map(escapeText)),
  );
}

/** The curve of the gap every half year. */
function gapTable({ lockIn }: AcquireStudy): string {
  const every = 6;
  return table(
    'Service while switching',
    ['months after notice', 'share of the service'],
    lockIn.gap
      .filter(({ month }) => month % every === 0 || month === lockIn.gap.length - 1)
      .map(({ month, service }) => [String(month), percent(service)]),
  );
}

function optionsTable({ comparison, acquisition }: AcquireStudy): string {
  const { states, withUsdM, withoutUsdM, dates } = comparison.buyOut;
  const year = (at: number | null): string =>
    at === null ? 'to the end' : `in ${acquisition.firstFiscalYear + at}`;
  const tree = table(
    `Decision tree: what the whole case costs when one thing is done, billions of dollars of ${acquisition.baseYear}, discounted`,
    [
      'what the buyer has learned',
      'probability',
      ...(states[0]?.branches ?? []).map(({ action, year: at }) => `${action} ${year(at)}`),
      'best',
    ],
    states.map(({ state, prob, branches, best }) => [
      escapeText(state),
      percent(prob),
      ...branches.map(({ costUsdM }) => billions(costUsdM)),
      `${best.action} ${year(best.year)}`,
    ]),
  );
  const rights = table(
    'Rights to buy the satellites',
    ['fiscal year', 'price, USD B', 'cheaper than going on in', 'worth as an option (Black-Scholes), USD B'],
    dates.map(({ year: at, strikeUsdM, exerciseProb, optionUsdM }) => [
      String(acquisition.firstFiscalYear + at),
      billions(strikeUsdM),
      `${percent(exerciseProb)} of the draws`,
      optionUsdM === null ? MISSING : billions(optionUsdM),
    ]),
  );
  return (
    paragraph(
      `Going on whatever happens costs ${billions(withoutUsdM)} billion on average; doing the best once the buyer knows which third of the draws it is in costs ${billions(withUsdM)}: the options are worth ${billions(withoutUsdM - withUsdM)}. Leaving and building has years without service, which stand in no price here unless the case gives a gap one.`,
    ) +
    tree +
    rights
  );
}

const TEST_TITLES: Readonly<Record<LeaseTest['test'], string>> = {
  'lessor-keeps-title': 'The provider keeps the satellites',
  'no-bargain-purchase': 'No purchase below worth at the end',
  'term-within-life': 'Term as a share of the life of a satellite',
  'payments-within-value': 'Present value of the least payments over fair value',
  'general-purpose': 'Of general purpose, not made for the government alone',
  'private-market': 'There is a private market',
};

function scoringTable({ scoring, acquisition }: AcquireStudy): string {
  const tests = table(
    'Operating-lease tests: all must hold',
    ['test', 'value', 'limit', 'verdict'],
    scoring.lease.tests.map(({ test, value, limit, passed }) => [
      TEST_TITLES[test],
      typeof value === 'number' ? decimal(value, 2) : value ? 'yes' : 'no',
      limit === null ? MISSING : `at most ${limit}`,
      passed ? 'holds' : 'fails',
    ]),
  );
  const money = table(
    'Then-year dollars',
    ['what', 'billions'],
    [
      ['payments of the agreed term', billions(scoring.totalPaymentsUsdM)],
      ['present value of the least payments, operations taken off', billions(scoring.paymentsValueUsdM)],
      ['fair value: the buyer’s own price of the same satellites', billions(scoring.fairValueUsdM)],
    ],
  );
  return (
    paragraph(
      `Verdict: ${scoring.verdict}. ${scoring.isService ? 'The case says that the buyer controls no named satellites.' : 'The case says that the buyer controls satellites that are named, so the lease tests decide.'} ${scoring.reviewed ? `Payments are above ${REVIEW_THRESHOLD_USD_M} million: the budget office reviews the contract, renewals taken as exercised.` : ''} General purpose, private market and control are judgements of the case; a screen is not a ruling.`,
    ) +
    tests +
    money +
    authorityFigure({
      firstFiscalYear: acquisition.firstFiscalYear,
      annualUsdM: scoring.annualUsdM,
      upFrontUsdM: scoring.upFrontUsdM,
    })
  );
}

function controlTable({ setting }: AcquireStudy): string {
  const { terms } = setting;
  const controlOf = (id: OfferId) =>
    id === 'subscription' ? terms.subscription.control : terms.owned[id].control;
  return (
    paragraph(
      'Graded by the case: 0 nothing, 1 in part or for a price, 2 in full. None of this is in the money.',
    ) +
    table(
      'Clauses',
      ['clause', ...OFFER_IDS.map((id) => OFFER_TITLES[id])],
      CONTROL_CLAUSES.map((clause) => [
        CLAUSE_TITLES[clause],
        ...OFFER_IDS.map((id) => String(controlOf(id)[clause])),
      ]),
    )
  );
}

function checklistTables({ checklist }: AcquireStudy): string {
  return (
    table('Twelve steps of an estimate', ['step', 'grade', 'found'], checklistRows(checklist.steps)) +
    table(
      'Four characteristics',
      ['characteristic', 'grade', 'found'],
      checklistRows(checklist.characteristics),
    ) +
    element(
      'p',
      { class: 'small' },
      'After the cost guide of the Government Accountability Office; what the case shows is graded, not whether it is right.',
    )
  );
}

function checklistRows(items: readonly CheckedItem[]): readonly (readonly string[])[] {
  return items.map(({ item, grade, found }) => [item, grade, found].map(escapeText));
}

function perYear(usdM: number): string {
  return `${usdM.toFixed(2)} million a satellite-year`;
}
