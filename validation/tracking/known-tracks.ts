import { RandomStream, choleskyInPlace, present, usFromS } from '@cupola/core/foundation';
import { cramerRaoBound } from '@cupola/core/metrics';
import { EMPTY_TRACKER } from '@cupola/core/tracking';
import type { TrackState, TrackerState } from '@cupola/core/tracking';
import type { RaidScene } from './raid-scene.ts';

/**
 * A tracker that knows every object of a scene at one second as well as the detections up to then allow: the truth with an error drawn from
 * the Cramer-Rao bound. For what has to be measured without what starts tracks.
 */
export function knownTracker(scene: RaidScene, seed: number, second: number): TrackerState {
  const tracks = scene.truth.map((_, target) => knownTrack(scene, seed, second, target, target));
  return {
    ...EMPTY_TRACKER,
    atUs: usFromS(second),
    tracks,
    births: tracks.length,
    confirmations: tracks.length,
  };
}

/** The name of the track that starts on an object. */
export function nameOf(target: number): string {
  return `T${String(target + 1).padStart(4, '0')}`;
}

/** One track on an object; `birth` gives it its name and its draw. */
export function knownTrack(
  scene: RaidScene,
  seed: number,
  second: number,
  target: number,
  birth: number,
): TrackState {
  const truth = present(scene.truth[target]?.[second]);
  const looks = (scene.looks[target] ?? []).filter((look) => look.atS <= second);
  const bound = cramerRaoBound(truth, second, looks);
  if (bound === null) throw new Error('the scene has too few looks to start from');
  return {
    birth,
    id: nameOf(birth),
    atUs: usFromS(second),
    hypotheses: [
      {
        kind: 'coast',
        state: truth.map((value, axis) => value + present(errorDrawn(bound, seed, birth)[axis])),
        covariance: bound,
        logWeight: 0,
        cutoffAtUs: null,
      },
    ],
    phase: 'coast',
    firstDetectedAtUs: 0,
    firstPositionM: [truth[0]!, truth[1]!, truth[2]!],
    confirmedAtUs: usFromS(second),
    lastDetectedAtUs: usFromS(second),
    boostSeen: false,
    supportedScans: second,
    unsupportedScans: 0,
    satellites: scene.ownSide.satelliteIds.map((_each, satellite) => satellite),
    misfit: { squared: 0, freedom: 0 },
    innovation: null,
    standing: null,
    tentativeLooks: [],
    lastChannels: [],
    existence: { seenProb: 1 - 1e-6, hiddenProb: 0 },
    twin: null,
  };
}

function errorDrawn(covariance: Float64Array, seed: number, birth: number): readonly number[] {
  const factor = covariance.slice();
  choleskyInPlace(factor, 6);
  const draws = new RandomStream(seed, 'start/errors');
  const normals = [0, 1].flatMap((half) => {
    const four = new Float64Array(4);
    draws.normalsInto(four, birth, half);
    return [...four];
  });
  return Array.from({ length: 6 }, (_, i) => {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += factor[6 * i + k]! * present(normals[k]);
    return sum;
  });
}
