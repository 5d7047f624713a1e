import { priceRatio, reconcile } from '@cupola/core/acquisition';
import type { ReconciledFigure } from '@cupola/core/acquisition';
import {
  Interruption,
  RECONCILE_FILE_NAMES,
  loadHeadlines,
  provenanceOf,
  reconcileFolderProblems,
  reconcileHeadlines,
  spanText,
  writeReconcileFolder,
} from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';

export interface ReconcileFlags {
  readonly baseYear: number;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola reconcile`: the published totals on one axis. */
export async function reconcileCommand({ baseYear, out, json }: ReconcileFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const { figures, index } = loadHeadlines();
  const level = priceRatio(index, baseYear, baseYear);
  const problems = [
    ...(level.ok
      ? []
      : [
          {
            path: '--base-year',
            value: baseYear,
            expected: 'a year of the price index',
            message: level.error.detail,
          },
        ]),
    ...(out === undefined ? [] : reconcileFolderProblems(out)),
  ];
  if (problems.length > 0) return refuse(problems, json === true);
  const reconciled = reconcile(figures, index, baseYear);
  if (out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    const provenance = provenanceOf(`npx cupola reconcile --base-year ${baseYear} --out reconcile`);
    await writeReconcileFolder(out, { figures: reconciled, index, baseYear, provenance }, interruption);
    interruption.ignore();
  }
  const written = out === undefined ? {} : { folder: out, files: RECONCILE_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json === true
      ? `${JSON.stringify({ baseYear, figures: reconciled, ...written, timing }, null, 2)}\n`
      : `${reconcileText(reconciled, baseYear)}${out === undefined ? '' : `\nPage: ${out}/reconcile.html\n`}`,
  );
  return EXIT.done;
}

function reconcileText(figures: readonly ReconciledFigure[], baseYear: number): string {
  const rows = figures.map((each) => [
    each.title,
    spanText(each.usdB),
    String(each.dollars),
    each.years === null ? '-' : String(each.years),
    each.missiles === null ? '-' : spanText(each.missiles),
    spanText(each.usdBOfBaseYear),
    each.usdBPerYear === null ? '-' : spanText(each.usdBPerYear),
    each.layers.join(' '),
  ]);
  const header = ['figure', 'USD B', 'dollars', 'years', 'missiles', `USD B ${baseYear}`, 'a year', 'layers'];
  return `${textTable(header, rows)}\n\n${reconcileHeadlines(figures).join('\n')}\n`;
}
