/** A range the public record leaves open, with the value used unless something else is asked. */
export interface CitedRange {
  readonly low: number;
  readonly nominal: number;
  readonly high: number;
}

/** Radiant intensity at one point of the climb. */
export interface PlumePoint {
  /** Share of the boost duration, [0, 1]. */
  readonly boostShare: number;
  /** Short- and mid-wave infrared, W/sr, any aspect. */
  readonly intensityWPerSr: number;
}

/**
 * What a flight is once its engine is silent, and with it what can become of a vehicle:
 *
 * - `ballistic`: comes down at the end of an arc.
 * - `glide`: comes down where its lift takes it, far from the end of any arc.
 * - `orbit`: stays up; comes down only when its burn ends early.
 * - `fractional-orbit`: stays up until a second burn brings it down within less than a turn.
 * - `decay`: comes down from orbit by the air; never burns.
 * - `flash`: is seen for less than a frame and gone; nothing of it can be tracked or comes down.
 */
export type VehicleCourse =
  | { readonly kind: 'ballistic' | 'orbit' | 'decay' }
  | GlideCourse
  | FractionalOrbitCourse
  | FlashCourse;

export interface GlideCourse {
  readonly kind: 'glide';
  readonly liftToDrag: CitedRange;
  /** Height at which thrust ends, near level, m. */
  readonly burnoutHeightM: number;
  /** Flight-path angle there, rad. */
  readonly burnoutPathRad: number;
  /** Heights between which most of the glide lies, m; what the ballistic coefficient was chosen for. */
  readonly glideHeightM: { readonly low: number; readonly high: number };
  /** Steepest roll of a turn, rad. */
  readonly bankRadMax: number;
  /** Against the air: slower than this it dives, m/s. */
  readonly diveSpeedMPerS: number;
  /** Downward angle of the dive, rad. */
  readonly diveAngleRad: number;
}

export interface FractionalOrbitCourse {
  readonly kind: 'fractional-orbit';
  /** Orbit radius less the equatorial radius, m. */
  readonly orbitAltitudeM: number;
  /** The braking burn: whole seconds, and the speed it takes off, m/s. */
  readonly brakingDurationS: number;
  readonly brakingSpeedMPerS: number;
}

export interface FlashCourse {
  readonly kind: 'flash';
  readonly durationS: number;
  readonly heightM: number;
  readonly speedMPerS: number;
  /** Short and mid wave, W/sr. */
  readonly intensityWPerSr: number;
}

/**
 * A generic kind of missile or rocket, as the open literature knows it: aggregate figures, no stage and no real type.
 *
 * Knowledge anyone may use, the tracker included; what really flew is in `truth`.
 */
export interface VehicleClass {
  readonly id: string;
  readonly title: string;
  /** Does it carry a warhead? */
  readonly weapon: boolean;
  /** What its flight is once it burns no more. */
  readonly course: VehicleCourse;
  /** Powered flight, s; the nominal one is whole seconds. All zero for what has no engine. */
  readonly boostDurationS: { readonly min: number; readonly nominal: number; readonly max: number };
  /** Thrust over weight at lift-off. */
  readonly liftoffThrustToWeight: number;
  /** Upright climb before the pitch program, s. */
  readonly verticalRiseS: number;
  /**
   * At which shares of the boost a spent stage is dropped, in order, the last at 1; none for what has no engine. Which of them are followed is for
   * the scenario to say; the thrust profile knows nothing of them.
   */
  readonly stageShares: readonly number[];
  /** Ground range of minimum-energy flights, m; of glides for a glider. */
  readonly minRangeM: number;
  readonly maxRangeM: number;
  readonly maxApogeeM: number;
  /** Of what comes down: mass over drag coefficient and area, kg/m². */
  readonly ballisticCoefficientKgPerM2: CitedRange;
  /** In order of share, first at 0 and last at 1; logarithmic between the points. Empty for what has no engine. */
  readonly plume: readonly PlumePoint[];
  /** Of the cold body after burnout, 8-12 um, W/sr. */
  readonly bodyIntensityLongWaveWPerSr: number;
  /** Nose radius of what comes down, m. */
  readonly noseRadiusM: number;
  /** Area that glows at the stagnation temperature on the way down, m². */
  readonly hotAreaM2: number;
  /** Where each figure is from; `notional` marks a plausible round number nobody published. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Short- and mid-wave intensity of the plume at a share of the boost, W/sr; zero outside [0, 1]. */
export function plumeIntensityWPerSr(vehicle: VehicleClass, boostShare: number): number {
  if (!(boostShare >= 0 && boostShare <= 1)) return 0;
  let before = vehicle.plume[0];
  for (const point of vehicle.plume) {
    if (before !== undefined && point.boostShare >= boostShare) {
      const width = point.boostShare - before.boostShare;
      const share = width > 0 ? (boostShare - before.boostShare) / width : 1;
      return before.intensityWPerSr * (point.intensityWPerSr / before.intensityWPerSr) ** share;
    }
    before = point;
  }
  return before?.intensityWPerSr ?? 0;
}
