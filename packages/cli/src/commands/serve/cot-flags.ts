import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import type { Problem } from '@cupola/core/scenario';
import type { CotClock, CotPlan } from '@cupola/service';
import { port } from '../option-parsers.ts';

export interface CotFlags {
  readonly cotPort?: number;
  readonly cotHost: string;
  readonly cotKey?: string;
  readonly cotTlsPort?: number;
  readonly cotTlsHost: string;
  readonly cotTlsCert?: string;
  readonly cotTlsKey?: string;
  readonly cotTlsCa?: string;
  readonly cotType: string;
  readonly cotClock: CotClock;
  readonly cotIdleS: number;
}

const USUAL_IDLE_S = 90;
const CLOCKS = ['scenario', 'wall'];

function option(flags: string, description: string): Option {
  const [, name = ''] = /^--([a-z-]+)/.exec(flags) ?? [];
  return new Option(flags, description).env(`CUPOLA_${name.toUpperCase().replaceAll('-', '_')}`);
}

/** Flags of displays that speak Cursor on Target. */
export function cotOptions(): readonly Option[] {
  return [
    option('--cot-port <n>', 'Cursor on Target over TCP, not encrypted; with --cot-key').argParser(port),
    option('--cot-host <address>', 'address of that port').default('127.0.0.1'),
    option('--cot-key <id>', 'id of the key as which whoever reaches that port is let in'),
    option(
      '--cot-tls-port <n>',
      'Cursor on Target with mutual TLS: clients are let in as the keys that `cupola certificates bind` gave them',
    ).argParser(port),
    option('--cot-tls-host <address>', 'address of that port').default('127.0.0.1'),
    option('--cot-tls-cert <file>', "the service's certificate, PEM"),
    option('--cot-tls-key <file>', 'its key, PEM'),
    option('--cot-tls-ca <file>', 'who signs the certificates of clients, PEM'),
    option('--cot-type <type>', 'CoT type of a track, {aff} for the affiliation')
      .argParser(cotType)
      .default('a-{aff}-A-W-M-B'),
    option('--cot-clock <clock>', 'times of events: of the scenario, or as if now were this moment')
      .choices(CLOCKS)
      .default('scenario'),
    option('--cot-idle-s <s>', 'whoever has pinged and is silent for so long is let go')
      .argParser(idleS)
      .default(USUAL_IDLE_S),
  ];
}

function cotType(text: string): string {
  if (!/^a-\{aff\}(-[A-Za-z0-9]+)+$/.test(text)) {
    throw new InvalidArgumentError('Expected a CoT type such as a-{aff}-A-W-M-B.');
  }
  return text;
}

function idleS(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 5 || value > 86_400) {
    throw new InvalidArgumentError('Expected a whole number of seconds from 5 to 86400.');
  }
  return value;
}

export type CotOutcome =
  | { readonly ok: true; readonly plan: CotPlan | null }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is to be served, or everything that keeps it from that. */
export function cotPlan(flags: CotFlags): CotOutcome {
  const problems: Problem[] = [];
  const { cotPort, cotKey, cotTlsPort, cotType: missileType, cotClock: clock } = flags;
  const together = (path: string, value: unknown, other: string): void => {
    problems.push({
      path,
      value,
      expected: `${other} beside it`,
      message: 'the one is nothing without the other',
    });
  };
  if (cotPort !== undefined && cotKey === undefined) together('--cot-port', cotPort, '--cot-key');
  if (cotPort === undefined && cotKey !== undefined) together('--cot-key', cotKey, '--cot-port');
  const file = (path: string, name: string | undefined): string => {
    if (cotTlsPort === undefined) {
      if (name !== undefined) together(path, name, '--cot-tls-port');
      return '';
    }
    try {
      if (name !== undefined) return readFileSync(name, 'utf8');
    } catch {
      // Told below.
    }
    const message = name === undefined ? 'mutual TLS needs it' : 'it cannot be read';
    problems.push({ path, value: name ?? null, expected: 'a file in PEM', message });
    return '';
  };
  const certificate = file('--cot-tls-cert', flags.cotTlsCert);
  const key = file('--cot-tls-key', flags.cotTlsKey);
  const clientCa = file('--cot-tls-ca', flags.cotTlsCa);
  if (problems.length > 0) return { ok: false, problems };
  if (cotPort === undefined && cotTlsPort === undefined) return { ok: true, plan: null };
  return {
    ok: true,
    plan: {
      plain: cotPort === undefined ? null : { host: flags.cotHost, port: cotPort, keyId: cotKey ?? '' },
      tls:
        cotTlsPort === undefined
          ? null
          : { host: flags.cotTlsHost, port: cotTlsPort, certificate, key, clientCa },
      missileType,
      clock,
      idleMs: flags.cotIdleS * 1000,
    },
  };
}
