import type { CaseRunner } from './case-runner.ts';
import { cases as acquisition } from './cases/acquisition.ts';
import { cases as ballistics } from './cases/ballistics.ts';
import { cases as cost } from './cases/cost.ts';
import { cases as coverage } from './cases/coverage.ts';
import { cases as frames } from './cases/frames.ts';
import { cases as interceptors } from './cases/interceptors.ts';
import { cases as orbits } from './cases/orbits.ts';
import { cases as sensing } from './cases/sensing.ts';

/** All runners by case id. A published case without one is reported as not built. */
export const CASE_RUNNERS: Readonly<Record<string, CaseRunner>> = {
  ...acquisition,
  ...ballistics,
  ...cost,
  ...coverage,
  ...frames,
  ...interceptors,
  ...orbits,
  ...sensing,
};
