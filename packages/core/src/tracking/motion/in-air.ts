import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { DRAG, LIFT_RIGHT, LIFT_UP, liftSigmaM2PerKg } from './air-motion.ts';
import { ofRows } from '../bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { sizeOf } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';
import type { MotionModel } from './motion-model.ts';

/** Below this height a falling object is in re-entry, m. */
export const REENTRY_HEIGHT_M = 100_000;
/** What has risen this far has left the air again, m. */
const AIR_LEFT_HEIGHT_M = 120_000;
/** A path is level when it climbs or sinks by less than this share of the speed, at more than five times the speed of sound, m/s. */
const LEVEL_SHARE = 0.2;
const LEVEL_SPEED_M_PER_S = 1_500;
/** One body in this many that enters the air is asked from the start whether it glides; a steep one would have to pull out with tens of g. Notional. */
const LEVEL_GLIDE_PROB = 0.3;
const STEEP_GLIDE_PROB = 0.002;

export function heightM(state: Float64Array): number {
  return Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
}

export function isSinking(state: Float64Array): boolean {
  return state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! < 0;
}

/** Does it fly nearly level and fast in air, as nothing does for long without thrust or lift? */
export function isLevelInAir(state: Float64Array): boolean {
  const climb = state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]!;
  const radiusM = Math.hypot(state[0]!, state[1]!, state[2]!);
  const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
  return (
    heightM(state) < REENTRY_HEIGHT_M &&
    speed > LEVEL_SPEED_M_PER_S &&
    Math.abs(climb) < LEVEL_SHARE * speed * radiusM
  );
}

/** Does an unthrusting object fall, or stay, where air matters? */
export function entersAir({ kind, state }: Hypothesis): boolean {
  return kind === 'coast' && heightM(state) < REENTRY_HEIGHT_M && (isSinking(state) || isLevelInAir(state));
}

/** The same object with drag of unknown size, and with lift besides. */
export function enteringAir(coast: Hypothesis, model: MotionModel): readonly Hypothesis[] {
  const drag = 1 / model.ballisticCoefficientKgPerM2;
  const falling = enlarged(coast, 'reentry', [{ mean: drag, sigma: drag * model.dragParameterSigmaShare }]);
  const glideProb = isLevelInAir(coast.state) ? LEVEL_GLIDE_PROB : STEEP_GLIDE_PROB;
  return [
    { ...falling, logWeight: coast.logWeight + Math.log1p(-glideProb) },
    { ...gliding(falling, model), logWeight: coast.logWeight + Math.log(glideProb) },
  ];
}

/** Has an object in air risen out of it? */
export function leavesAir({ kind, state }: Hypothesis): boolean {
  return (kind === 'reentry' || kind === 'glide') && heightM(state) > AIR_LEFT_HEIGHT_M && !isSinking(state);
}

/** The same object under gravity alone. */
export function leavingAir(flying: Hypothesis): Hypothesis {
  const m = sizeOf(flying);
  const n = MOTION_KINDS.coast.size;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) covariance[i * n + j] = flying.covariance[i * m + j]!;
  }
  const coast = { ...flying, kind: 'coast', state: flying.state.slice(0, n), covariance } as const;
  return flying.lever === undefined ? coast : { ...coast, lever: ofRows(flying.lever, n) };
}

/** A falling object that is asked whether it glides: its state with unknown lift. */
export function gliding(falling: Hypothesis, model: MotionModel): Hypothesis {
  const lift = { mean: 0, sigma: liftSigmaM2PerKg(model) };
  return enlarged(falling, 'glide', [lift, lift]);
}

/** The state with further numbers after its own, known to their sigmas and independent of them. */
export function enlarged(
  from: Hypothesis,
  kind: Hypothesis['kind'],
  further: readonly { readonly mean: number; readonly sigma: number }[],
): Hypothesis {
  const m = sizeOf(from);
  const n = MOTION_KINDS[kind].size;
  const state = new Float64Array(n);
  state.set(from.state);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) covariance[i * n + j] = from.covariance[i * m + j]!;
  }
  further.forEach(({ mean, sigma }, k) => {
    state[m + k] = mean;
    covariance[(m + k) * (n + 1)] = sigma * sigma;
  });
  const larger = { ...from, kind, state, covariance };
  return from.lever === undefined ? larger : { ...larger, lever: ofRows(from.lever, n) };
}

/** What the state of a re-entry or glide says of the body, for people. */
export function airText({ kind, state, covariance }: Hypothesis): string {
  const n = MOTION_KINDS[kind].size;
  const perTonne = (place: number): string => (1000 * state[place]!).toFixed(3);
  const sigma = (1000 * Math.sqrt(covariance[DRAG * (n + 1)]!)).toFixed(3);
  const drag = `drag parameter ${perTonne(DRAG)} ±${sigma} m²/t`;
  return kind === 'glide'
    ? `lift parameter ${perTonne(LIFT_UP)} m²/t upward and ${perTonne(LIFT_RIGHT)} to the right, ${drag}`
    : drag;
}
