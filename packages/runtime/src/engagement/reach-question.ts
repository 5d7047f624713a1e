import type { Surface } from '@cupola/core/coverage';
import type { EngagedPhase, FlyOut, TargetFlight } from '@cupola/core/engagement';
import type { LoadedFleet, LoadedPart } from './load-fleet.ts';

/** A launch area by its middle. */
export interface LaunchArea {
  readonly title: string;
  readonly latDeg: number;
  readonly lonDeg: number;
  /** The generic flight that starts there; null when a target stands over the area at the intercept height. */
  readonly flight: TargetFlight | null;
}

/** How interceptors of a part fly out, and how high they meet the target. */
export interface PartLaw {
  readonly flyOut: FlyOut;
  readonly interceptAltitudeM: number;
}

/** What is asked of a fleet. */
export interface ReachQuestion {
  readonly fleet: LoadedFleet;
  readonly areas: readonly LaunchArea[];
  readonly lawOf: (part: LoadedPart) => PartLaw;
  /** Longest fly-out, s. With a flight the phase may end sooner. */
  readonly flyOutS: number;
  readonly phase: EngagedPhase;
  /** With a flight: from lift-off to the order, and how much before the end of the phase the intercept has to come, s. */
  readonly orderAfterS: number;
  readonly marginS: number;
  readonly surface: Surface;
  readonly stepS: number;
  readonly sampleCount: number;
}
