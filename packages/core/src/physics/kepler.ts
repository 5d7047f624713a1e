import { EARTH_MU_M3_PER_S2 } from './earth.ts';

const MAX_ITERATIONS = 60;

/**
 * Two-body motion: state after `durationS` seconds into `out[0..5]`; `out` may be `state`.
 *
 * Universal variable, Newton's iteration kept inside a bracket, so that the near-rectilinear ellipses of lofted flights converge as
 * surely as circles. Any conic, forward or backward. No J2 (about 10 km after an hour in low orbit), no drag.
 *
 * @param state - Inertial position and velocity, m and m/s.
 * @see [Vallado-2013] algorithm 8; [Battin-1999] §4.5.
 */
export function keplerPropagateInto(out: Float64Array, state: Float64Array, durationS: number): void {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  const rootMu = Math.sqrt(EARTH_MU_M3_PER_S2);
  const r0 = Math.sqrt(x * x + y * y + z * z);
  const sigma0 = (x * vx + y * vy + z * vz) / rootMu;
  const alpha = 2 / r0 - (vx * vx + vy * vy + vz * vz) / EARTH_MU_M3_PER_S2;
  let targetRootMuS = rootMu * durationS;
  let low = 0;
  let high = 0;
  if (alpha > 1e-12) {
    const turn = (2 * Math.PI) / Math.sqrt(alpha);
    const turnRootMuS = turn / alpha;
    targetRootMuS -= turnRootMuS * Math.floor(targetRootMuS / turnRootMuS);
    high = turn;
  } else {
    const sign = targetRootMuS < 0 ? -1 : 1;
    let reach = Math.sqrt(r0);
    for (let i = 0; i < MAX_ITERATIONS; i++) {
      if (sign * timeOfChi(sign * reach, r0, sigma0, alpha) > sign * targetRootMuS) break;
      reach *= 2;
    }
    low = sign < 0 ? -reach : 0;
    high = sign < 0 ? 0 : reach;
  }
  let chi = Math.min(Math.max(targetRootMuS / r0, low), high);
  if (alpha > 1e-12) chi = Math.min(Math.max(targetRootMuS * alpha, low), high);
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const error = timeOfChi(chi, r0, sigma0, alpha) - targetRootMuS;
    if (error > 0) high = chi;
    else low = chi;
    const psi = alpha * chi * chi;
    const radius =
      chi * chi * stumpffC(psi) + sigma0 * chi * (1 - psi * stumpffS(psi)) + r0 * (1 - psi * stumpffC(psi));
    let next = chi - error / radius;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    const moved = Math.abs(next - chi);
    chi = next;
    if (moved <= 1e-13 * Math.abs(chi) + 1e-12) break;
  }
  const psi = alpha * chi * chi;
  const c = stumpffC(psi);
  const s = stumpffS(psi);
  const f = 1 - (chi * chi * c) / r0;
  const g = (targetRootMuS - chi * chi * chi * s) / rootMu;
  const x1 = f * x + g * vx;
  const y1 = f * y + g * vy;
  const z1 = f * z + g * vz;
  const r1 = Math.sqrt(x1 * x1 + y1 * y1 + z1 * z1);
  const fDot = (rootMu / (r0 * r1)) * chi * (psi * s - 1);
  const gDot = 1 - (chi * chi * c) / r1;
  out[0] = x1;
  out[1] = y1;
  out[2] = z1;
  out[3] = fDot * x + gDot * vx;
  out[4] = fDot * y + gDot * vy;
  out[5] = fDot * z + gDot * vz;
}

/**
 * Seconds until a body on a two-body ellipse comes *down* through a radius, at least 0; `null` when it never does (open orbit, or
 * the radius lies outside perigee and apogee). A body below the radius on its way down has passed it: it counts the next time round.
 *
 * @param state - Inertial position and velocity, m and m/s.
 * @param radiusM - Distance from the Earth's centre, m.
 * @see [Vallado-2013] §2.3 (Kepler's equation in eccentric anomaly, solved outright because the radius is given).
 */
