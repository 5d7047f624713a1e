import { ATMOSPHERE_TOP_M, airDensityKgPerM3 } from '../atmosphere.ts';
import { EARTH_ROTATION_RAD_PER_S, STANDARD_GRAVITY_M_PER_S2 } from '../earth.ts';
import { gravityInto } from '../gravity.ts';
import { heightAboveEllipsoidM } from './ballistic.ts';

/** One turn of a glide. The roll to its bank and back takes `ROLL_S` at either end. */
export interface GlideTurn {
  /** After lift-off, s. */
  readonly fromS: number;
  readonly durationS: number;
  /** Positive to the right, rad. */
  readonly bankRad: number;
}

/** How a glider flies from burnout to the ground. */
export interface GlideProgram {
  readonly ballisticCoefficientKgPerM2: number;
  readonly liftToDrag: number;
  /** Straight ahead where no turn is on; turns that overlap add up. */
  readonly turns: readonly GlideTurn[];
  /** Against the air: a glide that has slowed to this dives, m/s. */
  readonly diveSpeedMPerS: number;
  /** Downward angle of the dive, rad. */
  readonly diveAngleRad: number;
}

/** Steps, s: while it glides, and in the thick air of the dive. */
const GLIDE_STEP_S = 1;
const DIVE_STEP_S = 0.25;
const THICK_AIR_HEIGHT_M = 30_000;
/** From level to bank and back, s. Notional. */
const ROLL_S = 5;
/** How fast the path is brought to where it should be, s; slower than a body turns, faster than a glide wanders. Notional. */
const PATH_TIME_S = 15;
/** How fast the height of equal lift and weight is sought, s. Notional. */
const HEIGHT_TIME_S = 60;
/** Steepest path by which it is sought, rad. */
const SEEKING_PATH_RAD = 0.03;
/** Over this share of its energy a glide turns into the dive. */
const DIVE_ONSET_SHARE = 0.03;
/** Of the air between 30 and 60 km, m. [USSA-1976]. */
const SCALE_HEIGHT_M = 7500;

/** Bank at a time after lift-off, rad. */
export function bankRad(turns: readonly GlideTurn[], timeS: number): number {
  let bank = 0;
  for (const turn of turns) {
    const intoS = Math.min(timeS - turn.fromS, turn.fromS + turn.durationS - timeS);
    if (intoS > 0) bank += turn.bankRad * Math.min(1, intoS / ROLL_S);
  }
  return bank;
}

/** Energy per mass against the turning Earth at which the dive begins, m²/s²: that of the dive speed at the height of its glide. */
export function diveEnergyM2PerS2(program: GlideProgram): number {
  const speed = program.diveSpeedMPerS;
  return 0.5 * speed * speed + STANDARD_GRAVITY_M_PER_S2 * glideHeightM(program, speed);
}

/** Energy per mass against the turning Earth, from an inertial state, m²/s²: what drag takes away second by second. */
export function airEnergyM2PerS2(state: Float64Array): number {
  const ux = state[3]! + EARTH_ROTATION_RAD_PER_S * state[1]!;
  const uy = state[4]! - EARTH_ROTATION_RAD_PER_S * state[0]!;
  const heightM = heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!);
  return 0.5 * (ux * ux + uy * uy + state[5]! * state[5]!) + STANDARD_GRAVITY_M_PER_S2 * heightM;
}

/** Height at which lift carries the weight of a straight glide at this speed against the air, over an Earth that does not turn, m. */
export function glideHeightM(program: GlideProgram, airspeedMPerS: number): number {
  const carriedMPerS2 = STANDARD_GRAVITY_M_PER_S2 - (airspeedMPerS * airspeedMPerS) / MEAN_RADIUS_M;
  const wanted =
    (2 * program.ballisticCoefficientKgPerM2 * carriedMPerS2) / (airspeedMPerS ** 2 * program.liftToDrag);
  let lowM = 0;
  let highM = ATMOSPHERE_TOP_M;
  for (let pass = 0; pass < 40; pass++) {
    const middleM = 0.5 * (lowM + highM);
    if (airDensityKgPerM3(middleM) > wanted) lowM = middleM;
    else highM = middleM;
  }
  return lowM;
}

const MEAN_RADIUS_M = 6_371_000;

/** The step a glide is flown with at a height, s. */
export function glideStepS(heightM: number): number {
  return heightM < THICK_AIR_HEIGHT_M ? DIVE_STEP_S : GLIDE_STEP_S;
}

