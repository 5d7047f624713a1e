import { RandomStream, radians } from '@cupola/core/foundation';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
  STANDARD_GRAVITY_M_PER_S2,
  airDensityKgPerM3,
  gravityInto,
  heightAboveEllipsoidM,
} from '@cupola/core/physics';
import { stateAt } from './falling-flight.ts';

const STEP_S = 0.05;
const STEPS_PER_SECOND = 20;
/** How hard the climb is brought back to level, 1/s. Notional. */
const LEVELLING_PER_S = 0.1;
/** A bank takes this long to change sides, s. Notional. */
const ROLL_S = 5;

interface Glider {
  readonly ballisticCoefficientKgPerM2: number;
  readonly liftToDrag: number;
  /** Seconds at which the bank changes sides, and the side it starts on. */
  readonly reversalS: number;
  readonly side: number;
}

/**
 * A gliding body near where the x axis leaves the Earth, in any direction: lift bears what centrifugal force leaves of the weight (equilibrium
 * glide, [Eggers-1958] eq. 3), the rest of it turns the path, and the turn changes sides once. Lift over drag 2 to 3.5, ballistic
 * coefficient 4,000 to 12,000 kg/m², even in the logarithm, 4.5 to 6.5 km/s against the air: round figures about those of published studies,
 * notional.
 *
 * @param fromAbove - Whether it starts at 110 km, 3 to 8 degrees down, and pulls out of the fall; or in the glide.
 * @returns Inertial states, m and m/s, one a second.
 */
export function glidingFlight(seed: number, seconds: number, fromAbove: boolean): readonly Float64Array[] {
  const draw = new RandomStream(seed, 'scene/glide');
  const glider: Glider = {
    ballisticCoefficientKgPerM2: 4_000 * 3 ** draw.uniform(0, 0),
    liftToDrag: 2 + 1.5 * draw.uniform(1, 0),
    reversalS: seconds * (0.5 + 0.3 * draw.uniform(2, 0)),
    side: draw.uniform(3, 0) < 0.5 ? -1 : 1,
  };
  const speedMPerS = 4_500 + 2_000 * draw.uniform(4, 0);
  const state = stateAt({
    heightM: fromAbove ? 110_000 : glideHeightM(glider, speedMPerS),
    eastRad: radians(4 * draw.uniform(5, 0) - 2),
    northRad: radians(4 * draw.uniform(6, 0) - 2),
    headingRad: 2 * Math.PI * draw.uniform(7, 0),
    speedMPerS,
    climbRad: fromAbove ? -radians(3 + 5 * draw.uniform(8, 0)) : 0,
  });
  state[3]! -= EARTH_ROTATION_RAD_PER_S * state[1]!;
  state[4]! += EARTH_ROTATION_RAD_PER_S * state[0]!;
  return Array.from({ length: seconds }, (_, second) => {
    if (second > 0)
      for (let k = 0; k < STEPS_PER_SECOND; k++) stepInPlace(state, second - 1 + k * STEP_S, glider);
    return state.slice();
  });
}

/** Where lift at a bank of 30 degrees bears the weight, by halving. */
function glideHeightM(glider: Glider, speedMPerS: number): number {
  let low = 20_000;
  let high = 100_000;
  for (let pass = 0; pass < 40; pass++) {
    const middle = (low + high) / 2;
    const lift =
      (0.5 * airDensityKgPerM3(middle) * speedMPerS ** 2 * glider.liftToDrag) /
      glider.ballisticCoefficientKgPerM2;
    const weight = STANDARD_GRAVITY_M_PER_S2 - speedMPerS ** 2 / (EARTH_EQUATORIAL_RADIUS_M + middle);
    if (lift * Math.cos(radians(30)) > weight) low = middle;
    else high = middle;
  }
  return low;
}

function stepInPlace(state: Float64Array, timeS: number, glider: Glider): void {
  const slopes: Float64Array[] = [];
  for (const share of [0, STEP_S / 2, STEP_S / 2, STEP_S]) {
    const from = slopes.at(-1);
    const trial = state.map((value, i) => value + (from === undefined ? 0 : share * from[i]!));
    slopes.push(slopeAt(trial, timeS + share, glider));
  }
  for (let i = 0; i < 6; i++) {
    state[i]! += (STEP_S / 6) * (slopes[0]![i]! + 2 * slopes[1]![i]! + 2 * slopes[2]![i]! + slopes[3]![i]!);
  }
}

function slopeAt(state: Float64Array, timeS: number, glider: Glider): Float64Array {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const gravity = new Float64Array(3);
  gravityInto(gravity, x, y, z, 2);
  const r = Math.hypot(x, y, z);
  const up = [x / r, y / r, z / r];
  const air = [state[3]! + EARTH_ROTATION_RAD_PER_S * y, state[4]! - EARTH_ROTATION_RAD_PER_S * x, state[5]!];
  const speed = Math.hypot(...air);
  const ahead = air.map((each) => each / speed);
  const climb = dot(state.subarray(3, 6), up);
  const levelSpeed2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2 - climb ** 2;
  const drag =
    (0.5 * airDensityKgPerM3(heightAboveEllipsoidM(x, y, z)) * speed ** 2) /
    glider.ballisticCoefficientKgPerM2;
  const lift = drag * glider.liftToDrag;
  const across = dot(ahead, up);
  const lifted = up.map((each, axis) => each - across * ahead[axis]!);
  const length = Math.hypot(...lifted);
  const liftUp = lifted.map((each) => each / length);
  const right = [
    ahead[1]! * liftUp[2]! - ahead[2]! * liftUp[1]!,
    ahead[2]! * liftUp[0]! - ahead[0]! * liftUp[2]!,
    ahead[0]! * liftUp[1]! - ahead[1]! * liftUp[0]!,
  ];
  const wanted = Math.hypot(...gravity) - levelSpeed2 / r - LEVELLING_PER_S * climb;
  const share = lift > 0 ? Math.max(-1, Math.min(1, wanted / lift)) : 0;
  const side = glider.side * Math.tanh((glider.reversalS - timeS) / (ROLL_S / 2)) * Math.sqrt(1 - share ** 2);
  return Float64Array.from({ length: 6 }, (_, i) => {
    if (i < 3) return state[3 + i]!;
    const axis = i - 3;
    return gravity[axis]! - drag * ahead[axis]! + lift * (share * liftUp[axis]! + side * right[axis]!);
  });
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}
