import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { largestRadiusM, polarStretch, smallestRadiusM } from '../grid/surface.ts';
import { capHalfAngleRad } from '../closed-form/cap.ts';
import { VERTICAL_DEFLECTION_RAD, elevationReachRad, rangeReachRad } from '../sight/reach.ts';
import type { ElevationSight, ShellSight, Sight } from '../sight/sight.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';

/** When a satellite sees a point, as a margin that is continuous in time: in view where it is not negative. */
export interface PassLaw {
  /** No point further than this from the satellite's direction is in view, Earth-central, rad; NaN when none is. */
  outerRad(radiusM: number): number;
  /** All points nearer than this are in view, rad; NaN or negative when that cannot be said. */
  innerRad(radiusM: number): number;
  /**
   * Margin and its rate into `out`.
   *
   * @param state - Earth-fixed position and its rate, [x, y, z, x', y', z'], m and m per unit of time.
   */
  marginInto(out: Float64Array, point: number, state: Float64Array): void;
}

export function passLaw(points: SurfacePoints, sight: Sight): PassLaw {
  return sight.kind === 'elevation' ? elevationLaw(points, sight) : shellLaw(points, sight);
}

/** Margin: height above the horizon plane less what the elevation asks at that range, m. */
function elevationLaw(points: SurfacePoints, { minElevationRad }: ElevationSight): PassLaw {
  const { surface, positionsItrfM, zenithsItrf } = points;
  const sinElevation = Math.sin(minElevationRad);
  return {
    outerRad: (radiusM) => elevationReachRad(surface, radiusM, minElevationRad),
    innerRad: (radiusM) =>
      surface.kind === 'sphere'
        ? capHalfAngleRad(surface.radiusM, radiusM, minElevationRad)
        : capHalfAngleRad(EARTH_EQUATORIAL_RADIUS_M, radiusM, minElevationRad + VERTICAL_DEFLECTION_RAD) -
          VERTICAL_DEFLECTION_RAD,
    marginInto(out: Float64Array, point: number, state: Float64Array): void {
      const at = 3 * point;
      const dx = state[0]! - positionsItrfM[at]!;
      const dy = state[1]! - positionsItrfM[at + 1]!;
      const dz = state[2]! - positionsItrfM[at + 2]!;
      const vx = state[3]!;
      const vy = state[4]!;
      const vz = state[5]!;
      const zx = zenithsItrf[at]!;
      const zy = zenithsItrf[at + 1]!;
      const zz = zenithsItrf[at + 2]!;
      const range = Math.sqrt(dx * dx + dy * dy + dz * dz);
      out[0] = dx * zx + dy * zy + dz * zz - sinElevation * range;
      out[1] = vx * zx + vy * zy + vz * zz - (sinElevation * (dx * vx + dy * vy + dz * vz)) / range;
    },
  };
}

/** Margin: the lesser of what the limb and what the range leave, m². The limb's thresholds are those of `pointCounter`. */
function shellLaw({ surface, count, positionsItrfM }: SurfacePoints, sight: ShellSight): PassLaw {
  const { limbM, maxRangeM, altitudeM } = sight;
  const stretch2 = polarStretch(surface) ** 2;
  const groundM = largestRadiusM(surface);
  const lowestGroundM = smallestRadiusM(surface);
  const limbRadiusM = groundM + limbM;
  const limb2 = limbRadiusM * limbRadiusM;
  const target2 = new Float64Array(count);
  for (let point = 0; point < count; point++) {
    const x = positionsItrfM[3 * point]!;
    const y = positionsItrfM[3 * point + 1]!;
    const z = positionsItrfM[3 * point + 2]!;
    target2[point] = x * x + y * y + stretch2 * z * z;
  }
  const lowM = lowestGroundM + altitudeM;
  const highM = groundM + altitudeM;
  const deflection = surface.kind === 'sphere' ? 0 : 2 * VERTICAL_DEFLECTION_RAD;
  return {
    outerRad: (radiusM) =>
      Math.min(
        Math.acos(Math.min(1, lowestGroundM / radiusM)) + Math.acos(Math.min(1, lowestGroundM / highM)),
        rangeReachRad(radiusM, lowM, highM, maxRangeM),
      ),
    innerRad: (radiusM) =>
      Math.min(
        Math.acos(limbRadiusM / radiusM) + Math.acos(limbRadiusM / lowM) - deflection,
        Math.min(rangeInnerRad(radiusM, lowM, maxRangeM), rangeInnerRad(radiusM, highM, maxRangeM)),
      ),
    marginInto(out: Float64Array, point: number, state: Float64Array): void {
      const x = state[0]!;
      const y = state[1]!;
      const z = state[2]!;
      const vx = state[3]!;
      const vy = state[4]!;
      const vz = state[5]!;
      const px = positionsItrfM[3 * point]!;
      const py = positionsItrfM[3 * point + 1]!;
      const pz = positionsItrfM[3 * point + 2]!;
      const satellite2 = x * x + y * y + stretch2 * z * z;
      const product = x * px + y * py + stretch2 * z * pz;
      const productRate = vx * px + vy * py + stretch2 * vz * pz;
      const target = target2[point]!;
      if (satellite2 > limb2 && target >= limb2) {
        const ratio = Math.sqrt((target - limb2) / (satellite2 - limb2));
        out[0] = product - limb2 + ratio * (satellite2 - limb2);
        out[1] = productRate + ratio * (x * vx + y * vy + stretch2 * z * vz);
      } else if (target < satellite2) {
        out[0] = product - target;
        out[1] = productRate;
      } else {
        out[0] = -limb2;
        out[1] = 0;
      }
      if (maxRangeM === Number.POSITIVE_INFINITY) return;
      const dx = x - px;
      const dy = y - py;
      const dz = z - pz;
      const left = (maxRangeM * maxRangeM - dx * dx - dy * dy - dz * dz) / 2;
      if (left >= out[0]) return;
      out[0] = left;
      out[1] = -(dx * vx + dy * vy + dz * vz);
    },
  };
}

/** All targets at this distance from the centre and nearer than this angle are within the range, rad; -1 when none is. */
function rangeInnerRad(radiusM: number, targetM: number, maxRangeM: number): number {
  if (maxRangeM === Number.POSITIVE_INFINITY) return Math.PI;
  const cosine = (radiusM * radiusM + targetM * targetM - maxRangeM * maxRangeM) / (2 * radiusM * targetM);
  return cosine > 1 ? -1 : Math.acos(Math.max(-1, cosine));
}
