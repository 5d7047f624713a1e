import type { CellTable, LengthCount } from '@cupola/core/coverage';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { WindowReport } from '../coverage/window-report.ts';
import type { CoverageSettings } from '../coverage/perform-coverage.ts';
import type { Provenance } from '../page/reproduction.ts';

/** An answer about coverage, cell by cell, and what led to it. Nothing in it depends on when, where or how fast. */
export interface CoverageStudy {
  readonly title: string;
  /** By samples: what figures show. */
  readonly report: CoverageReport;
  /** What the command tells: the same, or with exact times of rise and set. */
  readonly told: CoverageReport | WindowReport;
  readonly cells: CellTable;
  readonly gapLengths: readonly LengthCount[];
  readonly settings: CoverageSettings;
  /** The first sample, UTC. */
  readonly from: string;
  readonly provenance: CoverageProvenance;
}

export interface CoverageProvenance extends Provenance {
  readonly satellitesFile: string;
  readonly satellitesHash: string;
}
