import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CellTable, CoverageAnswer, LengthCount } from '@cupola/core/coverage';
import { isoFromJulianDate } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import { shortDigest } from '../../mission/digest.ts';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import type { CoverageReport } from '../coverage-report.ts';
import type { CoverageSettings } from '../perform-coverage.ts';
import type { WindowReport } from '../windows/window-report.ts';
import { countText } from './settings-text.ts';

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

/** A report with what led to it. Reads the satellites' file once more for its hash. */
export function coverageStudy(
  report: CoverageReport,
  told: CoverageReport | WindowReport,
  answer: CoverageAnswer,
  settings: CoverageSettings,
  asked: { readonly file: string; readonly from: JulianDate; readonly command: string },
): CoverageStudy {
  return {
    title: `Coverage${settings.area === undefined ? '' : ` of ${settings.area.title}`} by ${countText(answer.satellites, 'satellite')}: ${basename(asked.file)}`,
    report,
    told,
    cells: answer.cellTable,
    gapLengths: answer.gapLengths,
    settings,
    from: isoFromJulianDate(asked.from),
    provenance: {
      ...provenanceOf(asked.command),
      satellitesFile: asked.file,
      satellitesHash: shortDigest([readFileSync(asked.file)]),
    },
  };
}
