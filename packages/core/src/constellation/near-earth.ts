import { constants } from 'satellite.js';
import type { SatRec } from 'satellite.js';

const { earthRadius: EARTH_RADIUS_KM, j2: J2, xke: XKE, x2o3: TWO_THIRDS, twoPi: TWO_PI } = constants;
const EARTH_RADIUS_M = EARTH_RADIUS_KM * 1000;

/** Numbers of one orbit in the table, in the order of `constantsOf`. */
const STRIDE = 32;

/** Near-Earth orbits made ready for `nearEarthInto`: what SGP4 knows of each before it is told the time, one after another. */
export type NearEarthTable = Float64Array;

/** @param satrecs - As satellite.js has initialised them; none of them deep-space (`method` is `n`). */
export function nearEarthTable(satrecs: readonly SatRec[]): NearEarthTable {
  return Float64Array.from(satrecs.flatMap(constantsOf));
}

function constantsOf(satrec: SatRec): readonly number[] {
  const isSimple = satrec.isimp === 1;
  return [
    satrec.mo,
    satrec.mdot,
    satrec.argpo,
    satrec.argpdot,
    satrec.nodeo,
    satrec.nodedot,
    satrec.nodecf,
    satrec.cc1,
    satrec.bstar * satrec.cc4,
    satrec.t2cof,
    isSimple ? 0 : satrec.omgcof,
    satrec.eta,
    isSimple ? 0 : satrec.xmcof,
    satrec.delmo,
    isSimple ? 0 : satrec.d2,
    isSimple ? 0 : satrec.d3,
    isSimple ? 0 : satrec.d4,
    isSimple ? 0 : satrec.bstar * satrec.cc5,
    satrec.sinmao,
    isSimple ? 0 : satrec.t3cof,
    isSimple ? 0 : satrec.t4cof,
    isSimple ? 0 : satrec.t5cof,
    satrec.no,
    satrec.ecco,
    (XKE / satrec.no) ** TWO_THIRDS,
    Math.sin(satrec.inclo),
    Math.cos(satrec.inclo),
    satrec.aycof,
    satrec.xlcof,
    satrec.con41,
    satrec.x1mth2,
    satrec.x7thm1,
  ];
}

/**
 * Position of one near-Earth orbit by SGP4 into `out[at..at + 2]`, TEME of date, m.
 *
 * The same theory as satellite.js's `sgp4()`, from the same constants, for callers that want many positions and no velocity: nothing is
 * allocated, and sines that differ from known ones by a short arc come from those. The results agree to a few micrometres.
 *
 * @param index - Which orbit of the table.
 * @returns false where `sgp4()` gives an error; what is in `out` then means nothing.
 * @see [Hoots-1980], [Vallado-2006]
 */
