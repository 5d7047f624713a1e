import { CUSTODY_PHASES } from '../custody/index.ts';
import type { CustodyRequirement } from '../custody/index.ts';
import { usFromS } from '../foundation/index.ts';
import type { Background, Decision } from '../messages/index.ts';
import { FLIGHT_PHASES, flightEndUs, flightPhaseAt } from '../truth/index.ts';
import type { FlightLog, FlightPhase } from '../truth/index.ts';
import { UNTRACKED } from './custody-gaps.ts';
import type { CustodySpan } from './custody-gaps.ts';
import { LookLog } from './look-log.ts';
import type { CustodyColumns, ObjectColumns } from './run-record.ts';

/** Stands in the column of phases before launch. */
const NOT_LAUNCHED = 255;

/** The columns of one object while they are still being filled, and the satellites behind them. */
export interface ObjectSeries extends ObjectColumns {
  readonly looksByBackground: Record<Background, Record<FlightPhase, number>>;
  readonly decisions: Decision[];
  latestDecision: Decision | null;
  /** Who had an associated look, by the index of the sensor kind and second of the scan. */
  readonly looks: LookLog;
  /** One per requirement. */
  readonly custodyUnder: readonly CustodyColumns[];
  /** By the number of satellites that a requirement needs, per sensor kind: stage at which looks failed, index into LOOK_STAGES. */
  readonly failure: ReadonlyMap<number, Readonly<Record<string, Uint8Array>>>;
  firstDetectedAtS: number | null;
  confirmedAtS: number | null;
  declaredAtS: number | null;
  firstDeclaredAtS: number | null;
  revocations: number;
  excludedAtS: number | null;
  firstExcludedAtS: number | null;
}

/** Notes that a satellite's look at one second was associated with this object's track. */
export function addObserver(
  series: ObjectSeries,
  [kind, kindIndex]: readonly [string, number],
  satelliteIndex: number,
  second: number,
): void {
  const observers = series.observers[kind];
  if (observers === undefined) return;
  series.looks.add(kindIndex, satelliteIndex, second);
  observers[second]!++;
}

/** Columns without content, but for the phase, which the flight alone decides. */
export function emptySeries(
  durationS: number,
  sensorKinds: readonly string[],
  flight: FlightLog,
  requirements: readonly CustodyRequirement[],
): ObjectSeries {
  const length = durationS + 1;
  const nan = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const perKind = (): Record<string, Uint8Array> =>
    Object.fromEntries(sensorKinds.map((kind) => [kind, new Uint8Array(length)]));
  return {
    phase: phasesOf(flight, length),
    observers: perKind(),
    stage: perKind(),
    looksByBackground: { earth: noLooks(), limb: noLooks(), space: noLooks() },
    custodyUnder: requirements.map(() => ({
      custody: new Uint8Array(length),
      custodyByTruth: new Uint8Array(length),
      holders: new Uint8Array(length),
      missed: new Uint8Array(length).fill(UNTRACKED),
    })),
    failure: new Map(requirements.map(({ minSensors }) => [minSensors, perKind()])),
    deskErrorM: new Float32Array(length).fill(Number.NaN),
    deskSigmaM: new Float32Array(length).fill(Number.NaN),
    latencyS: new Float32Array(length).fill(Number.NaN),
    positionErrorM: nan(),
    positionSigmaM: nan(),
    velocityErrorMPerS: nan(),
    velocitySigmaMPerS: nan(),
    nees: nan(),
    unionProb: nan(),
    weaponProb: nan(),
    jointProb: nan(),
    impactSigmaM: nan(),
    transitInRegion: new Uint8Array(length),
    decisions: [],
    latestDecision: null,
    looks: new LookLog(),
    firstDetectedAtS: null,
    confirmedAtS: null,
    declaredAtS: null,
    firstDeclaredAtS: null,
    revocations: 0,
    excludedAtS: null,
    firstExcludedAtS: null,
  };
}

function noLooks(): Record<FlightPhase, number> {
  return { 'under-cloud': 0, boost: 0, midcourse: 0, glide: 0, reentry: 0, ended: 0 };
}

function phasesOf(flight: FlightLog, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, second) => {
    const atUs = usFromS(second);
    const phase: FlightPhase | null = flightPhaseAt(flight, atUs);
    if (phase === null) return NOT_LAUNCHED;
    return FLIGHT_PHASES.indexOf(atUs > flightEndUs(flight) ? 'ended' : phase);
  });
}

/** The columns as far as second `endS`, for a run that ended before its time. */
export function seriesUntil(series: ObjectSeries, endS: number): ObjectSeries {
  const length = endS + 1;
  const cut = (column: Uint8Array): Uint8Array => column.subarray(0, length);
  const cut32 = (column: Float32Array): Float32Array => column.subarray(0, length);
  const cut64 = (column: Float64Array): Float64Array => column.subarray(0, length);
  const perKind = (columns: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> =>
    Object.fromEntries(Object.entries(columns).map(([kind, column]) => [kind, cut(column)]));
  return {
    ...series,
    phase: cut(series.phase),
    observers: perKind(series.observers),
    stage: perKind(series.stage),
    custodyUnder: series.custodyUnder.map(({ custody, custodyByTruth, holders, missed }) => ({
      custody: cut(custody),
      custodyByTruth: cut(custodyByTruth),
      holders: cut(holders),
      missed: cut(missed),
    })),
    failure: new Map([...series.failure].map(([needed, columns]) => [needed, perKind(columns)])),
    deskErrorM: cut32(series.deskErrorM),
    deskSigmaM: cut32(series.deskSigmaM),
    latencyS: cut32(series.latencyS),
    positionErrorM: cut64(series.positionErrorM),
    positionSigmaM: cut64(series.positionSigmaM),
    velocityErrorMPerS: cut64(series.velocityErrorMPerS),
    velocitySigmaMPerS: cut64(series.velocitySigmaMPerS),
    nees: cut64(series.nees),
    unionProb: cut64(series.unionProb),
    weaponProb: cut64(series.weaponProb),
    jointProb: cut64(series.jointProb),
    impactSigmaM: cut64(series.impactSigmaM),
    transitInRegion: cut(series.transitInRegion),
  };
}

/** The stretches of boost, midcourse, glide and re-entry, in whole seconds. */
export function spansOf(phase: Uint8Array, durationS: number): readonly CustodySpan[] {
  const spans: CustodySpan[] = [];
  let fromS = 0;
  for (let second = 1; second <= durationS; second++) {
    if (second < durationS && phase[second] === phase[fromS]) continue;
    const name = CUSTODY_PHASES.find((each) => each === FLIGHT_PHASES[phase[fromS]!]);
    if (name !== undefined) spans.push({ phase: name, fromS, untilS: second });
    fromS = second;
  }
  return spans;
}