export function keplerTimeToRadius(state: Float64Array, radiusM: number): number | null {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  const r0 = Math.sqrt(x * x + y * y + z * z);
  const semiMajorM = 1 / (2 / r0 - (vx * vx + vy * vy + vz * vz) / EARTH_MU_M3_PER_S2);
  if (!(semiMajorM > 0)) return null;
  const eSin0 = (x * vx + y * vy + z * vz) / Math.sqrt(EARTH_MU_M3_PER_S2 * semiMajorM);
  const eCos0 = 1 - r0 / semiMajorM;
  const eccentricity = Math.sqrt(eSin0 * eSin0 + eCos0 * eCos0);
  const eCos1 = 1 - radiusM / semiMajorM;
  if (!(Math.abs(eCos1) <= eccentricity) || eccentricity === 0) return null;
  const eSin1 = -Math.sqrt(eccentricity * eccentricity - eCos1 * eCos1);
  const mean0 = Math.atan2(eSin0, eCos0) - eSin0;
  const mean1 = Math.atan2(eSin1, eCos1) - eSin1;
  const turn = 2 * Math.PI;
  let advance = (mean1 - mean0) % turn;
  if (advance < 0) advance += turn;
  return advance * Math.sqrt((semiMajorM * semiMajorM * semiMajorM) / EARTH_MU_M3_PER_S2);
}

/**
 * Seconds until the apogee of a two-body ellipse, at least 0; `null` for an open orbit.
 *
 * @param state - Inertial position and velocity, m and m/s.
 */
export function keplerTimeToApogee(state: Float64Array): number | null {
  const r0 = Math.sqrt(state[0]! ** 2 + state[1]! ** 2 + state[2]! ** 2);
  const speed2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2;
  const semiMajorM = 1 / (2 / r0 - speed2 / EARTH_MU_M3_PER_S2);
  if (!(semiMajorM > 0)) return null;
  const radial = state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]!;
  const eSin0 = radial / Math.sqrt(EARTH_MU_M3_PER_S2 * semiMajorM);
  const meanRad = Math.atan2(eSin0, 1 - r0 / semiMajorM) - eSin0;
  let toApogeeRad = Math.PI - meanRad;
  if (toApogeeRad >= 2 * Math.PI) toApogeeRad -= 2 * Math.PI;
  return toApogeeRad * Math.sqrt(semiMajorM ** 3 / EARTH_MU_M3_PER_S2);
}

/** √μ times the flight time that belongs to a universal variable; grows with it everywhere. [Battin-1999] eq. 4.73. */
function timeOfChi(chi: number, r0: number, sigma0: number, alpha: number): number {
  const psi = alpha * chi * chi;
  return (
    chi * chi * chi * stumpffS(psi) +
    sigma0 * chi * chi * stumpffC(psi) +
    r0 * chi * (1 - psi * stumpffS(psi))
  );
}

function stumpffC(psi: number): number {
  if (psi > 0.1) return (1 - Math.cos(Math.sqrt(psi))) / psi;
  if (psi < -0.1) return (Math.cosh(Math.sqrt(-psi)) - 1) / -psi;
  return 1 / 2 - psi * (1 / 24 - psi * (1 / 720 - psi * (1 / 40_320 - psi / 3_628_800)));
}

function stumpffS(psi: number): number {
  if (psi > 0.1) {
    const root = Math.sqrt(psi);
    return (root - Math.sin(root)) / (psi * root);
  }
  if (psi < -0.1) {
    const root = Math.sqrt(-psi);
    return (Math.sinh(root) - root) / (-psi * root);
  }
  return 1 / 6 - psi * (1 / 120 - psi * (1 / 5040 - psi * (1 / 362_880 - psi / 39_916_800)));
}
