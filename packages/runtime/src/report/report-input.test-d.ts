import type { RunRecord } from '@cupola/core/metrics';
import type { Scenario } from '@cupola/core/scenario';
import type { ReportRecord, ReportScenario } from './report-input.ts';

declare const scenario: Scenario;
declare const record: RunRecord;

// The canonical scenario and the record of a run are taken as they are.
scenario satisfies ReportScenario;
record satisfies ReportRecord;
