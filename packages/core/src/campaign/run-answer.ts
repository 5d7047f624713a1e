import type { CustodyPhase } from '../custody/index.ts';
import { degrees, sFromUs } from '../foundation/index.ts';
import type { ObjectRecord, PhaseShares, RunRecord } from '../metrics/index.ts';
import { FLIGHT_PHASES } from '../truth/index.ts';
import type { FlightPhase, FlightRole } from '../truth/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import { DRAWN_EVENT_ID } from './draw-event.ts';
import { insideKm } from './defended.ts';
import type { Defended } from './defended.ts';
import type { RunPlace } from './run-list.ts';

/** What one run of a campaign answers. Plain data. */
export interface RunAnswer extends RunPlace {
  readonly epoch: string;
  /** The last second that was simulated. */
  readonly endS: number;
  readonly tracksConfirmed: number;
  readonly falseTracks: number;
  readonly identitySwitches: number;
  /** Joint probability at each declaration of a track that nothing true ever fed. */
  readonly falseTrackDeclarations: readonly number[];
  readonly objects: readonly ObjectAnswer[];
}

/** A run that could not be flown, and why. */
export interface RunFailure extends RunPlace {
  readonly failure: string;
}

/** What one run says about one object. Times are seconds after its launch. */
export interface ObjectAnswer {
  readonly object: string;
  /** Kind of the mix it was drawn from; the id of the event for those of the base scenario. */
  readonly kind: string;
  readonly vehicle: string;
  /** Is it a weapon itself? */
  readonly weapon: boolean;
  /** Does it belong to the launch of one? That is what the decision states. */
  readonly ofWeapon: boolean;
  /** What it is to its launch. */
  readonly role: FlightRole;
  /** Is it one of several payloads of one launch? */
  readonly ofBus: boolean;
  readonly launchAtS: number;
  readonly launchLatDeg: number;
  readonly launchLonDeg: number;
  /** Where it truly comes down; null in orbit. */
  readonly impactLatDeg: number | null;
  readonly impactLonDeg: number | null;
  readonly inRegions: boolean;
  /** From the true impact to the nearest border, positive inside, km; null in orbit or without regions. */
  readonly insideKm: number | null;
  readonly cloudBreakS: number;
  readonly burnoutS: number;
  readonly impactS: number | null;
  readonly firstDetectedS: number | null;
  readonly confirmedS: number | null;
  /** The declaration in force at the end. */
  readonly declaredS: number | null;
  readonly firstDeclaredS: number | null;
  /** Joint probability stated at the first declaration. */
  readonly firstDeclaredProb: number | null;
  readonly revocations: number;
  /** The exclusion in force at the end, and the first one. */
  readonly excludedS: number | null;
  readonly firstExcludedS: number | null;
  readonly stated: readonly StatedProbability[];
  readonly custody: PhaseShares;
  readonly custodyBySensor: Readonly<Record<string, PhaseShares>>;
  readonly longestGapS: number;
  /** Medians of the true error of the track, km. */
  readonly positionErrorKm: PhaseShares;
}

/** What the operator stated at one time of a flight. Probabilities are null where no track was judged. */
export interface StatedProbability {
  readonly at: SampleTime;
  readonly jointProb: number | null;
  readonly unionProb: number | null;
  readonly weaponProb: number | null;
  /** True phase at that time; null before launch and after the end of the run. */
  readonly phase: FlightPhase | null;
  /** Sensors whose looks were associated within the last custody gap: satellites with a long-wave field, and with a plume field. */
  readonly longWaveSatellites: number;
  readonly plumeSatellites: number;
  readonly impactSigmaKm: number | null;
}

/** Seconds after launch at which probabilities are sampled, and one minute after burnout. */
export const SAMPLE_TIMES = ['60', '120', '180', '240', '300', 'burnout+60'] as const;
export type SampleTime = (typeof SAMPLE_TIMES)[number];
const AFTER_BURNOUT_S = 60;

/** What turns a record into answers. */
export interface AnswerContext {
  readonly place: RunPlace;
  readonly epoch: string;
  /** Kind of the mix that was drawn; null when nothing was. */
  readonly mixId: string | null;
  readonly defended: Defended;
  /** Sensor kinds that look in the long wave. */
  readonly longWaveKinds: ReadonlySet<string>;
}

export function runAnswer(record: RunRecord, context: AnswerContext): RunAnswer {
  const known = new Set(record.objects.flatMap((object) => object.trackIds));
  return {
    ...context.place,
    epoch: context.epoch,
    endS: record.durationS,
    tracksConfirmed: record.tracking.tracksConfirmed,
    falseTracks: record.tracking.falseTracks,
    identitySwitches: record.tracking.identitySwitches,
    falseTrackDeclarations: record.events.flatMap((event) =>
      event.kind === 'declared' && !known.has(event.trackId) ? [event.prob] : [],
    ),
    objects: record.objects.map((object) => objectAnswer(object, record.objects, context)),
  };
}

