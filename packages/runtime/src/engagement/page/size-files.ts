import { STUDIES } from '@cupola/core/engagement';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { columnsCsv } from '../../tables/csv.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../../whole-folder.ts';
import { sizeCurves } from '../size-curves.ts';
import type { SizeCurves } from '../size-curves.ts';
import type { SizeQuestion, SizeReport } from '../size-report.ts';
import type { StudyReport } from '../study-report.ts';
import { renderSize } from './render-size.ts';
import { renderStudies } from './render-studies.ts';

export const SIZE_FILE_NAMES: readonly string[] = ['size.html', 'fleets.csv', 'answer.json'];
const SIZE_FOLDER = folderOfAll('size folder', SIZE_FILE_NAMES);

/** An answer about the size of a fleet with what led to it. Nothing in it depends on when, where or how fast. */
export interface SizeStudy {
  readonly report: SizeReport;
  readonly question: SizeQuestion;
  readonly curves: SizeCurves;
  readonly provenance: Provenance;
}

/** Studies side by side. */
export interface StudiesPage {
  readonly reports: readonly StudyReport[];
  /** Asked for enough in reach at this share of launches. */
  readonly confidence: number;
  readonly provenance: Provenance;
}

/** May a size folder be put here? A former one or an empty folder is replaced; anything else is a problem. */
export function sizeFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, SIZE_FOLDER);
}

/**
 * Writes a size folder whole or not at all.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeSizeFolder(
  folder: string,
  asked: { readonly report: SizeReport; readonly question: SizeQuestion; readonly command: string },
  interruption: Interruption,
): Promise<void> {
  const { report, question } = asked;
  const provenance = provenanceOf(asked.command);
  const study: SizeStudy = { report, question, curves: sizeCurves(question), provenance };
  await write(
    folder,
    { ...report, curves: study.curves, provenance },
    () => renderSize(study),
    fleetsCsv(study),
    interruption,
  );
}

/** The same for studies. */
export async function writeStudiesFolder(
  folder: string,
  asked: { readonly reports: readonly StudyReport[]; readonly confidence: number; readonly command: string },
  interruption: Interruption,
): Promise<void> {
  const { reports, confidence } = asked;
  const provenance = provenanceOf(asked.command);
  const answer = { studies: reports, notRun: STUDIES.filter(({ inputs }) => inputs === null), provenance };
  const page = { reports, confidence, provenance };
  await write(folder, answer, () => renderStudies(page), studiesCsv(reports), interruption);
}

async function write(
  folder: string,
  answer: unknown,
  page: () => string,
  table: string,
  interruption: Interruption,
): Promise<void> {
  const files = [
    { name: 'size.html', content: page },
    { name: 'fleets.csv', content: () => table },
    { name: 'answer.json', content: () => `${JSON.stringify(answer, null, 2)}\n` },
  ];
  await writeWholeFolder(SIZE_FOLDER, folder, files, interruption);
}

/** Every point of the curves, and the shells of the front. What no number is enough for is empty. */
function fleetsCsv({ report, curves }: SizeStudy): string {
  const rows = [
    ...curves.byAltitude.flatMap(({ altitudeM, inclinationRad, points }) =>
      points.flatMap(({ flyoutS, flat, onAverage }) =>
        (
          [
            ['flat', flat],
            ['real orbits on average', onAverage],
          ] as const
        ).map(([method, interceptors]) => ({
          method,
          altitudeKm: altitudeM / 1000,
          inclinationDeg: (inclinationRad * 180) / Math.PI,
          flyoutS,
          planes: Number.NaN,
          interceptors,
        })),
      ),
    ),
    ...report.patternFront.map((row) => ({ ...row, method: 'front of shells', flyoutS: report.flyoutS })),
  ];
  const column = (name: string, of: (row: (typeof rows)[number]) => number) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(rows, (row) => (Number.isFinite(of(row)) ? of(row) : Number.NaN)),
  });
  return columnsCsv([
    { name: 'method', kind: 'text', values: rows.map(({ method }) => method) },
    column('altitudeKm', ({ altitudeKm }) => altitudeKm),
    column('inclinationDeg', ({ inclinationDeg }) => inclinationDeg),
    column('flyoutS', ({ flyoutS }) => flyoutS),
    column('planes', ({ planes }) => planes),
    column('interceptors', ({ interceptors }) => interceptors),
  ]);
}

function studiesCsv(reports: readonly StudyReport[]): string {
  const column = (name: string, of: (report: StudyReport) => number | null) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(reports, (report) => of(report) ?? Number.NaN),
  });
  return columnsCsv([
    { name: 'study', kind: 'text', values: reports.map(({ study }) => study) },
    column('theirs', ({ theirs }) => theirs.interceptors),
    column('byTheirMethod', ({ interceptors }) => interceptors),
    column('realOrbitsOnAverage', ({ realOrbits }) => realOrbits.onAverage.interceptors),
    column('realOrbitsAtConfidence', ({ realOrbits }) => realOrbits.atConfidence?.interceptors ?? null),
    { name: 'evidence', kind: 'text', values: reports.map(({ evidence }) => evidence) },
  ]);
}
