import { COST_ELEMENTS } from '@cupola/core/acquisition';
import type { CostStatistics } from '@cupola/core/acquisition';
import {
  COST_FILE_NAMES,
  Interruption,
  billions,
  costAnswer,
  costFolderProblems,
  costHeadlines,
  costStudy,
  interceptorSentences,
  loadAcquisitionCase,
  loadCaseByDeployment,
  writeCostFolder,
} from '@cupola/runtime';
import type { CostStudy } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { settingsLine } from '../command-words.ts';

export interface CostFlags {
  readonly set: readonly string[];
  readonly seed?: number;
  readonly byDeployment?: true;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola cost`: the cost of a layer with its ranges. */
export async function costCommand(file: string, flags: CostFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const { out } = flags;
  const json = flags.json === true;
  const settings = [...flags.set, ...(flags.seed === undefined ? [] : [`seed=${flags.seed}`])];
  const byDeployment = flags.byDeployment === true;
  const loaded = byDeployment ? loadCaseByDeployment(file, settings) : loadAcquisitionCase(file, settings);
  const problems = [
    ...(loaded.ok ? [] : loaded.problems),
    ...(out === undefined ? [] : costFolderProblems(out)),
  ];
  if (!loaded.ok || problems.length > 0) return refuse(problems, json);
  const words = [
    'npx cupola cost',
    file,
    ...settings.map((setting) => `--set '${setting}'`),
    ...(byDeployment ? ['--by-deployment'] : []),
    '--out cost',
  ];
  const study = costStudy(loaded.acquisition, loaded.fitted, words.join(' '), loaded.interceptors);
  if (out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    await writeCostFolder(out, study, interruption);
    interruption.ignore();
  }
  const written = out === undefined ? {} : { folder: out, files: COST_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...costAnswer(study), ...written, timing }, null, 2)}\n`
      : `${costText(study, settings)}${out === undefined ? '' : `\nPage: ${out}/cost.html\n`}`,
  );
  return EXIT.done;
}

function costText(study: CostStudy, settings: readonly string[]): string {
  const { acquisition, estimate } = study;
  const rows = [
    ...COST_ELEMENTS.map((name) => row(name, estimate.byElement[name])),
    row('all', estimate.total),
    row('all, then-year', estimate.thenYearTotal),
    row('all, discounted', estimate.discountedTotal),
  ];
  const header = [`USD B of ${acquisition.baseYear}`, 'mean', 'P20', 'P50', 'P80'];
  return `${acquisition.title}${settingsLine(settings)}\nNotional; not an estimate of any programme.\n\n${textTable(header, rows)}\n\n${costHeadlines(study).join('\n')}\n${interceptorText(study)}`;
}

/** A second fleet in both published ways, where the case has one. */
function interceptorText({ interceptors }: CostStudy): string {
  if (interceptors === null) return '';
  const { calculator, flat } = interceptors;
  const parts = ['development', 'units', 'launch', 'operations', 'total'] as const;
  const rows = parts.map((part) => [part, billions(calculator[part]), billions(flat[part])]);
  const header = ['interceptors, by themselves', "AEI's calculator", 'CBO, one price'];
  return `\n${textTable(header, rows)}\n\n${interceptorSentences(interceptors).join('\n')}\n`;
}

function row(name: string, { mean, p20, p50, p80 }: CostStatistics): readonly string[] {
  return [name, ...[mean, p20, p50, p80].map(billions)];
}
