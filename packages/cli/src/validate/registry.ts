import type { CaseRunner } from './case-runner.ts';
import { cases as ballistics } from './cases/ballistics.ts';

/** All runners by case id. A published case without one is reported as not built. */
export const CASE_RUNNERS: Readonly<Record<string, CaseRunner>> = { ...ballistics };
