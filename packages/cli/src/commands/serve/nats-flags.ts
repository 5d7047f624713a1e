import { existsSync } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import { addressProblem } from '@cupola/service/serve';
import type { NatsPlan } from '@cupola/service/serve';

/** What `cupola serve` is told about NATS. */
export interface NatsFlags {
  readonly nats?: string;
  readonly natsCreds?: string;
  readonly natsCa?: string;
  readonly natsName: string;
  readonly natsReplicas?: number;
  readonly replay?: string;
}

const NAME = /^[\w-]{1,32}$/;
const STREAM_PREFIX = 'nats:';

/** The stream that `--replay nats:STREAM` names; null of a folder. */
export function streamOf(replay: string): string | null {
  return replay.startsWith(STREAM_PREFIX) ? replay.slice(STREAM_PREFIX.length) : null;
}

/** Null without `--nats`. */
export function natsPlan({ nats, natsCreds, natsCa, natsName, natsReplicas }: NatsFlags): NatsPlan | null {
  if (nats === undefined) return null;
  return {
    urls: nats.split(','),
    credsFile: natsCreds ?? null,
    caFile: natsCa ?? null,
    name: natsName,
    replicas: natsReplicas ?? null,
  };
}

/** Addresses may hold passwords: their values are not repeated. */
export function natsProblems({ nats, natsCreds, natsCa, natsName, replay }: NatsFlags): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, address] of (nats?.split(',') ?? []).entries()) {
    const message = addressProblem(address);
    if (message !== null) {
      const expected = 'nats://HOST:PORT or tls://HOST:PORT, several with commas';
      problems.push({ path: `--nats, address ${index + 1}`, value: null, expected, message });
    }
  }
  const files = [
    ['--nats-creds', natsCreds],
    ['--nats-ca', natsCa],
  ] as const;
  for (const [path, file] of files) {
    if (file !== undefined && !existsSync(file)) {
      problems.push({ path, value: file, expected: 'a file', message: 'there is no such file' });
    }
  }
  if (!NAME.test(natsName)) {
    const expected = '1-32 letters, figures, - or _';
    problems.push({
      path: '--nats-name',
      value: natsName,
      expected,
      message: 'it names streams and subjects',
    });
  }
  if (nats === undefined && replay !== undefined && streamOf(replay) !== null) {
    const expected = 'it together with --nats';
    problems.push({ path: '--replay', value: replay, expected, message: 'a stream is on NATS' });
  }
  return problems;
}
