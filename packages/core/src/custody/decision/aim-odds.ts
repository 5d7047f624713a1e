import { isInAnyRegion, widenedRegions } from '../../physics/index.ts';
import type { RegionIndex } from '../../physics/index.ts';
import type { DecisionContext } from './decision-context.ts';

/** What lies this near to a region counts as near it, m. */
export const NEAR_REGIONS_M = 300_000;

const WIDENED = new WeakMap<RegionIndex, RegionIndex>();

/** Does a place lie in a region or near one? */
export type NearTest = (longitudeRad: number, latitudeRad: number) => boolean;

/** By the regions of a context, widened once; nothing is near where no odds ask for it. */
export function nearTestOf({
  regions,
  aimedNearOdds = 1,
}: Pick<DecisionContext, 'regions' | 'aimedNearOdds'>): NearTest {
  if (aimedNearOdds === 1) return () => false;
  const widened = WIDENED.get(regions) ?? widenedRegions(regions, NEAR_REGIONS_M);
  WIDENED.set(regions, widened);
  return (longitudeRad, latitudeRad) => isInAnyRegion(widened, longitudeRad, latitudeRad);
}

/** By how much the odds of an aim raise all that is open together, of which shares lie in the regions and near them. */
export function aimedTotal(
  { aimedOdds = 1, aimedNearOdds = 1 }: Pick<DecisionContext, 'aimedOdds' | 'aimedNearOdds'>,
  insideProb: number,
  nearProb: number,
): number {
  return 1 + (aimedOdds - 1) * insideProb + (aimedNearOdds - 1) * nearProb;
}
