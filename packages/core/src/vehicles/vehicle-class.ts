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
 * A generic kind of missile or rocket, as the open literature knows it: aggregate figures, no stage and no real type.
 *
 * Knowledge anyone may use, the tracker included; what really flew is in `truth`.
 */
export interface VehicleClass {
  readonly id: string;
  readonly title: string;
  /** Does it carry a warhead? */
  readonly weapon: boolean;
  /** Powered flight, s; the nominal one is whole seconds. */
  readonly boostDurationS: { readonly min: number; readonly nominal: number; readonly max: number };
  /** Thrust over weight at lift-off. */
  readonly liftoffThrustToWeight: number;
  /** Upright climb before the pitch program, s. */
  readonly verticalRiseS: number;
  /** Ground range of minimum-energy flights, m. */
  readonly minRangeM: number;
  readonly maxRangeM: number;
  readonly maxApogeeM: number;
  /** Of what comes down: mass over drag coefficient and area, kg/m². */
  readonly ballisticCoefficientKgPerM2: CitedRange;
  /** In order of share, first at 0 and last at 1; logarithmic between the points. */
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
