import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { backUp, checkBackup, restore, restoreProblems, storeProblems } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { natsPlan, natsProblems } from '../serve/nats-flags.ts';
import type { NatsFlags } from '../serve/nats-flags.ts';
import { postgresProblems } from '../store/postgres-problems.ts';

export interface BackupFlags extends NatsFlags {
  readonly data: string;
  readonly postgres?: string;
  readonly out: string;
  readonly json?: true;
}

export interface RestoreFlags {
  readonly data: string;
  readonly postgres?: string;
  readonly json?: true;
}

/** `cupola backup`: of a folder whose service may run. */
export async function backupCommand(flags: BackupFlags): Promise<ExitCode> {
  const { data, postgres, out, json } = flags;
  const problems: Problem[] = [...postgresProblems(postgres), ...natsProblems(flags)];
  if (!existsSync(postgres === undefined ? join(data, 'store.sqlite') : data)) {
    const expected = 'the folder of a service that was started once';
    problems.push({ path: '--data', value: data, expected, message: 'there is no store in it' });
  }
  if (existsSync(out)) {
    const message = 'there is something of that name; a backup replaces nothing';
    problems.push({ path: '--out', value: out, expected: 'a new path', message });
  }
  if (`${resolve(out)}${sep}`.startsWith(`${resolve(data)}${sep}`)) {
    const message = 'it is inside the folder that is backed up';
    problems.push({ path: '--out', value: out, expected: 'a path outside of --data', message });
  }
  if (problems.length > 0) return refuse(problems, json === true);
  const manifest = await backUp({
    dataFolder: data,
    postgres: postgres ?? null,
    streams: natsPlan(flags),
    outFolder: out,
    nowMs: Date.now(),
  });
  await writeOut(
    json === true
      ? `${JSON.stringify({ backup: out, ...manifest }, null, 2)}\n`
      : `Backed up ${data} to ${out}: ${contents(manifest)}.\n`,
  );
  return EXIT.done;
}

/** `cupola restore`. */
export async function restoreCommand(
  folder: string,
  { data, postgres, json }: RestoreFlags,
): Promise<ExitCode> {
  const checked = await checkBackup(folder);
  const problems = [
    ...(checked.ok ? storeProblems(checked.manifest, postgres ?? null) : checked.problems),
    ...restoreProblems(data),
    ...postgresProblems(postgres),
  ];
  if (problems.length > 0 || !checked.ok) return refuse(problems, json === true);
  await restore(folder, checked.manifest, data, postgres ?? null);
  await writeOut(
    json === true
      ? `${JSON.stringify({ restored: data, ...checked.manifest }, null, 2)}\n`
      : `Restored ${data} as it was at ${checked.manifest.takenAt}: ${contents(checked.manifest)}.\n`,
  );
  return EXIT.done;
}

function contents({ files, sessions, audit }: Awaited<ReturnType<typeof backUp>>): string {
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0);
  return `files ${files.length} (${(bytes / 1e6).toFixed(1)} MB), sessions ${sessions.length}, audit entries ${audit.entries}, the last with hash ${audit.lastHash}`;
}
