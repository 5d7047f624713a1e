import type { SimTimeUs } from '../foundation/index.ts';

/**
 * Phases of one true flight, in order. `under-cloud` is boost before the plume can be seen from above; `boost` is any thrust after that, braking from
 * orbit included; `glide` flight on lift; `reentry` the fall through the air, of a glider its dive.
 */
export const FLIGHT_PHASES = ['under-cloud', 'boost', 'midcourse', 'glide', 'reentry', 'ended'] as const;
export type FlightPhase = (typeof FLIGHT_PHASES)[number];

/**
 * What an object is to its launch: what the launch was for, a spent stage, a decoy, a fragment, or a natural body. Only a payload of a class with a
 * warhead is a weapon.
 */
export type FlightRole = 'payload' | 'stage' | 'decoy' | 'debris' | 'body';

/** What one object really did. Only generation and metrics may see it. */
export interface FlightLog {
  /** Object id: the event's id, with `-1`, `-2`, ... when the event has several; what a launch lets go has more behind it, `-stage-1`. */
  readonly id: string;
  readonly eventId: string;
  readonly vehicleId: string;
  readonly role: FlightRole;
  /** The object it was let go from; null for what the event itself is. Both together are one launch. */
  readonly parentId: string | null;
  /** When this object's own flight begins: lift-off, separation, or when a body is first followed. */
  readonly launchAtUs: SimTimeUs;
  /** Where its launch lifted off; for what was never launched the place below its first point. */
  readonly launch: { readonly latitudeRad: number; readonly longitudeRad: number };
  readonly cloudBreakAtUs: SimTimeUs;
  readonly burnoutAtUs: SimTimeUs;
  /** Braking from orbit; null for nearly everything. */
  readonly braking: { readonly fromUs: SimTimeUs; readonly untilUs: SimTimeUs } | null;
  /** When a glider comes down through 80 km for the first time; null for all others. */
  readonly glideAtUs: SimTimeUs | null;
  /** When it comes through 120 km on the way down, for `reentry`; of a glider when it dives; null when it never does. */
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
