import { normalCdf } from '../../foundation/index.ts';
import { airDensityKgPerM3, heightAboveEllipsoidM } from '../../physics/index.ts';
import type { Track } from '../../messages/index.ts';
import type { GlideLaw } from './glide-law.ts';
import { airVelocityInto, carriedWeightMPerS2 } from './glide-path.ts';
import { MANOEUVRE_PRIOR } from './glide-law.ts';
import { sinkAngleRad } from './dive.ts';

/** Places in the state of a gliding track: drag parameter, lift parameters upward and to the right. */
const DRAG = 6;
const LIFT_UP = 7;
const LIFT_RIGHT = 8;
const GLIDE_STATE = 9;
/** What a body shows of its lift over drag now may differ from what it flies with later by this much, one sigma. Notional. */
const LIFT_TO_DRAG_DRIFT = 0.25;

/** What a track shows of how the body glides. */
export interface GlideShown {
  readonly liftToDrag: { readonly mean: number; readonly sigma: number };
  /** Positive to the right, rad. */
  readonly bankRad: number;
  readonly dragM2PerKg: number;
  /** Probability that it is on its way down, steeply or bending down in air that would bear it. */
  readonly diveProb: number;
}

/**
 * Lift over drag from the law and from what the track shows, weighed by how well each is known; the bank shown, straight where none is; whether it dives. A
 * diving body does not show what lift it has.
 */
export function glideShown(track: Track, law: GlideLaw): GlideShown {
  const n = track.state.length;
  const drag = n > DRAG && track.phase !== 'boost' ? Math.max(0, track.state[DRAG] ?? 0) : 0;
  const dragM2PerKg = drag > 0 ? drag : law.dragParameterM2PerKg;
  const glides = n === GLIDE_STATE && track.phase === 'glide' && drag > 0;
  const up = glides ? (track.state[LIFT_UP] ?? 0) : null;
  const upSigma = Math.sqrt(track.covariance[LIFT_UP * (n + 1)] ?? 0);
  const lift = up === null ? null : { up, sigma: upSigma };
  const diveProb = diveProbOf(track.state, lift, dragM2PerKg * law.liftToDrag.mean, law);
  const lawSigma2 = law.liftToDrag.sigma ** 2;
  if (up === null || diveProb > 0.5 || !(lawSigma2 > 0)) {
    return { liftToDrag: law.liftToDrag, bankRad: 0, dragM2PerKg, diveProb };
  }
  const right = track.state[LIFT_RIGHT] ?? 0;
  const variance = (place: number): number => track.covariance[place * (n + 1)] ?? 0;
  const shown = Math.hypot(up, right) / drag;
  const shownSigma2 =
    LIFT_TO_DRAG_DRIFT ** 2 +
    Math.max(variance(LIFT_UP), variance(LIFT_RIGHT)) / drag ** 2 +
    (shown / drag) ** 2 * variance(DRAG);
  const share = lawSigma2 / (lawSigma2 + shownSigma2);
  const bankRad = Math.atan2(right, Math.max(up, 1e-12));
  return {
    liftToDrag: {
      mean: law.liftToDrag.mean + share * (shown - law.liftToDrag.mean),
      sigma: Math.sqrt(lawSigma2 * (1 - share)),
    },
    bankRad: Math.max(-law.bankRadMax, Math.min(law.bankRadMax, bankRad)),
    dragM2PerKg,
    diveProb,
  };
}

const air = new Float64Array(3);

/**
 * A body that sinks steeply dives. One that sinks less steeply, with less lift than would bear it in air that could, dives by how surely its lift is so little and by how likely a dive
 * is at its speed: a glide that is not flown out is seldom broken off, and one that is only being pulled out of its fall sinks too.
 *
 * @param lift - Parameter of the lift upward as tracked, m²/kg, null when none is; `liftMost` the most it could have.
 */
function diveProbOf(
  state: readonly number[],
  lift: { readonly up: number; readonly sigma: number } | null,
  liftMost: number,
  { diveSpeedMPerS }: GlideLaw,
): number {
  const motion = Float64Array.from(state.slice(0, 6));
  const sinkRad = sinkAngleRad(motion);
  const { steepRad, steepDiveProb, bendingRad, bendingShare, onsetProb } = MANOEUVRE_PRIOR;
  if (sinkRad > steepRad) return steepDiveProb;
  if (lift === null || sinkRad < bendingRad) return 0;
  const speed = airVelocityInto(air, motion.subarray(0, 3), motion.subarray(3, 6));
  const pressure =
    0.5 * airDensityKgPerM3(heightAboveEllipsoidM(motion[0]!, motion[1]!, motion[2]!)) * speed * speed;
  const carried = carriedWeightMPerS2(speed) * Math.cos(sinkRad);
  if (pressure * liftMost <= carried) return 0;
  const littleProb = normalCdf(
    ((bendingShare * carried) / pressure - lift.up) / Math.max(lift.sigma, 1e-3 * liftMost),
  );
  const prior = speed > diveSpeedMPerS.high ? onsetProb.early : onsetProb.flownOut;
  const dives = prior * littleProb;
  return (steepDiveProb * dives) / (dives + (1 - prior) * (1 - littleProb));
}
