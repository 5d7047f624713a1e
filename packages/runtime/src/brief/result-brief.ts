import { GRADES } from '@cupola/core/acquisition';
import type { Grade } from '@cupola/core/acquisition';
import { decimal, percent, significant } from '../page/numbers.ts';
import { billions } from '../acquisition/cost/cost-figures.ts';
import type { AnswerFile } from './answer-file.ts';
import type { BriefGrade, BriefNumber, BriefPart } from './brief.ts';

/** Commands whose folders a brief may quote. */
type ResultKind = 'cost' | 'deploy' | 'acquire' | 'portfolio';

/** Whose answer it is, by a key that only it has; null when it is nobody's. */
export function resultKind(answer: AnswerFile): ResultKind | null {
  if (answer.has('byElement')) return 'cost';
  if (answer.has('offers')) return 'acquire';
  if (answer.has('inService')) return 'deploy';
  return answer.has('valueProvenGap') ? 'portfolio' : null;
}

/** What a folder of results says. `folder`: its name. */
export function resultBrief(kind: ResultKind, answer: AnswerFile, folder: string): BriefPart {
  const own = PARTS[kind](answer, `${folder}/answer.json`);
  const command = answer.text('provenance.command');
  const seed = answer.text('seed');
  return {
    ...own,
    reproduce: [
      [
        kind,
        [
          ...(command === '' ? [] : [command]),
          ...(seed === '' ? [] : [`seed ${seed}`]),
          `sources ${answer.text('provenance.sourceHash')}`,
        ].join('; '),
      ],
    ],
  };
}

type Own = Omit<BriefPart, 'reproduce'>;

const PARTS: Readonly<Record<ResultKind, (answer: AnswerFile, source: string) => Own>> = {
  cost: costPart,
  deploy: deployPart,
  acquire: acquirePart,
  portfolio: portfolioPart,
};

function costPart(answer: AnswerFile, source: string): Own {
  const rests = weakestGrade(answer);
  const money = (what: string, path: string): BriefNumber => ({
    what,
    value: amount(answer, `${path}.mean`),
    range: `${amount(answer, `${path}.p20`)} to ${amount(answer, `${path}.p80`)}`,
    source: `${source}, ${path}`,
    grade: 'computed',
    restsOn: rests,
  });
  const drivers = answer.list('tornado').slice(0, DRIVERS);
  const driver = drivers[0]?.text('id') ?? '';
  const titleOf = (id: string): string =>
    answer
      .list('assumptions')
      .find((each) => each.text('id') === id)
      ?.text('title')
      .toLowerCase() ?? id;
  return {
    asked: [`Cost: ${answer.text('title')}, constant dollars of ${answer.text('baseYear')}.`],
    answer: [
      `Cost ${amount(answer, 'total.p20')} to ${amount(answer, 'total.p80')} billion dollars of ${answer.text('baseYear')} (P20 to P80), mean ${amount(answer, 'total.mean')}${driver === '' ? '' : `; what moves it most is the ${titleOf(driver)}`}.`,
    ],
    numbers: [
      money('total cost (USD B), mean; P20 to P80', 'total'),
      ...['production', 'launch', 'operations'].map((element) =>
        money(`of it ${element} (USD B)`, `byElement.${element}`),
      ),
      ...inputNumbers(
        answer,
        drivers.map((each) => each.text('id')),
      ),
    ],
    limits: ['The cost is notional and not an estimate of any programme.'],
  };
}

/** Inputs that move a total most are quoted with their sources. */
const DRIVERS = 3;

function deployPart(answer: AnswerFile, source: string): Own {
  const rests = weakestGrade(answer);
  const computed = (what: string, path: string, value: string, range = ''): BriefNumber => ({
    what,
    value,
    range,
    source: `${source}, ${path}`,
    grade: 'computed',
    restsOn: rests,
  });
  return {
    asked: [
      `Deployment: ${answer.text('satellites')} satellites in ${answer.text('planes')} planes, ordered on ${answer.text('orderedOn')}.`,
    ],
    answer: answer.texts('words').slice(0, 1),
    numbers: [
      computed('launches of the build-up', 'launches.planned', text(answer.number('launches.planned'), 0)),
      computed(
        'launch price per satellite (USD M)',
        'launches.priceUsdMPerSatellite',
        text(answer.number('launches.priceUsdMPerSatellite'), 1),
      ),
      computed(
        'satellites on a launch',
        'packing.satellitesPerLaunch',
        text(answer.number('packing.satellitesPerLaunch'), 0),
      ),
      computed(
        'of the launches sold in those years',
        'launches.shareOfSold',
        percent(answer.number('launches.shareOfSold')),
      ),
    ],
    limits: ['Launch capacity and cadence to come are ranges by assumption.'],
  };
}

