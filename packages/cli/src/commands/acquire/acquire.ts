import { OFFER_IDS } from '@cupola/core/acquisition';
import {
  ACQUIRE_FILE_NAMES,
  Interruption,
  OFFER_TITLES,
  acquireAnswer,
  acquireFolderProblems,
  acquireHeadlines,
  acquireStudy,
  billions,
  loadOffers,
  writeAcquireFolder,
} from '@cupola/runtime';
import type { Problem } from '@cupola/core/scenario';
import type { AcquireStudy, OffersCase } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { settingsLine } from '../command-words.ts';

export interface AcquireFlags {
  readonly set: readonly string[];
  readonly seed?: number;
  readonly against?: string;
  readonly byDeployment?: true;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola acquire`: subscribe or own. */
export async function acquireCommand(file: string, flags: AcquireFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const { out, against } = flags;
  const json = flags.json === true;
  const settings = [...flags.set, ...(flags.seed === undefined ? [] : [`seed=${flags.seed}`])];
  const byDeployment = flags.byDeployment === true;
  const loaded = loadOffers(file, { settings, byDeployment });
  const other = against === undefined ? null : loadOffers(against, { settings: [], byDeployment });
  const problems = [
    ...(loaded.ok ? [] : loaded.problems),
    ...(other === null || other.ok ? [] : other.problems),
    ...(loaded.ok && other?.ok === true ? dollarProblems(loaded.asked, other.asked) : []),
    ...(out === undefined ? [] : acquireFolderProblems(out)),
  ];
  if (!loaded.ok || other?.ok === false || problems.length > 0) return refuse(problems, json);
  const study = acquireStudy({
    asked: loaded.asked,
    fitted: loaded.fitted,
    against: other?.asked ?? null,
    command: [
      'npx cupola acquire',
      file,
      ...settings.map((setting) => `--set '${setting}'`),
      ...(byDeployment ? ['--by-deployment'] : []),
      ...(against === undefined ? [] : [`--against ${against}`]),
      '--out offers',
    ].join(' '),
    sheetsWritten: out !== undefined,
  });
  if (out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    await writeAcquireFolder(out, study, interruption);
    interruption.ignore();
  }
  const written = out === undefined ? {} : { folder: out, files: ACQUIRE_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...acquireAnswer(study), ...written, timing }, null, 2)}\n`
      : `${acquireText(study, settings)}${out === undefined ? '' : `\nPage: ${out}/acquire.html, sheets: ${out}/acquire.xlsx\n`}`,
  );
  return EXIT.done;
}

/** Two cases are compared in the same dollars. */
function dollarProblems(asked: OffersCase, other: OffersCase): readonly Problem[] {
  const [here, there] = [asked.acquisition.baseYear, other.acquisition.baseYear];
  if (here === there) return [];
  const expected = `a case in dollars of ${here}`;
  return [{ path: '--against', value: there, expected, message: `the other case is in dollars of ${there}` }];
}

function acquireText(study: AcquireStudy, settings: readonly string[]): string {
  const { acquisition, comparison } = study;
  const rows = OFFER_IDS.map((id) => {
    const { mean, p20, p50, p80 } = comparison.buyer[id];
    return [OFFER_TITLES[id], ...[mean, p20, p50, p80].map(billions)];
  });
  const header = [`buyer pays, USD B of ${acquisition.baseYear}, discounted`, 'mean', 'P20', 'P50', 'P80'];
  return `${acquisition.title}${settingsLine(settings)}\nNotional; not an estimate of any programme.\n\n${textTable(header, rows)}\n\n${acquireHeadlines(study).join('\n')}\n`;
}
