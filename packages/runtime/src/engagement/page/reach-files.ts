import { degrees } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { provenanceOf } from '../../mission/provenance.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import type { ReachMap } from '../reach-map.ts';
import { mapReport } from '../reach-map.ts';
import type { ReachQuestion } from '../reach-question.ts';
import type { ReachReport } from '../reach-report.ts';
import { renderReach } from './render-reach.ts';
import type { ReachStudy } from './render-reach.ts';

export const REACH_FILE_NAMES: readonly string[] = ['reach.html', 'cells.csv', 'answer.json'];
const REACH_FOLDER = folderOfAll('reach folder', REACH_FILE_NAMES);

export function reachStudy(
  report: ReachReport,
  question: ReachQuestion,
  map: ReachMap | null,
  asked: { readonly name: string; readonly command: string },
): ReachStudy {
  const areas = question.areas.map(({ title }) => title).join(' and ');
  return {
    title: `In reach of a launch from ${areas}: ${asked.name}`,
    report,
    question,
    map,
    provenance: provenanceOf(asked.command),
  };
}

/** May a reach folder be put here? A former one or an empty folder is replaced; anything else is a problem. */
export function reachFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, REACH_FOLDER);
}

/**
 * Writes a reach folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeReachFolder(
  folder: string,
  study: ReachStudy,
  interruption: Interruption,
): Promise<void> {
  const { report, map, provenance } = study;
  const answer = { ...report, ...(map === null ? {} : { map: mapReport(map) }), provenance };
  const files = [
    { name: 'reach.html', content: () => renderReach(study) },
    { name: 'cells.csv', content: () => cellsCsv(map) },
    { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
  ];
  await writeWholeFolder(REACH_FOLDER, folder, files, interruption);
}

/** One line per cell; the header alone where targets fly. */
function cellsCsv(map: ReachMap | null): string {
  const lines = ['latDeg,lonDeg,meanInReach,share,longestGapS'];
  const cells = map?.answer.cellTable;
  for (let cell = 0; cell < (cells?.cellCount ?? 0); cell++) {
    const place = [cells?.latitudeRad[cell] ?? 0, cells?.longitudeRad[cell] ?? 0];
    const values = [cells?.meanInView[cell], cells?.coveredFraction[cell], cells?.longestGapS[cell]];
    lines.push([...place.map((rad) => degrees(rad).toFixed(6)), ...values].join(','));
  }
  return `${lines.join('\n')}\n`;
}
