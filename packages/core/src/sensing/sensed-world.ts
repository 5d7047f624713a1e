import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import type { Outages } from '../constellation/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import type { FlightLog } from '../truth/index.ts';

/** Everything the draws of sensing depend on. */
export interface SensedWorld {
  readonly seed: number;
  readonly epoch: JulianDate;
  readonly ownSide: OwnSide;
  /** The sensor kinds in use; `Channel.sensor` is one of them. */
  readonly sensorKinds: readonly SensorSpec[];
  readonly flights: readonly FlightLog[];
  readonly outages: Outages;
  readonly framePeriodUs: SimTimeUs;
}
