import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { impactEnd } from './impact-end.ts';
import { launchFromBoost } from './launch-from-boost.ts';
import { launchFromCoast } from './launch-from-coast.ts';

/** What the ends of flights are estimated with. */
export interface FlightEndContext {
  readonly classes: readonly VehicleClass[];
  readonly earth: EarthRotation;
}

/** The best launch estimate of a track so far; plain data. */
export interface LaunchMemory {
  readonly launch: FlightEnd | null;
  readonly madeAtUs: SimTimeUs;
}

export const NO_LAUNCH_YET: LaunchMemory = { launch: null, madeAtUs: Number.NEGATIVE_INFINITY };

/** While a climb is younger than this since first seen its launch is worked out anew at each row; later the way back is longer and no better. */
const YOUNG_US: SimTimeUs = 60 * US_PER_S;
/** A launch behind an unseen burn is worked out anew at this interval. */
const RENEWAL_US: SimTimeUs = 10 * US_PER_S;

/**
 * The launch estimate after one more row of a track: the one with the smallest ellipse so far in boost, the newest where no burn was seen.
 * What was found in boost stays for the rest of the flight.
 */
export function launchAfter(memory: LaunchMemory, track: Track, context: FlightEndContext): LaunchMemory {
  if (track.phase === 'boost') {
    if (track.atUs - track.firstDetectedAtUs > YOUNG_US && memory.launch !== null) return memory;
    const found = launchFromBoost(track, context.earth);
    return found === null || (memory.launch !== null && areaOf(found) >= areaOf(memory.launch))
      ? memory
      : { launch: found, madeAtUs: track.atUs };
  }
  if (track.boostSeen || track.atUs - memory.madeAtUs < RENEWAL_US) return memory;
  const found = launchFromCoast(track, context.classes, context.earth);
  return found === null ? memory : { launch: found, madeAtUs: track.atUs };
}

/** Determinant of the covariance on the ground, m⁴: the square of the ellipse's area in units of π. */
function areaOf({ covarianceM2: [eastEast, eastNorth, northNorth] }: FlightEnd): number {
  return eastEast * northNorth - eastNorth * eastNorth;
}

/** Launch, as told at the track's time, and impact of a track; those that are not known are left out. */
export function flightEnds(
  memory: LaunchMemory,
  track: Track,
  context: FlightEndContext,
): readonly FlightEnd[] {
  const impact = impactEnd(track, context.classes, context.earth);
  const launch = memory.launch === null ? [] : [{ ...memory.launch, asOfUs: track.atUs, phase: track.phase }];
  return impact === null ? launch : [...launch, impact];
}
