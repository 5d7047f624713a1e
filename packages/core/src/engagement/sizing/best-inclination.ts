import type { Surface } from '../../coverage/index.ts';
import { radians } from '../../foundation/index.ts';
import type { FleetDemand } from './demand.ts';
import { placeShare } from './place-share.ts';
import { NARROW, WIDE, walkerSizeFor } from './walker-size.ts';
import type { WalkerSize } from './walker-size.ts';

/** The inclination at which the fewest interceptors do, on average, at the launch latitude where they are thinnest. */
export interface BestInclination {
  readonly inclinationRad: number;
  /** Infinite when no inclination helps. */
  readonly absenteeRatio: number;
}

const COARSE_RAD = radians(0.5);
const FINE_RAD = radians(0.02);

/** Looked for from the equator to the pole, then finely about the best. Retrograde orbits mirror these. */
export function bestInclination(demand: FleetDemand, altitudeM: number, surface: Surface): BestInclination {
  const thinnest = (inclinationRad: number): number =>
    demand.latitudesRad.reduce(
      (least, latitudeRad) =>
        least === 0
          ? 0
          : Math.min(least, placeShare(demand, { altitudeM, inclinationRad }, latitudeRad, surface)),
      1,
    );
  const best = (fromRad: number, toRad: number, stepRad: number): readonly [number, number] => {
    let found: readonly [number, number] = [fromRad, -1];
    const steps = Math.round((toRad - fromRad) / stepRad);
    for (let step = 0; step <= steps; step++) {
      const inclinationRad = fromRad + step * stepRad;
      const share = thinnest(inclinationRad);
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

/** Away from the best on average, degrees: a pattern with room over the latitude does better than one that turns back right there. */
const BESIDE_DEG = [-1, 0, 1, 2, 3.5, 5] as const;

/** Inclinations that are tried about the best on average, rad. */
export function inclinationsBeside(inclinationRad: number): readonly number[] {
  const tried = BESIDE_DEG.map((more) => Math.max(0, Math.min(Math.PI / 2, inclinationRad + radians(more))));
  return [...new Set(tried)];
}

/** The inclination at which the fewest satellites of a Walker shell have enough in reach at every launch latitude, with the wanted confidence. */
export function bestWalkerSize(demand: FleetDemand, altitudeM: number, surface: Surface): WalkerSize | null {
  const { inclinationRad } = bestInclination(demand, altitudeM, surface);
  const sizes = inclinationsBeside(inclinationRad).flatMap(
    (each) => walkerSizeFor(demand, { altitudeM, inclinationRad: each }, surface, NARROW) ?? [],
  );
  const [near] = sizes.toSorted((a, b) => a.shell.count - b.shell.count);
  if (near === undefined) return null;
  const wide = walkerSizeFor(demand, near.shell, surface, WIDE);
  return wide !== null && wide.shell.count < near.shell.count ? wide : near;
}
