import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { loadOperatedMission } from '@cupola/runtime/mission';
import type { LoadedMission } from '@cupola/runtime/mission';
import {
  ExerciseFeed,
  LiveFeed,
  ReplayFeed,
  UnknownKey,
  loadSatelliteKeys,
  logFiles,
  natsRecording,
  operatedMission,
  startService,
} from '@cupola/service/serve';
import type { DataMode, LiveClock, LogLevel, RunningService } from '@cupola/service/serve';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { retentionOf } from '../keeping/retention-flags.ts';
import { postgresProblems } from '../store/postgres-problems.ts';
import type { RetentionFlags } from '../keeping/retention-flags.ts';
import { cotPlan } from './cot-flags.ts';
import type { CotFlags } from './cot-flags.ts';
import { natsPlan, natsProblems, streamOf } from './nats-flags.ts';

export interface ServeFlags extends RetentionFlags, CotFlags {
  readonly pace: number;
  readonly hold?: true;
  readonly replay?: string;
  readonly live?: true;
  readonly satelliteKeys?: string;
  readonly clock: LiveClock;
  readonly data: string;
  readonly postgres?: string;
  readonly host: string;
  readonly port: number;
  readonly allowHost: readonly string[];
  readonly dataMode: DataMode;
  readonly nats?: string;
  readonly natsCreds?: string;
  readonly natsCa?: string;
  readonly natsName: string;
  readonly natsReplicas?: number;
  readonly webhookAllowHost: readonly string[];
  readonly report?: string;
  readonly publicReport?: boolean;
  readonly publicUrl?: string;
  readonly runs?: string;
  readonly scenarios?: string;
  readonly logLevel: LogLevel;
  readonly set: readonly string[];
  readonly seed?: number;
  readonly json?: true;
}

type Keys = Extract<ReturnType<typeof loadSatelliteKeys>, { readonly ok: true }>['keys'];

/** `cupola serve`: until Ctrl-C or SIGTERM. */
export async function serveCommand(scenarioFile: string, flags: ServeFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const seeded = flags.seed === undefined ? [] : [`seed=${flags.seed}`];
  const loaded = loadOperatedMission(scenarioFile, [...flags.set, ...seeded]);
  const cot = cotPlan(flags);
  const problems = [...flagProblems(flags), ...natsProblems(flags), ...(cot.ok ? [] : cot.problems)];
  if (!loaded.ok) return refuse([...loaded.problems, ...problems], json);
  const { mission } = loaded;
  const operated = operatedMission(mission.inputs);
  if (!operated.ok)
    return refuse(
      operated.problems.map((each) => ({ file: scenarioFile, ...each })),
      json,
    );
  const { ownSide } = operated.config;
  const known = new Set(ownSide.satelliteIds);
  const keys =
    flags.satelliteKeys === undefined
      ? { ok: true as const, keys: new Map() as Keys }
      : loadSatelliteKeys(flags.satelliteKeys, (id) => known.has(id));
  if (!keys.ok) problems.push(...keys.problems);
  if (problems.length > 0 || !keys.ok) return refuse(problems, json);

  const running = await startService({
    inputs: mission.inputs,
    config: operated.config,
    missionId: `${mission.scenarioHash}-${JSON.stringify(mission.data)}`,
    programId: mission.runId,
    dataMode: flags.dataMode,
    dataFolder: flags.data,
    postgres: flags.postgres ?? null,
    host: flags.host,
    port: flags.port,
    allowedHosts: flags.allowHost,
    feedFrom: feedOf(mission, flags),
    satelliteKeys: keys.keys,
    report:
      flags.report === undefined ? null : { folder: flags.report, isPublic: flags.publicReport === true },
    ...(flags.publicUrl === undefined ? {} : { publicUrl: flags.publicUrl }),
    cot: cot.ok ? cot.plan : null,
    shelves: { runs: flags.runs ?? null, scenarios: flags.scenarios ?? null },
    nats: natsPlan(flags),
    webhooks: { allowedHosts: flags.webhookAllowHost },
    retention: retentionOf(flags),
    logLevel: flags.logLevel,
  }).catch((error: unknown) => {
    if (error instanceof UnknownKey) return error;
    throw error;
  });
  if (running instanceof UnknownKey) return refuse([unknownKeyProblem(running)], json);
  await writeOut(
    json ? `${JSON.stringify(answerOf(running, flags), null, 2)}\n` : servingText(running, flags),
  );
  // Else it is kept when the process ends, which a service may never do by itself.
  flushCompileCache();
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await running.stop();
  return EXIT.done;
}

