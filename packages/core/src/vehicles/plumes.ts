import type { PlumePoint } from './vehicle-class.ts';

/** Geometric middles of the published ranges 1e5-1e6 (first stage) and 1e4-1e5 (upper stages), W/sr. */
export const LARGE_ROCKET_PLUME: readonly PlumePoint[] = plumeOf(3e5, 3e4);

export const LARGE_PLUME_SOURCE =
  'Geometric middle of 1e5-1e6 W/sr (first stage) and 1e4-1e5 W/sr (upper stages) in open plume literature, low confidence; the even change between 35 and 45 % of the boost is notional.';

/** Early and late intensity, with an even change in the logarithm between 35 and 45 % of the boost, W/sr. */
export function plumeOf(earlyWPerSr: number, lateWPerSr: number): readonly PlumePoint[] {
  return [
    { boostShare: 0, intensityWPerSr: earlyWPerSr },
    { boostShare: 0.35, intensityWPerSr: earlyWPerSr },
    { boostShare: 0.45, intensityWPerSr: lateWPerSr },
    { boostShare: 1, intensityWPerSr: lateWPerSr },
  ];
}

/** One intensity from lift-off to burnout, W/sr. */
export function steadyPlume(intensityWPerSr: number): readonly PlumePoint[] {
  return [
    { boostShare: 0, intensityWPerSr },
    { boostShare: 1, intensityWPerSr },
  ];
}
