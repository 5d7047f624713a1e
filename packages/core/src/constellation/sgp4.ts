import { SatRecError, json2satrec, sgp4 } from 'satellite.js';
import type { SatRec } from 'satellite.js';
import { daysBetween } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import type { MeanElements } from './mean-elements.ts';

/**
 * The two modes of the published code: `improved`, the one to use, and `afspc`, which keeps the older sidereal time and brings a negative
 * node up by a turn. They differ for deep-space orbits only. [Vallado-2006]
 */
export type Sgp4Mode = 'improved' | 'afspc';

/** An element set made ready for SGP4 (satellite.js), WGS 72, as the element sets are made with. */
export interface Sgp4Orbit {
  readonly elements: MeanElements;
  readonly satrec: SatRec;
  /**
   * Deep-space orbits only. SGP4's lunar and solar terms start from the epoch, which satellite.js takes in whole milliseconds: `satrec` has
   * the one before the epoch, this the one after it, and the epoch lies at `share` between. Either alone is up to 4 cm off in the most
   * eccentric orbits; on the line between them the error is below a millimetre.
   */
  readonly later: { readonly satrec: SatRec; readonly share: number } | null;
}

const UNIX_EPOCH_JD = 2440587.5;
const MS_PER_DAY = 86_400_000;

export function sgp4Orbit(elements: MeanElements, mode: Sgp4Mode = 'improved'): Sgp4Orbit {
  const { dayJd, dayShare } = elements.epoch;
  const epochMs = Math.floor((dayJd - UNIX_EPOCH_JD) * MS_PER_DAY + dayShare * MS_PER_DAY);
  const satrec = satrecAt(elements, epochMs, mode);
  if (satrec.method === 'n') return { elements, satrec, later: null };
  const later = satrecAt(elements, epochMs + 1, mode);
  const share = (dayJd + dayShare - satrec.jdsatepoch) / (later.jdsatepoch - satrec.jdsatepoch);
  return { elements, satrec, later: { satrec: later, share } };
}

function satrecAt(elements: MeanElements, epochMs: number, mode: Sgp4Mode): SatRec {
  const gp = {
    OBJECT_NAME: elements.objectName,
    OBJECT_ID: elements.objectId,
    EPOCH: new Date(epochMs).toISOString(),
    MEAN_MOTION: elements.meanMotionRevPerDay,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclinationDeg,
    RA_OF_ASC_NODE: elements.nodeDeg,
    ARG_OF_PERICENTER: elements.argumentOfPerigeeDeg,
    MEAN_ANOMALY: elements.meanAnomalyDeg,
    EPHEMERIS_TYPE: 0 as const,
    CLASSIFICATION_TYPE: 'U' as const,
    NORAD_CAT_ID: elements.catalogueNumber,
    ELEMENT_SET_NO: 999,
    REV_AT_EPOCH: 0,
    BSTAR: elements.bstarPerEarthRadius,
    MEAN_MOTION_DOT: elements.meanMotionDotRevPerDay2,
    MEAN_MOTION_DDOT: elements.meanMotionDdotRevPerDay3,
  };
  return json2satrec(gp, mode === 'afspc' ? 'a' : 'i');
}

/**
 * Position and velocity at an instant into `out[0..5]`, TEME of date, m and m/s.
 *
 * Called with minutes since the element epoch, not with a date: one double Julian date would cost up to 0.15 m.
 *
 * @returns false when SGP4 says that the orbit has decayed or its elements have left their range; what is in `out` then means nothing.
 */
export function sgp4Into(out: Float64Array, orbit: Sgp4Orbit, at: JulianDate): boolean {
  return sgp4MinutesInto(out, orbit, 1440 * daysBetween(orbit.elements.epoch, at));
}

export function sgp4MinutesInto(out: Float64Array, orbit: Sgp4Orbit, minutesSinceEpoch: number): boolean {
  if (!satrecInto(out, orbit.satrec, minutesSinceEpoch)) return false;
  if (orbit.later === null) return true;
  const { satrec, share } = orbit.later;
  const after = new Float64Array(6);
  if (!satrecInto(after, satrec, minutesSinceEpoch)) return false;
  for (let k = 0; k < 6; k++) out[k]! += share * (after[k]! - out[k]!);
  return true;
}

function satrecInto(out: Float64Array, satrec: SatRec, minutesSinceEpoch: number): boolean {
  const result = sgp4(satrec, minutesSinceEpoch);
  if (result === null || satrec.error !== SatRecError.None) return false;
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
