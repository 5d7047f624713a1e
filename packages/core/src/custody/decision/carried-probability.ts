import type { Track } from '../../messages/index.ts';
import { earthAngleRad, isInRegion } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { carriedImpact } from '../burn-ahead/carried-impact.ts';
import { quasiNormalPoints, quasiUniformPoints } from '../quasi-normal.ts';
import type { DecisionContext } from './decision-context.ts';
import type { RegionProbabilities } from './region-probability.ts';

const SAMPLE_COUNT = 96;
const LENGTHS: Float64Array = quasiUniformPoints(SAMPLE_COUNT, 2);
const SIDES: Float64Array = quasiNormalPoints(SAMPLE_COUNT, 2);

/**
 * Probability that an object in free flight comes down in the regions if it is of a class that is carried on: a glider that has not begun to glide,
 * or a fractional orbit that has not braked. Over the lengths of the way and, for a glider, its side; the track's own error is small beside these.
 */
export function carriedProbabilities(
  track: Pick<Track, 'state' | 'atUs'>,
  vehicle: VehicleClass,
  { regions: index, earth }: DecisionContext,
): RegionProbabilities {
  const counts = index.regions.map(() => 0);
  const state = Float64Array.from(track.state.slice(0, 6));
  const meridianRad = earthAngleRad(earth, track.atUs);
  let unionCount = 0;
  for (let sample = 0; sample < SAMPLE_COUNT; sample++) {
    const { longitudeRad, latitudeRad } = carriedImpact(vehicle, state, meridianRad, {
      length: LENGTHS[2 * sample]!,
      aside: SIDES[2 * sample + 1]!,
    });
    let any = false;
    for (let i = 0; i < counts.length; i++) {
      if (!isInRegion(index, i, longitudeRad, latitudeRad)) continue;
      counts[i] = counts[i]! + 1;
      any = true;
    }
    if (any) unionCount++;
  }
  return {
    unionProb: unionCount / SAMPLE_COUNT,
    regions: index.regions.map((region, i) => ({
      regionId: region.id,
      prob: (counts[i] ?? 0) / SAMPLE_COUNT,
    })),
  };
}
