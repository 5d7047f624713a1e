import type { PhaseShares, RunRecord, TrackingSummary } from '@cupola/core/metrics';
import type { Scenario } from '@cupola/core/scenario';
import type { CustodyPhase } from '@cupola/core/custody';
import type { LayerAcquisitionSummary } from '../acquisition/layer-acquisition.ts';
import type { LossAnswer } from '../losses/loss-answer.ts';
import type { EngagementSummary } from './engagement/engagement-summary.ts';
import { qualityByPhase } from './custody-quality-summary.ts';
import type { QualityByPhase } from './custody-quality-summary.ts';
import { forPhases } from './for-phases.ts';
import { landIndex } from '../areas/land.ts';
import { objectSummary } from './object-summary.ts';
import type { ObjectSummary, PhaseNumbers } from './object-summary.ts';
import { isThreat, requirementAnswer } from './requirement-check.ts';
import type { RequirementAnswer, UnmetRequirement } from './requirement-check.ts';
import { mean, median, rounded } from './statistics.ts';

/** The answer of a run: what `cupola run --json` prints and `summary.json` holds. */
export interface RunSummary {
  readonly simulated: true;
  readonly runId: string;
  readonly title: string;
  readonly durationMin: number;
  readonly seed: number;
  /** In service or not, over all groups. */
  readonly satellites: number;
  /** One entry per object. */
  readonly events: readonly ObjectSummary[];
  readonly custody: CustodySummary;
  readonly decision: DecisionSummary;
  readonly tracking: TrackingSummary & {
    /** Mean over objects of the median error. */
    readonly positionErrorKm: PhaseNumbers;
    /** Median normalised estimation error squared of position and velocity; 5.35 when the filter is consistent. */
    readonly neesMedian: number | null;
  };
  readonly coverage: CoverageSummary;
  readonly requirements: RequirementAnswer;
  /** What the second fleet could have done, when the scenario has one. */
  readonly engagement?: EngagementSummary;
  /** What lost satellites leave, when it was asked. */
  readonly losses?: LossAnswer;
  /** What the layer costs and how it gets into orbit, when the scenario names a case. */
  readonly acquisition?: LayerAcquisitionSummary;
  readonly files?: readonly string[];
}

interface CustodySummary {
  /** Mean and smallest share held, over weapons that flew the phase. */
  readonly meanShare: PhaseNumbers;
  readonly worstShare: PhaseNumbers;
  /** Mean share held, judged with the true error. */
  readonly meanShareByTruth: PhaseNumbers;
  readonly meanShareBySensor: Readonly<Record<string, PhaseNumbers>>;
  readonly longestGapS: number;
  /** Seconds without custody by cause, over all objects. */
  readonly darkSecondsByCause: Readonly<Record<string, number>>;
  /** Custody of weapons under each of the scenario's requirements; the first is the one above. */
  readonly requirements: readonly RequirementCustody[];
}

/** Custody of all weapons under one requirement. */
export interface RequirementCustody {
  readonly id: string;
  readonly meanShare: PhaseNumbers;
  readonly worstShare: PhaseNumbers;
  readonly meanShareByTruth: PhaseNumbers;
  readonly longestGapS: number;
  /** All held seconds of all weapons together; null where nothing was held. */
  readonly quality: QualityByPhase;
}

interface DecisionSummary {
  /** Weapons that truly come down in a defended region. */
  readonly threats: number;
  readonly declaredThreats: number;
  readonly declaredOthers: number;
  readonly revocations: number;
  readonly medianDeclaredAfterBurnoutS: number | null;
}

interface CoverageSummary {
  readonly groups: RunRecord['groups'];
  /** How the planes of two groups move against each other, for each pair. */
  readonly nodeDrifts: readonly NodeDrift[];
  /** Mean number of satellites per second and object whose detection was taken. */
  readonly meanObservers: PhaseNumbers;
}

interface NodeDrift {
  readonly of: string;
  readonly against: string;
  /** Degrees a day, east positive: smallest and largest over the orbits of the two. */
  readonly degPerDay: readonly [min: number, max: number];
}

