import { degrees, unreachable } from '../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  bearingRad,
  groundDistanceM,
  minimumEnergyArc,
} from '../physics/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import type { AimedEvent, LoftedEvent } from '../scenario/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import type { AimedTrajectory } from './campaign.ts';
import { placeOf, rounded } from './rounded-place.ts';

/** Apogees of lofted and depressed arcs as multiples of that of the least energy. Notional. */
const LOFTED_SHARE = [1.3, 2.5] as const;
const DEPRESSED_SHARE = [0.5, 0.85] as const;
/** Gliders turn as often as this, 0 included, each as likely. Notional. */
const MOST_TURNS = 3;

/** What a class flies when nothing is said. */
export function usualTrajectory(vehicleId: string): AimedTrajectory {
  const course = vehicleClass(vehicleId)?.course.kind;
  return course === 'glide' || course === 'fractional-orbit' ? course : 'minimum-energy';
}

type TrajectoryKeys = Pick<AimedEvent, 'aim' | 'trajectory'> | Pick<LoftedEvent, 'azimuthDeg' | 'trajectory'>;

/**
 * The keys of an event that flies so to an aim, what is open in it drawn: apogees, turns, the way round. A lofted flight is stated by direction and
 * range and comes down within some kilometres of the aim.
 *
 * @param luck - Uniform numbers by their place; from 11 on.
 */
export function trajectoryTo(
  kind: AimedTrajectory,
  launch: GroundPoint,
  aim: GroundPoint,
  luck: (index: number) => number,
): TrajectoryKeys {
  const rangeM = groundDistanceM(launch, aim);
  const apogeeKm = ([from, to]: readonly [number, number]): number => {
    const least = minimumEnergyArc(rangeM, EARTH_EQUATORIAL_RADIUS_M).apogeeM / 1000;
    return rounded(least * (from + luck(11) * (to - from)));
  };
  switch (kind) {
    case 'minimum-energy':
      return { aim: placeOf(aim), trajectory: { kind } };
    case 'lofted':
      return {
        azimuthDeg: rounded(degrees(bearingRad(launch, aim))),
        trajectory: { kind, apogeeKm: apogeeKm(LOFTED_SHARE), rangeKm: rounded(rangeM / 1000) },
      };
    case 'depressed':
      return { aim: placeOf(aim), trajectory: { kind, apogeeKm: apogeeKm(DEPRESSED_SHARE) } };
    case 'glide':
      return {
        aim: placeOf(aim),
        trajectory: { kind, drawnTurns: Math.floor(luck(11) * (MOST_TURNS + 1)) },
      };
    case 'fractional-orbit':
      return { aim: placeOf(aim), trajectory: { kind, way: luck(11) < 0.5 ? 'short' : 'far' } };
    default:
      return unreachable(kind);
  }
}
