import type { SimTimeUs } from '../foundation/index.ts';

/** Phases of one true flight, in order. `under-cloud` is boost before the plume can be seen from above. */
export const FLIGHT_PHASES = ['under-cloud', 'boost', 'midcourse', 'reentry', 'ended'] as const;
export type FlightPhase = (typeof FLIGHT_PHASES)[number];

/** What one object really did. Only generation and metrics may see it. */
export interface FlightLog {
  /** Object id: the event's id, with `-1`, `-2`, ... when the event has several. */
  readonly id: string;
  readonly eventId: string;
  readonly vehicleId: string;
  readonly launchAtUs: SimTimeUs;
  readonly launch: { readonly latitudeRad: number; readonly longitudeRad: number };
  readonly cloudBreakAtUs: SimTimeUs;
  readonly burnoutAtUs: SimTimeUs;
  /** When it comes through 120 km on the way down, for `reentry`; null when it never does. */
  readonly reentryAtUs: SimTimeUs | null;
  /** When it meets the ground; null when it reaches orbit. It may lie after the end of the scenario. */
  readonly impactAtUs: SimTimeUs | null;
  readonly impact: { readonly latitudeRad: number; readonly longitudeRad: number } | null;
  readonly apogeeM: number;
  readonly burnoutAltitudeM: number;
  readonly burnoutSpeedMPerS: number;
  /**
   * Motion on an even grid from launch, inertial frame: [step][x, y, z, vx, vy, vz], m and m/s. Between grid points the position is the
   * cubic Hermite polynomial; a further grid point stands at burnout's step by rounding burnout up to the grid.
   */
  readonly stepUs: number;
  readonly stepCount: number;
  readonly motionInertial: Float64Array;
  /** Radiant intensity on the same grid, W/sr: [step][short and mid wave, long wave]. */
  readonly intensityWPerSr: Float32Array;
}
