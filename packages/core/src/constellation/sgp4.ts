import { json2satrec, sgp4 } from 'satellite.js';
import type { SatRec } from 'satellite.js';
import { daysBetween } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import type { MeanElements } from './mean-elements.ts';

/** An element set made ready for SGP4 (satellite.js): improved mode, WGS 72, as the element sets are made with. */
export interface Sgp4Orbit {
  readonly elements: MeanElements;
  readonly satrec: SatRec;
}

/** Epoch for SGP4's initialisation, whose deep-space terms alone use it, as an ISO instant. */
function isoOf({ dayJd, dayShare }: JulianDate): string {
  const UNIX_EPOCH_JD = 2440587.5;
  return new Date(Math.round((dayJd - UNIX_EPOCH_JD + dayShare) * 86_400_000)).toISOString().slice(0, 23);
}

export function sgp4Orbit(elements: MeanElements): Sgp4Orbit {
  const satrec = json2satrec({
    OBJECT_NAME: elements.objectName,
    OBJECT_ID: elements.objectId,
    EPOCH: isoOf(elements.epoch),
    MEAN_MOTION: elements.meanMotionRevPerDay,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclinationDeg,
    RA_OF_ASC_NODE: elements.nodeDeg,
    ARG_OF_PERICENTER: elements.argumentOfPerigeeDeg,
    MEAN_ANOMALY: elements.meanAnomalyDeg,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: 'U',
    NORAD_CAT_ID: elements.catalogueNumber,
    ELEMENT_SET_NO: 999,
    REV_AT_EPOCH: 0,
    BSTAR: elements.bstarPerEarthRadius,
    MEAN_MOTION_DOT: elements.meanMotionDotRevPerDay2,
    MEAN_MOTION_DDOT: elements.meanMotionDdotRevPerDay3,
  });
  return { elements, satrec };
}

/**
 * Position and velocity at an instant into `out[0..5]`, TEME of date, m and m/s.
 *
 * Called with minutes since the element epoch, not with a date: one double Julian date would cost up to 0.15 m.
 *
 * @returns false when SGP4 says that the orbit has decayed or its elements have left their range; `out` is then untouched.
 */
export function sgp4Into(out: Float64Array, orbit: Sgp4Orbit, at: JulianDate): boolean {
  return sgp4MinutesInto(out, orbit, 1440 * daysBetween(orbit.elements.epoch, at));
}

export function sgp4MinutesInto(out: Float64Array, orbit: Sgp4Orbit, minutesSinceEpoch: number): boolean {
  const result = sgp4(orbit.satrec, minutesSinceEpoch);
  if (result === null || orbit.satrec.error !== 0) return false;
  const { position, velocity } = result;
  if (!Number.isFinite(position.x + velocity.x)) return false;
  out[0] = position.x * 1000;
  out[1] = position.y * 1000;
  out[2] = position.z * 1000;
  out[3] = velocity.x * 1000;
  out[4] = velocity.y * 1000;
  out[5] = velocity.z * 1000;
  return true;
}

