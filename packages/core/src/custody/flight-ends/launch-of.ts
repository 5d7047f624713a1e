import { usFromS } from '../../foundation/index.ts';
import type { FlightEnd, Track } from '../../messages/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import { movedOnGround } from './ground-moments.ts';
import type { WeighedMoments } from './weighed-moments.ts';

/** A launch point as it is told, from places east and north of `below` and ages. */
export function launchOf(
  track: Track,
  below: GroundPoint,
  found: ReturnType<WeighedMoments['result']>,
  assumption: string,
): FlightEnd {
  return {
    kind: 'launch',
    trackId: track.id,
    asOfUs: track.atUs,
    phase: track.phase,
    ...movedOnGround(below, found.eastM, found.northM),
    atUs: track.atUs - usFromS(found.ageS),
    atSigmaS: found.ageSigmaS,
    covarianceM2: found.covarianceM2,
    heldWithin: null,
    prob: 1,
    assumption,
  };
}
