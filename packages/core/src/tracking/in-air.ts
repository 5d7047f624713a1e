import { EARTH_EQUATORIAL_RADIUS_M } from '../physics/index.ts';
import { DRAG, LIFT_RIGHT, LIFT_UP, liftSigmaM2PerKg } from './air-motion.ts';
import type { Hypothesis } from './hypothesis.ts';
import { sizeOf } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';
import type { MotionModel } from './motion-model.ts';

/** Below this height a falling object is in re-entry, m. */
export const REENTRY_HEIGHT_M = 100_000;
/** One body in a thousand that enters the air is asked from the start whether it glides. Notional. */
const GLIDE_PROB = 0.001;

export function heightM(state: Float64Array): number {
  return Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
}

export function isSinking(state: Float64Array): boolean {
  return state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! < 0;
}

/** Does an unthrusting object fall where air matters? */
export function entersAir(hypothesis: Hypothesis): boolean {
  return (
    hypothesis.kind === 'coast' && heightM(hypothesis.state) < REENTRY_HEIGHT_M && isSinking(hypothesis.state)
  );
}

/** The same object with drag of unknown size, and with lift besides. */
export function enteringAir(coast: Hypothesis, model: MotionModel): readonly Hypothesis[] {
  const drag = 1 / model.ballisticCoefficientKgPerM2;
  const falling: Hypothesis = {
    ...enlarged(coast, 'reentry', [{ mean: drag, sigma: drag * model.dragParameterSigmaShare }]),
    logWeight: coast.logWeight + Math.log1p(-GLIDE_PROB),
  };
  return [falling, { ...gliding(falling, model), logWeight: coast.logWeight + Math.log(GLIDE_PROB) }];
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
  return { ...from, kind, state, covariance };
}

/** What a state says of the body in air, for people; null for other kinds. */
export function airText(hypothesis: Hypothesis): string | null {
  const { kind, state, covariance } = hypothesis;
  if (kind !== 'reentry' && kind !== 'glide') return null;
  const n = sizeOf(hypothesis);
  const perTonne = (place: number): string => (1000 * state[place]!).toFixed(3);
  const sigma = (1000 * Math.sqrt(covariance[DRAG * (n + 1)]!)).toFixed(3);
  const drag = `drag parameter ${perTonne(DRAG)} +-${sigma} m²/t`;
  if (kind === 'reentry') return drag;
  return `lift parameter ${perTonne(LIFT_UP)} m²/t upward and ${perTonne(LIFT_RIGHT)} to the right, ${drag}`;
}
