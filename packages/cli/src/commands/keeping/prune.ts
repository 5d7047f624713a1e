import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { pruneStopped } from '@cupola/service';
import type { PrunePlan } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { natsPlan, natsProblems } from '../serve/nats-flags.ts';
import type { NatsFlags } from '../serve/nats-flags.ts';
import { postgresProblems } from '../store/postgres-problems.ts';
import { retentionOf } from './retention-flags.ts';
import type { RetentionFlags } from './retention-flags.ts';

export interface PruneFlags extends RetentionFlags, NatsFlags {
  readonly data: string;
  readonly postgres?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `cupola prune`. */
export async function pruneCommand(flags: PruneFlags): Promise<ExitCode> {
  const { data, postgres, dryRun, json } = flags;
  const problems: Problem[] = [...postgresProblems(postgres), ...natsProblems(flags)];
  if (!existsSync(postgres === undefined ? join(data, 'store.sqlite') : data)) {
    const expected = 'the folder of a service that was started once';
    problems.push({ path: '--data', value: data, expected, message: 'there is no store in it' });
  }
  if (problems.length > 0) return refuse(problems, json === true);
  const isDryRun = dryRun === true;
  const policy = retentionOf(flags);
  const plan = await pruneStopped({
    dataFolder: data,
    postgres: postgres ?? null,
    streams: natsPlan(flags),
    policy,
    isDryRun,
  });
  await writeOut(
    json === true
      ? `${JSON.stringify({ dryRun: isDryRun, ...plan }, null, 2)}\n`
      : pruneText(plan, isDryRun ? 'Would remove' : 'Removed'),
  );
  return EXIT.done;
}

function pruneText({ log, streams, events, sessions, answers }: PrunePlan, verb: string): string {
  const bytes = log.reduce((sum, each) => sum + each.bytes, 0);
  const eventCount = events.reduce((sum, each) => sum + each.lastSequence - each.firstSequence + 1, 0);
  const lines = [
    `${verb}: files of logs ${log.length} (${(bytes / 1e6).toFixed(1)} MB), events ${eventCount} at most, closed sessions ${sessions.length}, answers ${answers}.`,
    ...log.map(({ path }) => `  ${path}`),
    ...streams.map((each) => `  ${each.messages} messages of the stream ${each.stream}`),
    ...events.map((each) => `  events ${each.firstSequence}-${each.lastSequence} of ${each.session}`),
    ...sessions.map((each) => `  all of ${each}`),
  ];
  return `${lines.join('\n')}\n`;
}
