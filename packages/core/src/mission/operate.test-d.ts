import type { FlightLog } from '../truth/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { START_OF_OPERATIONS, operate } from './operate.ts';
import type { OperateConfig, OperateState } from './operate.ts';
import type { ScanReports, Tick } from '../messages/index.ts';

declare const config: OperateConfig;
declare const state: OperateState;
declare const reports: ScanReports;
declare const flights: readonly FlightLog[];
declare const scenario: Scenario;

operate(START_OF_OPERATIONS, { atUs: 0, reports }, config);

// @ts-expect-error a tick carries reports and nothing else: no truth rides along
const withTruth: Tick = { atUs: 0, reports, objectIndex: new Int16Array(0) };

// @ts-expect-error reports have no column that says which object caused a detection
export const cause = reports.objectIndex;

// @ts-expect-error an operator's configuration has no place for flights
const withFlights: OperateConfig = { ...config, flights };

// @ts-expect-error nor for the scenario, which tells what will happen
const withScenario: OperateConfig = { ...config, scenario };

// @ts-expect-error flights are not reports
operate(state, { atUs: 0, reports: flights }, config);

export { withFlights, withScenario, withTruth };