function acquirePart(answer: AnswerFile, source: string): Own {
  const rests = weakestGrade(answer);
  const horizon = answer.number('breakEven.horizonYears');
  return {
    asked: [
      `Subscribe or own: ${answer
        .list('offers')
        .map((offer) => offer.text('id'))
        .join(', ')}, over ${answer.text('years')} years.`,
    ],
    answer: answer.texts('answer').slice(0, 3),
    numbers: [
      ...answer.list('offers').map((offer): BriefNumber => ({
        what: `${offer.text('id')}: present value to the buyer (USD B)`,
        value: usdBillions(offer.number('npvBuyerUsd')),
        range: usdRange(offer, 'npvBuyer'),
        source: `${source}, offers[].npvBuyerUsd`,
        grade: 'computed',
        restsOn: rests,
      })),
      {
        what: 'break-even horizon (years)',
        value: horizon === null ? 'none' : decimal(horizon, 1),
        range: `none in ${percent(answer.number('breakEven.noCrossingShare'))} of the draws`,
        source: `${source}, breakEven`,
        grade: 'computed',
        restsOn: rests,
      },
    ],
    limits: ['A subscription is a modelled alternative; no published contract has this form.'],
  };
}

function portfolioPart(answer: AnswerFile, source: string): Own {
  const isNotional = answer.is('syntheticBids');
  const computed = (what: string, path: string, value: string, range = ''): BriefNumber => ({
    what,
    value,
    range,
    source: `${source}, ${path}`,
    grade: 'computed',
    restsOn: isNotional ? 'notional' : 'bids as given',
  });
  const gap = answer.number('valueProvenGap');
  const chosen = answer.list('chosen');
  return {
    asked: [`Bids: the best of ${answer.text('bids')} under ${answer.text('constraintCount')} constraints.`],
    answer: [
      `${chosen.length} of ${answer.text('bids')} bids are chosen: value ${text(answer.number('value'), 1)} of 100 for ${amount(answer, 'costUsdM')} billion dollars, proven within ${text(gap === null ? null : 100 * gap, 2)} % of the best.`,
    ],
    numbers: [
      computed(
        'value of the chosen bids, of 100',
        'value',
        text(answer.number('value'), 1),
        `up to ${text(answer.number('valueBound'), 1)} is not excluded`,
      ),
      computed('their price (USD B)', 'costUsdM', amount(answer, 'costUsdM')),
      computed('concentration (HHI)', 'concentration.hhi', text(answer.number('concentration.hhi'), 0)),
      computed(
        'value when teams break up, mean',
        'breakUp',
        text(answer.number('breakUp.meanValue'), 1),
        `worst tenth ${text(answer.number('breakUp.worstTenthValue'), 1)}`,
      ),
    ],
    limits: isNotional
      ? ['The bids are drawn from a seed: nobody made them.']
      : ['Bids are taken at their word, weights are judgements.'],
  };
}

/** Inputs of a register, by id, with their own grades and sources. */
function inputNumbers(answer: AnswerFile, ids: readonly string[]): readonly BriefNumber[] {
  return ids.flatMap((id) => {
    const found = answer.list('assumptions').find((each) => each.text('id') === id);
    if (found === undefined) return [];
    const [low, high] = [found.number('distribution.low'), found.number('distribution.high')];
    return [
      {
        what: `input: ${found.text('title').toLowerCase()} (${found.text('unit')})`,
        value: significant(found.number('value')),
        range: low === null || high === null ? '' : `${significant(low)} to ${significant(high)}`,
        source: found
          .list('sources')
          .map((each) => each.text('title'))
          .join('; '),
        grade: gradeNamed(found.text('grade')),
        restsOn: '',
      },
    ];
  });
}

function gradeNamed(grade: string): BriefGrade {
  return GRADES.find((each) => each === grade) ?? 'notional';
}

/** The weakest grade of all that went in. */
function weakestGrade(answer: AnswerFile): Grade {
  const grades = answer.list('assumptions').map((each) => gradeNamed(each.text('grade')));
  return GRADES.findLast((grade) => grades.includes(grade)) ?? 'notional';
}

function amount(answer: AnswerFile, path: string): string {
  const usdM = answer.number(path);
  return usdM === null ? '–' : billions(usdM);
}

function usdBillions(usd: number | null): string {
  return usd === null ? '–' : billions(usd / 1e6);
}

/** P20 to P80, where the program that wrote the answer gave them. */
function usdRange(answer: AnswerFile, path: string): string {
  const [low, high] = [answer.number(`${path}.p20Usd`), answer.number(`${path}.p80Usd`)];
  return low === null || high === null ? '' : `${usdBillions(low)} to ${usdBillions(high)}`;
}

function text(value: number | null, digits: number): string {
  return value === null ? '–' : decimal(value, digits);
}
