import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CoverageAnswer } from '@cupola/core/coverage';
import { isoFromJulianDate } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { WindowReport } from '../coverage/window-report.ts';
import type { CoverageSettings } from '../coverage/perform-coverage.ts';
import { shortDigest } from '../mission/digest.ts';
import { cupolaVersion, sourceHash } from '../mission/source-hash.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { countText } from './settings-text.ts';

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
      cupola: cupolaVersion(),
      simulated: true,
      command: asked.command,
      satellitesFile: asked.file,
      satellitesHash: shortDigest([readFileSync(asked.file)]),
      sourceHash: sourceHash(),
    },
  };
}
