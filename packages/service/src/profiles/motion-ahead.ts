import {
  EARTH_ROTATION_RAD_PER_S,
  carriedMotions,
  inertialFromRotating,
  rotatingCovariance,
  rotatingFromInertial,
} from '@cupola/core/physics';
import { sandwichInto, sFromUs } from '@cupola/core/foundation';
import type { TrackRecord } from '../picture/records.ts';

/** Mass over drag and area of a body that is not known, kg/m²: as the tracker takes it. */
const BALLISTIC_COEFFICIENT_KG_PER_M2 = 5_000;

/** A track at a later time, Earth-fixed: m, m/s, covariance 6 x 6 row by row. */
export interface AheadState {
  /** Since the record, s. */
  readonly afterS: number;
  readonly stateItrf: Float64Array;
  readonly covarianceItrf: Float64Array;
}

/**
 * Where a track will be if it flies on without thrust and lift, every `stepS` seconds from its record on, at most `count` times and no farther than the ground.
 *
 * Worked out in axes that stand still and are those of the Earth at the record's time.
 */
export function statesAhead(
  { positionItrfM, velocityItrfMPerS, covarianceItrf }: TrackRecord,
  stepS: number,
  count: number,
): readonly AheadState[] {
  const rotating = [...positionItrfM, ...velocityItrfMPerS];
  const inertial = inertialFromRotating(rotating, 0);
  const covariance = new Float64Array(36);
  sandwichInto(covariance, INERTIAL_BY_ROTATING, squareOf(covarianceItrf), 6, new Float64Array(36));
  const motions = carriedMotions(
    { atUs: 0, state: inertial, covariance },
    BALLISTIC_COEFFICIENT_KG_PER_M2,
    stepS,
    count,
  );
  return motions.map((motion) => {
    const afterS = sFromUs(motion.atUs);
    const angleRad = EARTH_ROTATION_RAD_PER_S * afterS;
    return {
      afterS,
      stateItrf: rotatingFromInertial(motion.state, angleRad),
      covarianceItrf: rotatingCovariance(motion.covariance, angleRad),
    };
  });
}

/** A full matrix from its upper triangle, row by row. */
export function squareOf(triangle: readonly number[]): Float64Array {
  const square = new Float64Array(36);
  let k = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      square[6 * i + j] = triangle[k] ?? Number.NaN;
      square[6 * j + i] = triangle[k] ?? Number.NaN;
      k++;
    }
  }
  return square;
}

/** How inertial states change with Earth-fixed ones where the axes are the same, column by column. */
const INERTIAL_BY_ROTATING = Float64Array.from({ length: 36 }, (_, k) => {
  const unit = Array.from({ length: 6 }, (__, i) => Number(i === k % 6));
  return inertialFromRotating(unit, 0)[Math.floor(k / 6)] ?? 0;
});
