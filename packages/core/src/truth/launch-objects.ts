import { SEPARATION } from '../vehicles/index.ts';
import type { ReleasedBody, VehicleClass } from '../vehicles/index.ts';
import type { FlightRole } from './flight-log.ts';

/** What a launch lets go besides its first payload; nothing where a part is absent. */
export interface LaunchObjects {
  /** The last so many spent stages of the class. */
  readonly stages?: { readonly count: number; readonly speedMPerS: number; readonly body: ReleasedBody };
  /** A bus that lets go so many payloads in all; the first keeps to its aim. */
  readonly payloads?: { readonly count: number; readonly speedMPerS: number; readonly intervalS: number };
  readonly decoys?: { readonly count: number; readonly speedMPerS: number; readonly body: ReleasedBody };
  /** Fragments of the last separation. */
  readonly debris?: { readonly count: number; readonly speedMPerS: number; readonly body: ReleasedBody };
}

/** One thing let go. */
export interface Release {
  readonly role: FlightRole;
  /** Behind the id of the launch. */
  readonly suffix: string;
  /** Seconds after lift-off, whole. */
  readonly atS: number;
  /** Against what lets it go, m/s: along its velocity, across it to the right, across it upward. */
  readonly relative: readonly [forward: number, right: number, up: number];
  readonly body: ReleasedBody;
}

/** How many objects one launch is, the first payload included. */
export function objectsOfLaunch(objects: LaunchObjects | undefined): number {
  if (objects === undefined) return 1;
  const { stages, payloads, decoys, debris } = objects;
  return (payloads?.count ?? 1) + (stages?.count ?? 0) + (decoys?.count ?? 0) + (debris?.count ?? 0);
}

/**
 * All that a launch lets go, in order of role and number.
 *
 * Stages fall behind. Further payloads leave one after another, all round in the plane of the velocity and the right, so that their impacts lie
 * about the first one's. Decoys and fragments leave in all directions, evenly.
 */
export function releasesOf(objects: LaunchObjects, vehicle: VehicleClass): readonly Release[] {
  const { stages, payloads, decoys, debris } = objects;
  return [
    ...(stages === undefined ? [] : stageReleases(stages, vehicle)),
    ...(payloads === undefined ? [] : payloadReleases(payloads, vehicle)),
    ...(decoys === undefined ? [] : decoyReleases(decoys, vehicle)),
    ...(debris === undefined ? [] : debrisReleases(debris, vehicle)),
  ];
}

/** The last stage leaves a moment after burnout, those before it when their share of the boost is over. They are numbered from the first that burns. */
function stageReleases(stages: NonNullable<LaunchObjects['stages']>, vehicle: VehicleClass): Release[] {
  const first = vehicle.stageShares.length - Math.min(stages.count, vehicle.stageShares.length);
  return vehicle.stageShares.slice(first).map((share, k) => ({
    role: 'stage',
    suffix: `stage-${first + k + 1}`,
    atS:
      share === 1
        ? vehicle.boostDurationS.nominal + SEPARATION.stageDelayS
        : Math.round(share * vehicle.boostDurationS.nominal),
    relative: [-stages.speedMPerS, 0, 0],
    body: stages.body,
  }));
}

function payloadReleases(payloads: NonNullable<LaunchObjects['payloads']>, vehicle: VehicleClass): Release[] {
  const others = payloads.count - 1;
  return Array.from({ length: others }, (_, k) => {
    const angleRad = (2 * Math.PI * k) / others;
    return {
      role: 'payload',
      suffix: `payload-${k + 2}`,
      atS: vehicle.boostDurationS.nominal + Math.round((k + 1) * payloads.intervalS),
      relative: [payloads.speedMPerS * Math.cos(angleRad), payloads.speedMPerS * Math.sin(angleRad), 0],
      body: { ...vehicle, ballisticCoefficientKgPerM2: vehicle.ballisticCoefficientKgPerM2.nominal },
    };
  });
}

function decoyReleases(decoys: NonNullable<LaunchObjects['decoys']>, vehicle: VehicleClass): Release[] {
  return Array.from({ length: decoys.count }, (_, k) => ({
    role: 'decoy',
    suffix: `decoy-${k + 1}`,
    atS: vehicle.boostDurationS.nominal + SEPARATION.decoyDelayS + k * SEPARATION.decoyIntervalS,
    relative: allRound(k, decoys.count, decoys.speedMPerS),
    body: decoys.body,
  }));
}

function debrisReleases(debris: NonNullable<LaunchObjects['debris']>, vehicle: VehicleClass): Release[] {
  return Array.from({ length: debris.count }, (_, k) => ({
    role: 'debris',
    suffix: `debris-${k + 1}`,
    atS: vehicle.boostDurationS.nominal + SEPARATION.stageDelayS,
    relative: allRound(k, debris.count, debris.speedMPerS),
    body: debris.body,
  }));
}

/** The k-th of `count` directions spread evenly over a sphere by the golden angle, as long as the speed. [Gonzalez-2010]. */
function allRound(k: number, count: number, speedMPerS: number): [number, number, number] {
  const sine = 1 - (2 * k + 1) / count;
  const cosine = Math.sqrt(1 - sine * sine);
  const angleRad = k * Math.PI * (3 - Math.sqrt(5));
  return [
    speedMPerS * cosine * Math.cos(angleRad),
    speedMPerS * cosine * Math.sin(angleRad),
    speedMPerS * sine,
  ];
}
