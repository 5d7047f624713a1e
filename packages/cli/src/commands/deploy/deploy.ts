import {
  DEPLOYMENT_FILE_NAMES,
  Interruption,
  deploymentFolderProblems,
  deploymentReport,
  loadDeployment,
  loadSizeCampaign,
  performDeployment,
  writeDeploymentFolder,
} from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { workerCount } from '../worker-count.ts';
import { deploymentText } from './deployment-text.ts';

export interface DeployFlags {
  readonly set: readonly string[];
  readonly seed?: number;
  readonly custody?: true;
  readonly campaign?: string;
  readonly workers?: number;
  readonly out?: string;
  readonly json?: true;
}

/** `cupola deploy`: how a layer gets into orbit, and what it sees on the way. */
export async function deployCommand(file: string, flags: DeployFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const { out } = flags;
  const json = flags.json === true;
  const custody = flags.custody === true;
  const settings = [...flags.set, ...(flags.seed === undefined ? [] : [`seed=${flags.seed}`])];
  const load = loadDeployment(file, { settings, custody });
  const campaign = flags.campaign === undefined ? null : loadSizeCampaign(flags.campaign);
  const problems = [
    ...(load.ok ? [] : load.problems),
    ...(campaign === null || campaign.ok ? [] : campaign.problems),
    ...(out === undefined ? [] : deploymentFolderProblems(out)),
  ];
  if (!load.ok || campaign?.ok === false || problems.length > 0) return refuse(problems, json);
  const words = [
    'npx cupola deploy',
    file,
    ...settings.map((setting) => `--set '${setting}'`),
    ...(custody ? ['--custody'] : []),
    ...(flags.campaign === undefined ? [] : [`--campaign ${flags.campaign}`]),
    '--out deployment',
  ];
  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress('date');
  const done = await performDeployment(load.loaded, words.join(' '), {
    campaign: campaign?.campaign ?? null,
    workers: workerCount(flags.workers),
    onStep: (step, steps) => progress.update(step, steps),
  });
  progress.done();
  if (!done.ok) {
    interruption.ignore();
    return refuse(done.problems, json);
  }
  const { study } = done;
  if (out !== undefined) await writeDeploymentFolder(out, study, interruption);
  interruption.ignore();
  const report = deploymentReport(study);
  const written = out === undefined ? {} : { folder: out, files: DEPLOYMENT_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...report, ...written, timing }, null, 2)}\n`
      : `${deploymentText(report, settings)}${out === undefined ? '' : `\nPage: ${out}/deployment.html\n`}`,
  );
  return EXIT.done;
}