/** @param foreseen - What could be said of the requirements before the run. */
export function summarise(
  record: RunRecord,
  scenario: Scenario,
  runId: string,
  foreseen: readonly UnmetRequirement[] = [],
): RunSummary {
  const land = landIndex();
  const objects = record.objects.map((object) => objectSummary(object, land));
  return {
    simulated: true,
    runId,
    title: scenario.title,
    durationMin: scenario.durationMin,
    seed: scenario.seed,
    satellites: record.groups.reduce((sum, group) => sum + group.satellites, 0),
    events: objects,
    custody: custodySummary(objects, record),
    decision: decisionSummary(objects),
    tracking: {
      ...record.tracking,
      positionErrorKm: perPhase((phase) => mean(numbers(objects.map((one) => one.positionErrorKm[phase])))),
      neesMedian: rounded(median(record.objects.flatMap((object) => [...object.nees]))),
    },
    coverage: {
      groups: record.groups,
      nodeDrifts: nodeDrifts(record.groups),
      meanObservers: perPhase((phase) => mean(numbers(objects.map((one) => one.observers[phase])))),
    },
    requirements: requirementAnswer(record, objects, foreseen),
  };
}

/** Shells that drift apart see the Earth in a pattern that never comes back; those that do not keep theirs. */
function nodeDrifts(groups: RunRecord['groups']): readonly NodeDrift[] {
  return groups.flatMap((one, index) =>
    groups.slice(0, index).map((other): NodeDrift => ({
      of: one.id,
      against: other.id,
      degPerDay: [
        one.nodeDegPerDay[0] - other.nodeDegPerDay[1],
        one.nodeDegPerDay[1] - other.nodeDegPerDay[0],
      ],
    })),
  );
}

function custodySummary(objects: readonly ObjectSummary[], record: RunRecord): CustodySummary {
  const weapons = objects.filter((object) => object.weapon);
  const darkSeconds = new Map<string, number>();
  for (const gap of objects.flatMap((object) => object.gaps)) {
    darkSeconds.set(gap.cause, (darkSeconds.get(gap.cause) ?? 0) + gap.toS - gap.fromS);
  }
  return {
    ...sharesOf(weapons),
    meanShareBySensor: Object.fromEntries(
      record.sensorKinds.map((kind) => [kind, perPhase((phase) => meanShareOf(weapons, kind, phase))]),
    ),
    longestGapS: Math.max(0, ...objects.map((object) => object.longestGapS)),
    darkSecondsByCause: Object.fromEntries([...darkSeconds].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    requirements: custodyUnderEach(weapons, record),
  };
}

type Shares = Pick<ObjectSummary, 'custody' | 'custodyByTruth'>;

function sharesOf(
  weapons: readonly Shares[],
): Pick<RequirementCustody, 'meanShare' | 'worstShare' | 'meanShareByTruth'> {
  const shares = (phase: CustodyPhase, of: keyof Shares) =>
    numbers(weapons.map((object) => object[of][phase]));
  return {
    meanShare: perPhase((phase) => mean(shares(phase, 'custody'))),
    worstShare: perPhase((phase) => {
      const own = shares(phase, 'custody');
      return own.length === 0 ? null : Math.min(...own);
    }),
    meanShareByTruth: perPhase((phase) => mean(shares(phase, 'custodyByTruth'))),
  };
}

function custodyUnderEach(weapons: readonly ObjectSummary[], record: RunRecord): RequirementCustody[] {
  const records = record.objects.filter((object) => object.weapon);
  const ids = record.requirements.map(({ id }) => id);
  return ids.map((id, index) => {
    const own = weapons.flatMap((object) => object.requirements[index] ?? []);
    return {
      id,
      ...sharesOf(own),
      longestGapS: Math.max(0, ...own.map((each) => each.longestGapS)),
      quality: qualityByPhase(records, index),
    };
  });
}

function meanShareOf(
  weapons: readonly ObjectSummary[],
  kind: string,
  phase: keyof PhaseShares,
): number | null {
  return mean(numbers(weapons.map((object) => object.custodyBySensor[kind]?.[phase] ?? null)));
}

function decisionSummary(objects: readonly ObjectSummary[]): DecisionSummary {
  const threats = objects.filter(isThreat);
  const declared = threats.filter((object) => object.declaredAtS !== null);
  const others = objects.filter((object) => !isThreat(object) && object.firstDeclaredAtS !== null);
  const delays = numbers(declared.map((object) => object.declaredAfterBurnoutS));
  return {
    threats: threats.length,
    declaredThreats: declared.length,
    declaredOthers: others.length,
    revocations: objects.reduce((sum, object) => sum + object.revocations, 0),
    medianDeclaredAfterBurnoutS: rounded(median(delays)),
  };
}

function perPhase(value: (phase: CustodyPhase) => number | null): PhaseNumbers {
  return forPhases((phase) => rounded(value(phase)));
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