export function nearEarthInto(
  out: Float64Array,
  at: number,
  table: NearEarthTable,
  index: number,
  minutesSinceEpoch: number,
): boolean {
  const k = index * STRIDE;
  const t = minutesSinceEpoch;
  // Secular gravity and drag.
  const meanAnomaly0 = table[k]! + table[k + 1]! * t;
  const perigee0 = table[k + 2]! + table[k + 3]! * t;
  const t2 = t * t;
  const node = table[k + 4]! + table[k + 5]! * t + table[k + 6]! * t2;
  const growth = 1 + table[k + 11]! * Math.cos(meanAnomaly0);
  const shift = table[k + 10]! * t + table[k + 12]! * (growth * growth * growth - table[k + 13]!);
  const perigee = perigee0 - shift;
  const t3 = t2 * t;
  const t4 = t3 * t;
  const axisFactor = 1 - table[k + 7]! * t - table[k + 14]! * t2 - table[k + 15]! * t3 - table[k + 16]! * t4;
  const eccentricityLoss =
    table[k + 8]! * t + table[k + 17]! * (Math.sin(meanAnomaly0 + shift) - table[k + 18]!);
  const advance = table[k + 9]! * t2 + table[k + 19]! * t3 + t4 * (table[k + 20]! + t * table[k + 21]!);
  const axis = table[k + 24]! * axisFactor * axisFactor;
  let eccentricity = table[k + 23]! - eccentricityLoss;
  if (!(eccentricity < 1 && eccentricity >= -0.001)) return false;
  if (eccentricity < 1e-6) eccentricity = 1e-6;
  const meanAnomaly = meanAnomaly0 + shift + table[k + 22]! * advance;
  // Long-period periodics.
  const sinInclination = table[k + 25]!;
  const cosInclination = table[k + 26]!;
  const axn = eccentricity * Math.cos(perigee);
  const perSemiLatus = 1 / (axis * (1 - eccentricity * eccentricity));
  const ayn = eccentricity * Math.sin(perigee) + perSemiLatus * table[k + 27]!;
  const unwrapped = meanAnomaly + perigee + perSemiLatus * table[k + 28]! * axn;
  const longitude = unwrapped - TWO_PI * Math.floor(unwrapped / TWO_PI);
  // Kepler's equation for the eccentric longitude, with its sine and cosine.
  let sinE = Math.sin(longitude);
  let cosE = Math.cos(longitude);
  let eccentric = longitude;
  for (let step = 1; step <= 10; step++) {
    let correction = (longitude - ayn * cosE + axn * sinE - eccentric) / (1 - cosE * axn - sinE * ayn);
    if (Math.abs(correction) >= 0.95) correction = correction > 0 ? 0.95 : -0.95;
    eccentric += correction;
    if (Math.abs(correction) < 1e-12) break;
    if (Math.abs(correction) < SHORT_ARC_RAD) {
      const sin = sinOfShort(correction);
      const cos = cosOfShort(correction);
      [sinE, cosE] = [sinE * cos + cosE * sin, cosE * cos - sinE * sin];
    } else {
      sinE = Math.sin(eccentric);
      cosE = Math.cos(eccentric);
    }
  }
  // Short-period periodics.
  const eCosE = axn * cosE + ayn * sinE;
  const eSinE = axn * sinE - ayn * cosE;
  const squared = axn * axn + ayn * ayn;
  const semiLatus = axis * (1 - squared);
  if (!(semiLatus >= 0)) return false;
  const distance = axis * (1 - eCosE);
  const root = Math.sqrt(1 - squared);
  const turn = eSinE / (1 + root);
  const sinU = (axis / distance) * (sinE - ayn - axn * turn);
  const cosU = (axis / distance) * (cosE - axn + ayn * turn);
  const sin2U = 2 * cosU * sinU;
  const cos2U = 1 - 2 * sinU * sinU;
  const once = (0.5 * J2) / semiLatus;
  const twice = once / semiLatus;
  const radius = distance * (1 - 1.5 * twice * root * table[k + 29]!) + 0.5 * once * table[k + 30]! * cos2U;
  if (!(radius >= 1)) return false;
  const alongArc = -0.25 * twice * table[k + 31]! * sin2U;
  const nodeNow = node + 1.5 * twice * cosInclination * sin2U;
  const tiltArc = 1.5 * twice * cosInclination * sinInclination * cos2U;
  // Orientation.
  const sinAlong = sinOfShort(alongArc);
  const cosAlong = cosOfShort(alongArc);
  const sinLatitude = sinU * cosAlong + cosU * sinAlong;
  const cosLatitude = cosU * cosAlong - sinU * sinAlong;
  const sinTilt = sinOfShort(tiltArc);
  const cosTilt = cosOfShort(tiltArc);
  const sinI = sinInclination * cosTilt + cosInclination * sinTilt;
  const cosI = cosInclination * cosTilt - sinInclination * sinTilt;
  const sinNode = Math.sin(nodeNow);
  const cosNode = Math.cos(nodeNow);
  const across = cosI * sinLatitude;
  const scale = radius * EARTH_RADIUS_M;
  out[at] = scale * (cosNode * cosLatitude - sinNode * across);
  out[at + 1] = scale * (sinNode * cosLatitude + cosNode * across);
  out[at + 2] = scale * (sinI * sinLatitude);
  return true;
}

/** Up to here the series below are exact to the last bit of a double. */
const SHORT_ARC_RAD = 0.01;

function sinOfShort(rad: number): number {
  const square = rad * rad;
  return rad * (1 - (square / 6) * (1 - (square / 20) * (1 - square / 42)));
}

function cosOfShort(rad: number): number {
  const square = rad * rad;
  return 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - square / 56)));
}
