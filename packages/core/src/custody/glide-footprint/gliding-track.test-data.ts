import type { Track } from '../../messages/index.ts';

/** Motion along the equator or slanted to it: east at the longitude 0 meridian, inertial. */
export interface GlidingShape {
  readonly heightM: number;
  readonly speedMPerS: number;
  /** Downward, rad. */
  readonly sinkRad?: number;
  readonly liftToDrag?: number;
  readonly sigmas?: { readonly positionM: number; readonly velocityMPerS: number };
}

export const DRAG_M2_PER_KG: number = 1 / 9_000;

/** A gliding track over the equator that flies east without bank. */
export function glidingTrack({
  heightM,
  speedMPerS,
  sinkRad = 0,
  liftToDrag = 2.6,
  sigmas,
}: GlidingShape): Track {
  const lift = liftToDrag * DRAG_M2_PER_KG;
  const state = [
    6_378_137 + heightM,
    0,
    0,
    -speedMPerS * Math.sin(sinkRad),
    speedMPerS * Math.cos(sinkRad),
    0,
    DRAG_M2_PER_KG,
    lift,
    0,
  ];
  const sigma = [
    ...Array<number>(3).fill(sigmas?.positionM ?? 0),
    ...Array<number>(3).fill(sigmas?.velocityMPerS ?? 0),
    0,
    0,
    0,
  ];
  return {
    id: 'T0001',
    atUs: 0,
    phase: 'glide',
    phaseProbs: { boost: 0, coast: 0, reentry: 0, glide: 1 },
    state,
    covariance: Array.from({ length: 81 }, (_, at) => (at % 10 === 0 ? sigma[at / 10]! ** 2 : 0)),
    firstDetectedAtUs: 0,
    firstPositionM: [state[0]!, 0, 0],
    confirmedAtUs: 0,
    cutoffAtUs: null,
    lastDetectedAtUs: 0,
    boostSeen: false,
    existenceProb: 1,
  };
}
