import type { GroundPoint } from './ground-distance.ts';
import type { BoostProfile } from './boost.ts';
import type { BrakingBurn } from './braking.ts';
import type { GlideProgram } from './glide.ts';

/** What a flight is to achieve. Angles in rad, bearings clockwise from north. */
export type TrajectoryGoal =
  | {
      readonly kind: 'minimum-energy';
      readonly aim: GroundPoint;
      /** Flight-path angle at burnout above that of the minimum-energy flight, rad; 0 by default. */
      readonly loftRad?: number;
    }
  | {
      readonly kind: 'lofted';
      /** Greatest height above the ellipsoid, m. */
      readonly apogeeM: number;
      /** From launch to impact over the ground, m. */
      readonly rangeM: number;
      /** Bearing of the impact from the launch. */
      readonly azimuthRad: number;
    }
  | {
      /** To an aim, lower and faster than with the least loading. */
      readonly kind: 'depressed';
      readonly aim: GroundPoint;
      /** Greatest height above the ellipsoid, m; below that of the flight with the least loading. */
      readonly apogeeM: number;
    }
  | GlideGoal
  | {
      readonly kind: 'orbit';
      /** Orbit radius less the equatorial radius, m; circular. */
      readonly altitudeM: number;
      /** Direction of the climb at lift-off, over the ground. */
      readonly azimuthRad: number;
    }
  | {
      readonly kind: 'inclined-orbit';
      /** Orbit radius less the equatorial radius, m; circular. */
      readonly altitudeM: number;
      readonly inclinationRad: number;
      /** Does it leave on the way to the north or to the south? */
      readonly pass: 'northbound' | 'southbound';
    }
  | FractionalOrbitGoal;

/** To an aim out of a low orbit, by a braking burn. */
export interface FractionalOrbitGoal {
  readonly kind: 'fractional-orbit';
  readonly aim: GroundPoint;
  /** The short way over the ground, or the other one. */
  readonly way: 'short' | 'far';
  /** Orbit radius less the equatorial radius, m; circular. */
  readonly altitudeM: number;
  /** Whole seconds. */
  readonly brakingDurationS: number;
  /** Taken off by the burn, m/s; adjusted by a little so that the burn begins on a whole second. */
  readonly brakingSpeedMPerS: number;
}

/** To an aim by a glide whose turns are stated. */
export interface GlideGoal {
  readonly kind: 'glide';
  readonly aim: GroundPoint;
  readonly program: GlideProgram;
  /** Height and flight-path angle at which thrust ends. */
  readonly burnoutHeightM: number;
  readonly burnoutPathRad: number;
}

/** What the solver needs to know of a class; a `VehicleClass` fits. */
export interface BoostCapability {
  readonly boostDurationS: { readonly nominal: number };
  readonly liftoffThrustToWeight: number;
  readonly verticalRiseS: number;
  readonly minRangeM: number;
  readonly maxRangeM: number;
  readonly maxApogeeM: number;
  readonly ballisticCoefficientKgPerM2: { readonly nominal: number };
}

/** A climb that meets its goal, with what it leads to. Nothing in it depends on the time of launch: the Earth is round about its axis. */
export interface TrajectorySolution {
  readonly profile: BoostProfile;
  /** Height above the ellipsoid, m. */
  readonly burnoutHeightM: number;
  /** Inertial. */
  readonly burnoutSpeedMPerS: number;
  /** Of the inertial velocity above the local horizon, rad. */
  readonly burnoutFlightPathAngleRad: number;
  /** Thrust over mass at burnout, m/s². */
  readonly peakAccelerationMPerS2: number;
  /** Greatest height above the ellipsoid, m. */
  readonly apogeeM: number;
  /** Launch to impact, s; null in orbit. */
  readonly flightTimeS: number | null;
  readonly impact: GroundPoint | null;
  /** How it flies once thrust has ended. */
  readonly after: AfterBurnout;
}

export type AfterBurnout =
  /** Falls freely, with drag. */
  | { readonly kind: 'free' }
  | { readonly kind: 'glide'; readonly program: GlideProgram }
  | { readonly kind: 'braking'; readonly burn: BrakingBurn };

export interface TrajectoryError {
  readonly code:
    | 'aim-equals-launch'
    | 'range-out-of-reach'
    | 'apogee-out-of-reach'
    | 'apogee-not-depressed'
    | 'inclination-out-of-reach'
    | 'no-solution';
  readonly detail: string;
  /** The nearest range, or apogee, that the class does reach, m. */
  readonly reachableM?: number;
}

export type TrajectoryOutcome =
  | { readonly ok: true; readonly solution: TrajectorySolution }
  | { readonly ok: false; readonly error: TrajectoryError };
