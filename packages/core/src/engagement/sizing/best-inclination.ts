import { radians } from '../../foundation/index.ts';
import { thinnestShare } from './closed-form-size.ts';
import type { FleetDemand } from './demand.ts';

/** The inclination at which the fewest interceptors do, on average, at the launch latitude where they are thinnest. */
export interface BestInclination {
  readonly inclinationRad: number;
  /** Infinite when no inclination helps. */
  readonly absenteeRatio: number;
}

const COARSE_RAD = radians(0.5);
const FINE_RAD = radians(0.02);

/** Looked for from the equator to the pole, then finely about the best. Retrograde orbits mirror these. */
export function bestInclination(demand: FleetDemand, altitudeM: number): BestInclination {
  const best = (fromRad: number, toRad: number, stepRad: number): readonly [number, number] => {
    let found: readonly [number, number] = [fromRad, -1];
    const steps = Math.round((toRad - fromRad) / stepRad);
    for (let step = 0; step <= steps; step++) {
      const inclinationRad = fromRad + step * stepRad;
      const share = thinnestShare(demand, { altitudeM, inclinationRad });
      if (share > found[1]) found = [inclinationRad, share];
    }
    return found;
  };
  const [near] = best(0, Math.PI / 2, COARSE_RAD);
  const [inclinationRad, share] = best(
    Math.max(0, near - COARSE_RAD),
    Math.min(Math.PI / 2, near + COARSE_RAD),
    FINE_RAD,
  );
  return { inclinationRad, absenteeRatio: 1 / share };
}
