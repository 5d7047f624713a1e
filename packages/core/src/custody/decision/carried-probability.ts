import { sFromUs } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { ORBIT_GROUND_SPEED_M_PER_S, carriedImpact } from '../burn-ahead/carried-impact.ts';
import { quasiNormalPoints, quasiUniformPoints } from '../quasi-normal.ts';
import { nearTestOf } from './aim-odds.ts';
import type { DecisionContext } from './decision-context.ts';
import { shareInRegions } from './region-probability.ts';
import type { OpenPlaces } from './region-probability.ts';

const SAMPLE_COUNT = 96;
const LENGTHS: Float64Array = quasiUniformPoints(SAMPLE_COUNT, 2);
const SIDES: Float64Array = quasiNormalPoints(SAMPLE_COUNT, 2);

/**
 * Probability that an object in free flight comes down in the regions if it is of a class that is carried on: a glider that has not begun to glide,
 * or a fractional orbit that has not braked. Over the lengths of the way and, for a glider, its side; the track's own error is small beside these.
 */
export function carriedProbabilities(
  track: Pick<Track, 'state' | 'atUs' | 'firstDetectedAtUs'>,
  vehicle: VehicleClass,
  context: DecisionContext,
): OpenPlaces {
  const { regions: index, earth } = context;
  const state = Float64Array.from(track.state.slice(0, 6));
  const meridianRad = earthAngleRad(earth, track.atUs);
  const flownM = ORBIT_GROUND_SPEED_M_PER_S * sFromUs(track.atUs - track.firstDetectedAtUs);
  return shareInRegions(
    index,
    Array.from({ length: SAMPLE_COUNT }, (_, sample) =>
      carriedImpact(vehicle, state, meridianRad, {
        length: LENGTHS[2 * sample]!,
        aside: SIDES[2 * sample + 1]!,
        flownM,
      }),
    ),
    nearTestOf(context),
  );
}
