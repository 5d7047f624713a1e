import type { Grade } from '../register/assumption.ts';

/** What an estimate shows of itself, as a reviewer would look for it. */
export interface EstimateFacts {
  readonly purpose: string;
  readonly satellites: number;
  readonly costElements: readonly string[];
  readonly excluded: number;
  readonly notes: number;
  readonly inputs: number;
  readonly grades: Readonly<Record<Grade, number>>;
  readonly pointNotExceededProb: number;
  readonly inputsVaried: number;
  readonly uncertainInputs: number;
  readonly draws: number;
  readonly correlation: number;
  /** A second way to the same total, in words; null without one. */
  readonly crossCheck: string | null;
  readonly discountGrade: Grade;
  readonly sheetsWritten: boolean;
  /** Is there anything that was measured after the estimate was made? */
  readonly actuals: number;
}

/** Met: a reviewer finds it. Partly: there, with a lack that is named. Not met: not there. */
export const CHECK_GRADES = ['met', 'partly', 'not met'] as const;
export type CheckGrade = (typeof CHECK_GRADES)[number];

export interface CheckedItem {
  readonly item: string;
  readonly grade: CheckGrade;
  /** What was found, with numbers. */
  readonly found: string;
}

export interface EstimateChecklist {
  /** The twelve steps. */
  readonly steps: readonly CheckedItem[];
  /** The four characteristics. */
  readonly characteristics: readonly CheckedItem[];
}

/** Half of the inputs on sources that were read makes a well-documented estimate in part; nine tenths make one. Our limits. */
const PARTLY_SOURCED = 0.1;
const WELL_SOURCED = 0.9;
/** Correlation below which totals come out too narrow. [GAO-2020] names 0.25 as a usual value; recalled. */
const USUAL_CORRELATION = 0.2;

/**
 * Grades an estimate by the twelve steps and four characteristics of the cost guide. It grades what the case shows, not whether it is right, and it cannot grade a
 * case of notional numbers as credible.
 *
 * @see [GAO-2020] steps and characteristics; wording shortened
 */
export function gradeEstimate(facts: EstimateFacts): EstimateChecklist {
  const known = facts.grades.primary + facts.grades['two-independent'];
  const knownShare = facts.inputs === 0 ? 0 : known / facts.inputs;
  const documented = byShare(knownShare);
  const sourceText = `${known} of ${facts.inputs} inputs rest on a primary source or two independent ones`;
  const correlated = facts.correlation >= USUAL_CORRELATION;
  const steps: readonly CheckedItem[] = [
    item('Purpose', facts.purpose === '' ? 'not met' : 'met', facts.purpose),
    item('Plan', 'partly', 'the case file is the plan; no team, schedule or approval stands in it'),
    item(
      'Technical baseline',
      'partly',
      `${facts.satellites} satellites of one kind, with life and reliability; no design document`,
    ),
    item(
      'Structure',
      'met',
      `${facts.costElements.length} elements: ${facts.costElements.join(', ')}; ${facts.excluded} kinds of cost named as left out`,
    ),
    item(
      'Ground rules and assumptions',
      facts.notes === facts.inputs ? 'met' : 'partly',
      `${facts.notes} of ${facts.inputs} inputs say what they stand for`,
    ),
    item('Data', documented, sourceText),
    item(
      'Point estimate',
      facts.crossCheck === null ? 'partly' : 'met',
      `${facts.crossCheck ?? 'no second method beside it'}; not exceeded in ${percentText(facts.pointNotExceededProb)} of the draws`,
    ),
    item(
      'Sensitivity',
      facts.inputsVaried >= facts.uncertainInputs ? 'met' : 'partly',
      `${facts.inputsVaried} inputs moved one at a time`,
    ),
    item(
      'Risk and uncertainty',
      correlated ? 'met' : 'partly',
      `${facts.draws} draws, common correlation ${facts.correlation}${correlated ? '' : ', which makes the total too narrow'}`,
    ),
    item(
      'Documentation',
      facts.sheetsWritten ? 'met' : 'partly',
      facts.sheetsWritten
        ? 'page, tables and sheets with formulas'
        : 'answer only; --out writes page and sheets',
    ),
    item('Presentation', 'met', 'ranges before points, what is left out beside the total'),
    item(
      'Update with actual costs',
      facts.actuals === 0 ? 'not met' : 'met',
      facts.actuals === 0
        ? 'nothing has been bought that could be compared'
        : `${facts.actuals} actual costs`,
    ),
  ];
  const worst = (...names: readonly string[]): CheckGrade =>
    CHECK_GRADES[
      Math.max(
        ...steps.filter((step) => names.includes(step.item)).map(({ grade }) => CHECK_GRADES.indexOf(grade)),
      )
    ] ?? 'not met';
  return {
    steps,
    characteristics: [
      item(
        'Comprehensive',
        worst('Structure', 'Technical baseline', 'Ground rules and assumptions'),
        'as its structure, baseline and ground rules',
      ),
      item('Well-documented', documented, sourceText),
      item(
        'Accurate',
        facts.discountGrade === 'notional' ? 'partly' : worst('Point estimate'),
        `discount rates and inflation are ${facts.discountGrade}; no actual costs to compare with`,
      ),
      item(
        'Credible',
        worst('Sensitivity', 'Risk and uncertainty', 'Data'),
        'as its sensitivity, risk and data; no independent estimate',
      ),
    ],
  };
}

function item(name: string, grade: CheckGrade, found: string): CheckedItem {
  return { item: name, grade, found };
}

function byShare(share: number): CheckGrade {
  if (share >= WELL_SOURCED) return 'met';
  return share >= PARTLY_SOURCED ? 'partly' : 'not met';
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
