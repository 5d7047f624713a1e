import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_POLAR_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
} from '../earth.ts';

const MAX_PASSES = 24;
const RADIUS_TOLERANCE_M = 0.01;

/**
 * Where a two-body arc meets the turning WGS 84 ellipsoid, without drag and without J2: about two microseconds.
 *
 * The eccentric anomaly of the descent through a given radius is explicit, so nothing has to converge but the ellipsoid's radius at the
 * latitude reached, and steep, nearly rectilinear arcs are as safe as shallow ones. Against flight with J2 and drag the place is off by
 * kilometres to tens of kilometres; use it for derivatives and for transit points, not for the prediction itself.
 *
 * @param out - Receives Earth-fixed position, m, and time to impact, s: [x, y, z, time].
 * @param state - Inertial position, m, and velocity, m/s.
 * @param earthAngle - Angle of the Greenwich meridian at the time of the state, rad.
 * @returns false when the arc does not come down: an orbit, an escape, or a grazing arc that does not settle. A state below the
 *   surface counts as an impact here and now.
 * @see [Vallado-2013] §2.3, f and g functions of the eccentric anomaly.
 */
export function twoBodyImpactInto(out: Float64Array, state: ArrayLike<number>, earthAngle: number): boolean {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  const r0 = Math.sqrt(x * x + y * y + z * z);
  let surfaceM = surfaceRadiusM(z / r0);
  if (r0 <= surfaceM) {
    turnInto(out, x, y, z, earthAngle);
    out[3] = 0;
    return true;
  }
  const a = 1 / (2 / r0 - (vx * vx + vy * vy + vz * vz) / EARTH_MU_M3_PER_S2);
  if (!(a > 0) || !Number.isFinite(a)) return false;
  const eSin = (x * vx + y * vy + z * vz) / Math.sqrt(EARTH_MU_M3_PER_S2 * a);
  const eCos = 1 - r0 / a;
  const e = Math.sqrt(eSin * eSin + eCos * eCos);
  const startRad = Math.atan2(eSin, eCos);
  const start = startRad < 0 ? startRad + 2 * Math.PI : startRad;
  const rootAcubedOverMu = Math.sqrt((a * a * a) / EARTH_MU_M3_PER_S2);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const cosine = (1 - surfaceM / a) / e;
    if (!(cosine <= 1 && cosine >= -1)) return false;
    const delta = 2 * Math.PI - Math.acos(cosine) - start;
    const sinDelta = Math.sin(delta);
    const oneMinusCos = 1 - Math.cos(delta);
    const timeS = rootAcubedOverMu * (delta - (eCos * sinDelta - eSin * oneMinusCos));
    const f = 1 - (a / r0) * oneMinusCos;
    const g = timeS - rootAcubedOverMu * (delta - sinDelta);
    const zNow = f * z + g * vz;
    const nextSurfaceM = surfaceRadiusM(zNow / surfaceM);
    if (Math.abs(nextSurfaceM - surfaceM) < RADIUS_TOLERANCE_M) {
      turnInto(out, f * x + g * vx, f * y + g * vy, zNow, earthAngle + EARTH_ROTATION_RAD_PER_S * timeS);
      out[3] = timeS;
      return true;
    }
    surfaceM = nextSurfaceM;
  }
  return false;
}

/** Distance of the WGS 84 surface from the centre where the sine of the geocentric latitude is given. */
function surfaceRadiusM(sine: number): number {
  const s2 = Math.min(1, sine * sine);
  const a = EARTH_EQUATORIAL_RADIUS_M;
  const b = EARTH_POLAR_RADIUS_M;
  return (a * b) / Math.sqrt(b * b * (1 - s2) + a * a * s2);
}

function turnInto(out: Float64Array, x: number, y: number, z: number, angle: number): void {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  out[0] = c * x + s * y;
  out[1] = c * y - s * x;
  out[2] = z;
}
