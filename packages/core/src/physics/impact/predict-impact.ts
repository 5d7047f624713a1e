import { assert, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { earthAngleRad } from '../earth-rotation.ts';
import type { EarthRotation } from '../earth-rotation.ts';
import { geodeticFromItrf, itrfFromGeodeticInto } from '../earth.ts';
import type { Geodetic } from '../earth.ts';
import { flyToImpact } from '../flight/ballistic.ts';
import { groundPointAt } from '../flight/ground-distance.ts';
import type { GroundPoint } from '../flight/ground-distance.ts';
import { twoBodyImpactInto } from './two-body-impact.ts';

/** What is assumed of a body's drag: mass over drag coefficient and area, with the one-sigma spread of its logarithm. */
export interface AssumedDrag {
  readonly ballisticCoefficientKgPerM2: number;
  readonly logSigma: number;
}

/** Drag that the motion itself holds: number `inverseAt` of its state is one over the ballistic coefficient, m²/kg. */
export interface TrackedDrag {
  readonly inverseAt: number;
}

/** Motion as a tracker knows it. */
export interface UncertainMotion {
  readonly atUs: SimTimeUs;
  /** Inertial position, m, and velocity, m/s; further numbers are passed over. */
  readonly state: ArrayLike<number>;
  /** Full square covariance of the whole state, row by row. */
  readonly covariance: ArrayLike<number>;
}

/** Where and when a body comes down, with the spread on the ground. */
export interface ImpactPrediction {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly atUs: SimTimeUs;
  /** East-east, east-north, north-north, m²: from the motion and from the drag together. */
  readonly covarianceM2: readonly [number, number, number];
  /** One-sigma displacement by the unknown ballistic coefficient alone, m, [east, north]; already in the covariance. */
  readonly dragSpreadM: readonly [number, number];
}

export type ImpactPredictionOutcome =
  | { readonly ok: true; readonly impact: ImpactPrediction }
  | { readonly ok: false; readonly error: { readonly code: 'no-impact'; readonly detail: string } };

/** Half steps of the central differences: small against the curvature of the map, large against rounding. */
const POSITION_STEP_M = 100;
const VELOCITY_STEP_M_PER_S = 0.1;
/** Flights with less than this to go, s, are differenced through drag: there the air bends the derivatives and the flights are cheap. */
const DIFFERENCE_THROUGH_AIR_S = 400;
/** Flights that are only subtracted from one another are flown with steps this much longer: their errors cancel. */
const DIFFERENCE_STEP_SCALE = 2;

/**
 * Impact of a ballistic body on the WGS 84 surface, with a linear covariance on the ground.
 *
 * The nominal flight is numeric with J2 and drag. Its derivatives by position and velocity are central differences: of two-body arcs
 * to the turning ellipsoid for long flights, of the numeric flight for short ones. The unknown ballistic coefficient is flown one
 * sigma heavier and one sigma lighter: the place told is midway between the two, because a light body falls shorter than a heavy one flies
 * farther, and their root mean square distance from the nominal place is the spread, fully correlated along the line that joins them.
 *
 * Where the motion holds its own drag, that is flown, one sigma either way in it, and what its error shares with those of position and velocity
 * is kept.
 *
 * Not in the spread: wind and density of the day, lift, tumbling, manoeuvres, gravity beyond J2 (hundreds of metres at 10,000 km). The
 * ellipse is linear: with velocity errors above some 10 m/s at intercontinental range the true spread is bent. A body under thrust is
 * taken as if thrust ended now.
 *
 * @returns `no-impact` for an orbit that stays up, or a state that is not a number.
 */
export function predictImpact(
  motion: UncertainMotion,
  drag: AssumedDrag | TrackedDrag,
  earth: EarthRotation,
): ImpactPredictionOutcome {
  const state = Float64Array.from({ length: 6 }, (_, i) => motion.state[i] ?? Number.NaN);
  const span = 'inverseAt' in drag ? trackedSpan(motion, drag.inverseAt) : assumedSpan(drag);
  const coefficient = span.nominal;
  const nominal = flyToImpact(state, motion.atUs, coefficient, earth);
  if (!nominal.ok) return nominal;
  const { geodetic, atUs } = nominal.impact;
  const ground = localGround(geodetic);

  const byTwoBody: PlaceInto = (place, moved) =>
    twoBodyImpactInto(place, moved, earthAngleRad(earth, motion.atUs));
  const byFlight: PlaceInto = (place, moved) =>
    numericPlaceInto(place, moved, motion.atUs, coefficient, earth);
  const short = sFromUs(atUs - motion.atUs) < DIFFERENCE_THROUGH_AIR_S;
  const jacobian = new Float64Array(12);
  const differenced =
    (!short && differencesInto(jacobian, state, byTwoBody, ground)) ||
    differencesInto(jacobian, state, byFlight, ground);
  if (!differenced) return noImpact('it grazes the Earth: a neighbouring flight does not come down');

  const byDrag = dragDisplacement(state, motion.atUs, span, earth, ground);
  const dragSpreadM = byDrag.spreadM;
  const [eastM, northM] = dragSpreadM;
  const place = ground.placeAt(...byDrag.middleM);
  const [eastEast, eastNorth, northNorth] = throughJacobian(jacobian, motion.covariance, motion.state.length);
  const [alongEast, alongNorth] =
    'inverseAt' in drag ? withLightness(jacobian, motion, drag.inverseAt) : [0, 0];
  return {
    ok: true,
    impact: {
      ...place,
      atUs,
      covarianceM2: [
        eastEast + eastM * eastM - 2 * eastM * alongEast,
        eastNorth + eastM * northM - eastM * alongNorth - northM * alongEast,
        northNorth + northM * northM - 2 * northM * alongNorth,
      ],
      dragSpreadM,
    },
  };
}

/**
 * Where a body would come down if thrust ended now, without drag: the instantaneous impact point. Null when it would not. Under thrust
 * this is a transit point, not a prediction.
 */
export function instantaneousImpactPoint(
  state: ArrayLike<number>,
  atUs: SimTimeUs,
  earth: EarthRotation,
): { readonly geodetic: Geodetic; readonly timeToImpactS: number } | null {
  const place = new Float64Array(4);
  if (!twoBodyImpactInto(place, state, earthAngleRad(earth, atUs))) return null;
  return { geodetic: geodeticFromItrf(place[0]!, place[1]!, place[2]!), timeToImpactS: place[3]! };
}

/** Earth-fixed impact of a state into `out[0..2]`; false when it does not come down. */
type PlaceInto = (out: Float64Array, state: Float64Array) => boolean;

/** Central differences of the place on the ground, [east by x, y, z, vx, vy, vz, north by the same], into `out`. */
function differencesInto(
  out: Float64Array,
  state: Float64Array,
  placeInto: PlaceInto,
  ground: LocalGround,
): boolean {
  const place = new Float64Array(4);
  const offset = new Float64Array(2);
  const moved = state.slice();
  out.fill(0);
  for (let i = 0; i < 6; i++) {
    const step = i < 3 ? POSITION_STEP_M : VELOCITY_STEP_M_PER_S;
    for (const sign of [1, -1]) {
      moved[i] = state[i]! + sign * step;
      if (!placeInto(place, moved)) return false;
      ground.offsetInto(offset, place);
      out[i] = out[i]! + (sign * offset[0]!) / (2 * step);
      out[6 + i] = out[6 + i]! + (sign * offset[1]!) / (2 * step);
    }
    moved[i] = state[i]!;
  }
  return true;
}

function noImpact(detail: string): ImpactPredictionOutcome {
  return { ok: false, error: { code: 'no-impact', detail } };
}

/** Earth-fixed place of a numeric impact into `out[0..2]`. */
function numericPlaceInto(
  out: Float64Array,
  state: Float64Array,
  atUs: SimTimeUs,
  coefficientKgPerM2: number,
  earth: EarthRotation,
): boolean {
  const outcome = flyToImpact(state, atUs, coefficientKgPerM2, earth, { stepScale: DIFFERENCE_STEP_SCALE });
  if (outcome.ok) itrfFromGeodeticInto(out, 0, outcome.impact.geodetic);
  return outcome.ok;
}

interface LocalGround {
  /** East and north, m, of an Earth-fixed place against the centre, in the plane that touches the ground there. */
  offsetInto(out: Float64Array, placeItrf: Float64Array): void;
  /** The place so far east and north of the centre, to a metre over tens of kilometres. */
  placeAt(eastM: number, northM: number): GroundPoint;
}

function localGround(centre: Geodetic): LocalGround {
  const origin = new Float64Array(3);
  itrfFromGeodeticInto(origin, 0, { ...centre, heightM: 0 });
  const sinLatitude = Math.sin(centre.latitudeRad);
  const cosLatitude = Math.cos(centre.latitudeRad);
  const sinLongitude = Math.sin(centre.longitudeRad);
  const cosLongitude = Math.cos(centre.longitudeRad);
  return {
    offsetInto(out, place) {
      const dx = place[0]! - origin[0]!;
      const dy = place[1]! - origin[1]!;
      const dz = place[2]! - origin[2]!;
      out[0] = -sinLongitude * dx + cosLongitude * dy;
      out[1] = -sinLatitude * (cosLongitude * dx + sinLongitude * dy) + cosLatitude * dz;
    },
    placeAt: (eastM, northM) => groundPointAt(centre, Math.atan2(eastM, northM), Math.hypot(eastM, northM)),
  };
}

/** What an unknown ballistic coefficient does to the place, m, [east, north]. */
interface DragDisplacement {
  /** Root mean square of one sigma heavier and one sigma lighter, along the line that joins them. */
  readonly spreadM: readonly [number, number];
  /** Midway between the two, against the nominal place. */
  readonly middleM: readonly [number, number];
}

const NO_DISPLACEMENT: DragDisplacement = { spreadM: [0, 0], middleM: [0, 0] };

/** Ballistic coefficients, kg/m²: the middle one, and one sigma heavier and lighter. */
interface CoefficientSpan {
  readonly nominal: number;
  readonly heavier: number;
  readonly lighter: number;
}

function assumedSpan({ ballisticCoefficientKgPerM2, logSigma }: AssumedDrag): CoefficientSpan {
  const factor = Math.exp(logSigma);
  return {
    nominal: ballisticCoefficientKgPerM2,
    heavier: ballisticCoefficientKgPerM2 * factor,
    lighter: ballisticCoefficientKgPerM2 / factor,
  };
}

/** A drag that is known worse than by itself is held this share of itself away from none. */
const LEAST_SHARE = 0.1;
/** Drag is at least this, m²/kg: a body of a million kilograms per square metre. */
const LEAST_INVERSE = 1e-6;

function trackedSpan({ state, covariance }: UncertainMotion, at: number): CoefficientSpan {
  const inverse = Math.max(LEAST_INVERSE, state[at] ?? Number.NaN);
  const sigma = Math.sqrt(covariance[at * (state.length + 1)] ?? Number.NaN);
  return {
    nominal: 1 / inverse,
    heavier: 1 / Math.max(LEAST_SHARE * inverse, inverse - sigma),
    lighter: 1 / (inverse + sigma),
  };
}

/** How far, east and north, m, the motion's own error lies along with one sigma of more drag. */
function withLightness(
  jacobian: Float64Array,
  { state, covariance }: UncertainMotion,
  at: number,
): readonly [number, number] {
  const size = state.length;
  const sigma = Math.sqrt(covariance[at * (size + 1)]!);
  if (!(sigma > 0)) return [0, 0];
  let east = 0;
  let north = 0;
  for (let i = 0; i < 6; i++) {
    const shared = covariance[at * size + i]! / sigma;
    east += jacobian[i]! * shared;
    north += jacobian[6 + i]! * shared;
  }
  return [east, north];
}

function dragDisplacement(
  state: Float64Array,
  atUs: SimTimeUs,
  { nominal, heavier, lighter }: CoefficientSpan,
  earth: EarthRotation,
  ground: LocalGround,
): DragDisplacement {
  if (heavier === lighter || !Number.isFinite(nominal)) return NO_DISPLACEMENT;
  const place = new Float64Array(3);
  const heavy = new Float64Array(2);
  const light = new Float64Array(2);
  if (!numericPlaceInto(place, state, atUs, heavier, earth)) return NO_DISPLACEMENT;
  ground.offsetInto(heavy, place);
  if (!numericPlaceInto(place, state, atUs, lighter, earth)) return NO_DISPLACEMENT;
  ground.offsetInto(light, place);
  const middleM = [(heavy[0]! + light[0]!) / 2, (heavy[1]! + light[1]!) / 2] as const;
  const halfM = [(heavy[0]! - light[0]!) / 2, (heavy[1]! - light[1]!) / 2] as const;
  const sizeM = Math.hypot(...halfM);
  const scale = sizeM > 0 ? Math.hypot(sizeM, ...middleM) / sizeM : 0;
  return { spreadM: [scale * halfM[0], scale * halfM[1]], middleM };
}

/** J P Jᵀ for the first six states. */
function throughJacobian(
  jacobian: Float64Array,
  covariance: ArrayLike<number>,
  size: number,
): readonly [number, number, number] {
  assert(size >= 6 && covariance.length === size * size, 'the covariance is square and belongs to the state');
  let eastEast = 0;
  let eastNorth = 0;
  let northNorth = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) {
      const value = covariance[i * size + j]!;
      eastEast += jacobian[i]! * value * jacobian[j]!;
      eastNorth += jacobian[i]! * value * jacobian[6 + j]!;
      northNorth += jacobian[6 + i]! * value * jacobian[6 + j]!;
    }
  }
  return [eastEast, eastNorth, northNorth];
}
