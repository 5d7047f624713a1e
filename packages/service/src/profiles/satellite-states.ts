import type { SimTimeUs } from '@cupola/core/foundation';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { OwnSide } from '@cupola/core/sensors';

/** Where an own satellite is predicted to be and how it moves, Earth-fixed. */
export interface SatelliteState {
  readonly satelliteId: string;
  readonly groupId: string;
  readonly positionItrfM: readonly [number, number, number];
  readonly velocityItrfMPerS: readonly [number, number, number];
}

/** Velocities come from positions so far before and after, us: the third derivative of an orbit leaves 0.01 mm/s. */
const HALF_STEP_US = 50_000;

export function satelliteStates(
  { satelliteIds, groupIds, earth, ephemeris }: OwnSide,
  atUs: SimTimeUs,
): readonly SatelliteState[] {
  const at = (us: SimTimeUs): Float64Array => {
    const positionsM = new Float64Array(3 * satelliteIds.length);
    ephemeris.positionsInertialInto(positionsM, us);
    return positionsM;
  };
  const [before, now, after] = [at(atUs - HALF_STEP_US), at(atUs), at(atUs + HALF_STEP_US)] as const;
  const angleRad = earthAngleRad(earth, atUs);
  const stepS = (2 * HALF_STEP_US) / 1e6;
  return satelliteIds.map((satelliteId, index) => {
    const rows = [3 * index, 3 * index + 1, 3 * index + 2];
    const inertial = [
      ...rows.map((row) => now[row]!),
      ...rows.map((row) => (after[row]! - before[row]!) / stepS),
    ];
    const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = rotatingFromInertial(inertial, angleRad);
    return {
      satelliteId,
      groupId: groupIds[index] ?? '',
      positionItrfM: [x, y, z],
      velocityItrfMPerS: [vx, vy, vz],
    };
  });
}