function unknownKeyProblem({ keyId, message }: UnknownKey): Problem {
  return {
    path: '--cot-key',
    value: keyId,
    expected: 'the id of a key of this store (cupola keys list, cupola keys create)',
    message,
  };
}

function flagProblems({
  live,
  replay,
  satelliteKeys,
  report,
  publicReport,
  postgres,
  runs,
  scenarios,
}: ServeFlags): Problem[] {
  const problems: Problem[] = [...postgresProblems(postgres)];
  if (live === true && satelliteKeys === undefined) {
    problems.push({
      path: '--satellite-keys',
      value: null,
      expected: 'a JSON Web Key Set',
      message: 'nobody could send anything: reports are taken from satellites whose keys are known',
    });
  }
  if (live !== true && satelliteKeys !== undefined) {
    problems.push({
      path: '--satellite-keys',
      value: satelliteKeys,
      expected: 'it together with --live',
      message: 'keys are for live reports',
    });
  }
  if (replay !== undefined && streamOf(replay) === null && logFiles(replay).length === 0) {
    problems.push({
      path: '--replay',
      value: replay,
      expected: 'a folder DATA/sessions/<session>/log',
      message: 'there is no log in it',
    });
  }
  for (const [path, folder] of [
    ['--runs', runs],
    ['--scenarios', scenarios],
  ] as const) {
    if (folder === undefined || existsSync(folder)) continue;
    problems.push({ path, value: folder, expected: 'a folder', message: 'there is no such folder' });
  }
  if (publicReport === true && report === undefined) {
    problems.push({
      path: '--public-report',
      value: true,
      expected: 'it together with --report',
      message: 'there is no report to be shown to everybody',
    });
  }
  if (report !== undefined && !existsSync(join(report, 'report.html'))) {
    problems.push({
      path: '--report',
      value: report,
      expected: 'a run folder',
      message: 'there is no report.html in it',
    });
  }
  return problems;
}

function feedOf(mission: LoadedMission, flags: ServeFlags): Parameters<typeof startService>[0]['feedFrom'] {
  const { replay, live, clock, pace, hold } = flags;
  if (replay !== undefined) {
    const plan = natsPlan(flags);
    const stream = streamOf(replay);
    const recording = plan === null || stream === null ? replay : natsRecording(plan, stream);
    return () => new ReplayFeed(recording, pace);
  }
  if (live !== true) return () => new ExerciseFeed(mission.inputs, pace, hold === true);
  const epochMs = Date.parse(mission.inputs.scenario.epoch);
  return (throughSecond) =>
    new LiveFeed(clock, () => Math.round((Date.now() - epochMs) * 1000), throughSecond);
}

/** No key is among these: the first one is told apart, once. */
function answerOf({ url, service, cot, firstKey }: RunningService, flags: ServeFlags): object {
  const { session } = service.store;
  return {
    url,
    session: session.id,
    feed: session.kind,
    dataMode: flags.dataMode,
    data: flags.data,
    pace: Number.isFinite(flags.pace) ? flags.pace : 'max',
    satellites: service.plan.config.ownSide.satelliteIds.length,
    ...(cot === null ? {} : { cot: cot.ports }),
    ...(firstKey === null ? {} : { firstKey }),
  };
}

function servingText(
  { url, service, cot, firstKey }: RunningService,
  { dataMode, data }: ServeFlags,
): string {
  const { session } = service.store;
  const key =
    firstKey === null
      ? 'Keys are those of its store (cupola keys list).'
      : `The first key, told once: ${firstKey}\nThe page with it: ${url}#key=${firstKey}`;
  return `Serving ${service.plan.inputs.scenario.title} at ${url} until Ctrl-C: session ${session.id}, ${dataMode}, kept in ${data}.\n${cotLine(cot)}${key}\n`;
}

function cotLine(cot: RunningService['cot']): string {
  if (cot === null) return '';
  const { plain, tls } = cot.ports;
  const ports = [
    ...(plain === null ? [] : [`TCP port ${plain}`]),
    ...(tls === null ? [] : [`mutual TLS on port ${tls}`]),
  ];
  return `Cursor on Target: ${ports.join(', ')}.\n`;
}