/**
 * One classical Runge-Kutta step of a gliding flight; `next` may be `from`. [Press-2007] §17.1.
 *
 * Gravity with J2, drag of one coefficient, and lift up to `liftToDrag` times the drag. The lift is full on the way in; once the path bends
 * up it is only as much as brings the body to the height where full lift carries its weight, so that it does not skip. In a turn it is rolled to the
 * side. When the energy is used up it points down until the path is as steep as the dive. [Eggers-1958], [Vinh-1981].
 *
 * @param timeS - After lift-off.
 */
export function glideStepInto(
  next: Float64Array,
  from: Float64Array,
  timeS: number,
  stepS: number,
  program: GlideProgram,
  diveEnergy: number,
): void {
  const k = slopes;
  const s = stage;
  slopesInto(k, 0, from, timeS, program, diveEnergy);
  const h = 0.5 * stepS;
  for (let i = 0; i < 6; i++) s[i] = from[i]! + h * k[i]!;
  slopesInto(k, 6, s, timeS + h, program, diveEnergy);
  for (let i = 0; i < 6; i++) s[i] = from[i]! + h * k[6 + i]!;
  slopesInto(k, 12, s, timeS + h, program, diveEnergy);
  for (let i = 0; i < 6; i++) s[i] = from[i]! + stepS * k[12 + i]!;
  slopesInto(k, 18, s, timeS + stepS, program, diveEnergy);
  for (let i = 0; i < 6; i++) {
    next[i] = from[i]! + (stepS / 6) * (k[i]! + 2 * (k[6 + i]! + k[12 + i]!) + k[18 + i]!);
  }
}

const slopes = new Float64Array(24);
const stage = new Float64Array(6);
const pull = new Float64Array(3);

function slopesInto(
  out: Float64Array,
  at: number,
  state: Float64Array,
  timeS: number,
  program: GlideProgram,
  diveEnergy: number,
): void {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  gravityInto(pull, x, y, z, 2);
  const r = Math.sqrt(x * x + y * y + z * z);
  const heightM = heightAboveEllipsoidM(x, y, z);
  const density = airDensityKgPerM3(heightM);
  out[at] = vx;
  out[at + 1] = vy;
  out[at + 2] = vz;
  let ax = pull[0]!;
  let ay = pull[1]!;
  let az = pull[2]!;
  if (density > 0) {
    const ux = vx + EARTH_ROTATION_RAD_PER_S * y;
    const uy = vy - EARTH_ROTATION_RAD_PER_S * x;
    const speed = Math.sqrt(ux * ux + uy * uy + vz * vz);
    const sine = (x * ux + y * uy + z * vz) / (r * speed);
    const cosine = Math.sqrt(Math.max(1e-12, 1 - sine * sine));
    const drag = (0.5 * density * speed * speed) / program.ballisticCoefficientKgPerM2;
    const most = program.liftToDrag * drag;
    // What is left of the weight when the turn about the Earth has carried its share.
    const radial = (x * vx + y * vy + z * vz) / r;
    const across2 = vx * vx + vy * vy + vz * vz - radial * radial;
    const weight = Math.max(0.01, -(pull[0]! * x + pull[1]! * y + pull[2]! * z) / r - across2 / r);
    const bank = bankRad(program.turns, timeS);
    const cosBank = Math.cos(bank);
    const balance = (most * cosBank) / weight;
    const energy = 0.5 * speed * speed + STANDARD_GRAVITY_M_PER_S2 * heightM;
    const diving = Math.min(1, Math.max(0, (diveEnergy - energy) / (DIVE_ONSET_SHARE * diveEnergy)));
    const seeking = clamped((SCALE_HEIGHT_M * Math.log(balance)) / (speed * HEIGHT_TIME_S), SEEKING_PATH_RAD);
    const wantedRad = seeking - diving * (program.diveAngleRad + seeking);
    const needed = weight * cosine + (speed * (wantedRad - Math.asin(sine))) / PATH_TIME_S;
    const lift = clamped(needed / cosBank, most);
    const up = lift * cosBank;
    const aside = Math.max(0, lift) * Math.sin(bank);
    const nx = ux / speed;
    const ny = uy / speed;
    const nz = vz / speed;
    const upX = (x / r - sine * nx) / cosine;
    const upY = (y / r - sine * ny) / cosine;
    const upZ = (z / r - sine * nz) / cosine;
    ax += up * upX + aside * (ny * upZ - nz * upY) - drag * nx;
    ay += up * upY + aside * (nz * upX - nx * upZ) - drag * ny;
    az += up * upZ + aside * (nx * upY - ny * upX) - drag * nz;
  }
  out[at + 3] = ax;
  out[at + 4] = ay;
  out[at + 5] = az;
}

function clamped(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