function objectAnswer(
  object: ObjectRecord,
  objects: readonly ObjectRecord[],
  context: AnswerContext,
): ObjectAnswer {
  const { flight } = object;
  const launchAtS = sFromUs(flight.launchAtUs);
  const sinceLaunch = (atS: number | null): number | null => (atS === null ? null : atS - launchAtS);
  const { impact } = flight;
  const burnoutS = sFromUs(flight.burnoutAtUs) - launchAtS;
  return {
    object: flight.id,
    kind: flight.eventId === DRAWN_EVENT_ID && context.mixId !== null ? context.mixId : flight.eventId,
    vehicle: flight.vehicleId,
    weapon: object.weapon,
    ofWeapon: vehicleClass(flight.vehicleId)?.weapon ?? false,
    role: flight.role,
    ofBus: payloadsOfLaunch(object, objects) > 1,
    launchAtS,
    launchLatDeg: thousandth(degrees(flight.launch.latitudeRad)),
    launchLonDeg: thousandth(degrees(flight.launch.longitudeRad)),
    impactLatDeg: impact === null ? null : thousandth(degrees(impact.latitudeRad)),
    impactLonDeg: impact === null ? null : thousandth(degrees(impact.longitudeRad)),
    inRegions: object.inRegions.length > 0,
    insideKm:
      impact === null || context.defended.regions.length === 0
        ? null
        : thousandth(insideKm(context.defended, impact)),
    cloudBreakS: sFromUs(flight.cloudBreakAtUs) - launchAtS,
    burnoutS,
    impactS: flight.impactAtUs === null ? null : sFromUs(flight.impactAtUs) - launchAtS,
    firstDetectedS: sinceLaunch(object.firstDetectedAtS),
    confirmedS: sinceLaunch(object.confirmedAtS),
    declaredS: sinceLaunch(object.declaredAtS),
    firstDeclaredS: sinceLaunch(object.firstDeclaredAtS),
    firstDeclaredProb:
      object.firstDeclaredAtS === null ? null : numberOrNull(object.jointProb[object.firstDeclaredAtS]),
    revocations: object.revocations,
    excludedS: sinceLaunch(object.excludedAtS),
    firstExcludedS: sinceLaunch(object.firstExcludedAtS),
    stated: SAMPLE_TIMES.map((at) => {
      const afterS = at === 'burnout+60' ? burnoutS + AFTER_BURNOUT_S : Number(at);
      return stated(object, at, Math.round(launchAtS + afterS), context.longWaveKinds);
    }),
    custody: object.continuity,
    custodyBySensor: object.continuityBySensor,
    longestGapS: Math.max(0, ...object.gaps.map((gap) => gap.toS - gap.fromS)),
    positionErrorKm: {
      boost: medianErrorKm(object, 'boost'),
      midcourse: medianErrorKm(object, 'midcourse'),
      glide: medianErrorKm(object, 'glide'),
      reentry: medianErrorKm(object, 'reentry'),
    },
  };
}

/** A further payload names the first one of its launch as what it was let go from. */
function payloadsOfLaunch({ flight }: ObjectRecord, objects: readonly ObjectRecord[]): number {
  const firstId = flight.parentId ?? flight.id;
  return objects.filter(
    ({ flight: other }) => other.role === 'payload' && (other.id === firstId || other.parentId === firstId),
  ).length;
}

function stated(
  object: ObjectRecord,
  at: SampleTime,
  second: number,
  longWaveKinds: ReadonlySet<string>,
): StatedProbability {
  const sigmaM = numberOrNull(object.impactSigmaM[second]);
  const satellites = (longWave: boolean): number =>
    Object.entries(object.observers)
      .filter(([kind]) => longWaveKinds.has(kind) === longWave)
      .reduce((most, [, column]) => Math.max(most, mostLately(column, second)), 0);
  return {
    at,
    jointProb: numberOrNull(object.jointProb[second]),
    unionProb: numberOrNull(object.unionProb[second]),
    weaponProb: numberOrNull(object.weaponProb[second]),
    phase: FLIGHT_PHASES[object.phase[second] ?? -1] ?? null,
    longWaveSatellites: satellites(true),
    plumeSatellites: satellites(false),
    impactSigmaKm: sigmaM === null ? null : thousandth(sigmaM / 1000),
  };
}

/** Over this many seconds looks count as recent, as the default of the custody requirement has it. */
const RECENT_S = 10;

/** Most satellites of a kind that one scan of the last seconds brought. */
function mostLately(column: Uint8Array, second: number): number {
  let most = 0;
  for (let at = Math.max(0, second - RECENT_S); at <= second; at++) most = Math.max(most, column[at] ?? 0);
  return most;
}

function medianErrorKm(object: ObjectRecord, name: CustodyPhase): number | null {
  const phase = FLIGHT_PHASES.indexOf(name);
  const errors = [...object.positionErrorM]
    .filter((errorM, second) => object.phase[second] === phase && Number.isFinite(errorM))
    .toSorted((a, b) => a - b);
  const middle = errors[Math.floor(errors.length / 2)];
  return middle === undefined ? null : thousandth(middle / 1000);
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function thousandth(value: number): number {
  return Math.round(value * 1000) / 1000;
}
