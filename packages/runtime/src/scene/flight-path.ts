import { sFromUs } from '@cupola/core/foundation';
import { earthAngleRad, geodeticFromItrf } from '@cupola/core/physics';
import type { EarthRotation, Geodetic } from '@cupola/core/physics';
import type { FlightLog } from '@cupola/core/truth';

/** A place an object passed, and when. */
export interface PathPoint extends Geodetic {
  readonly atS: number;
}

/** Earth-fixed coordinates of an inertial point at an instant, m. */
export function earthFixedFromInertial(
  earth: EarthRotation,
  atUs: number,
  xM: number,
  yM: number,
  zM: number,
): readonly [number, number, number] {
  const angleRad = earthAngleRad(earth, atUs);
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  return [c * xM + s * yM, c * yM - s * xM, zM];
}

/** Geodetic place of an inertial point at an instant. */
export function placeFromInertial(
  earth: EarthRotation,
  atUs: number,
  xM: number,
  yM: number,
  zM: number,
): Geodetic {
  return geodeticFromItrf(...earthFixedFromInertial(earth, atUs, xM, yM, zM));
}

/**
 * The true path of one flight over the ground, a point about every `spacingS` seconds from launch to its last grid point or `untilS`,
 * whichever is first; both ends are included.
 */
export function flightPath(
  earth: EarthRotation,
  flight: FlightLog,
  spacingS: number,
  untilS: number,
): readonly PathPoint[] {
  const lastByTime = Math.floor((untilS * 1e6 - flight.launchAtUs) / flight.stepUs);
  const last = Math.min(flight.stepCount - 1, lastByTime);
  if (last < 0) return [];
  const stride = Math.max(1, Math.round((spacingS * 1e6) / flight.stepUs));
  const steps: number[] = [];
  for (let k = 0; k < last; k += stride) steps.push(k);
  steps.push(last);
  return steps.map((k) => {
    const atUs = flight.launchAtUs + k * flight.stepUs;
    const m = flight.motionInertial;
    const place = placeFromInertial(earth, atUs, m[6 * k]!, m[6 * k + 1]!, m[6 * k + 2]!);
    return { ...place, atS: sFromUs(atUs) };
  });
}
