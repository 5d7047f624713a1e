import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { SCOPES, insertKey, newKey, openStore, revokeKey, storedKeys } from '@cupola/service';
import type { DataMode, Scope } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';

export interface KeyFlags {
  readonly data: string;
  readonly name?: string;
  readonly scopes?: string;
  readonly days?: number;
  readonly dataMode?: DataMode;
  readonly json?: true;
}

const US_PER_DAY = 86_400_000_000;

/** `cupola keys create`. */
export async function createKey(flags: KeyFlags): Promise<ExitCode> {
  const { data, name = '', scopes: text = '', days, dataMode = 'SIMULATED', json } = flags;
  const scopes = scopesOf(text);
  const problems = [...storeProblems(data), ...(scopes === null ? [scopesProblem(text)] : [])];
  if (problems.length > 0 || scopes === null) return refuse(problems, json === true);
  const atUs = Date.now() * 1000;
  const expiresAtUs = days === undefined ? null : atUs + Math.round(days * US_PER_DAY);
  const { key, text: told } = newKey({ mode: dataMode, name, scopes, expiresAtUs }, atUs);
  const db = await openStore(storeOf(data));
  await insertKey(db, key, 'cupola keys');
  await db.destroy();
  await writeOut(
    json === true
      ? `${JSON.stringify({ id: key.id, key: told }, null, 2)}\n`
      : `${told}\nTold once; its id is ${key.id}.\n`,
  );
  return EXIT.done;
}

/** `cupola keys list`. */
export async function listKeys({ data, json }: KeyFlags): Promise<ExitCode> {
  const problems = storeProblems(data);
  if (problems.length > 0) return refuse(problems, json === true);
  const db = await openStore(storeOf(data));
  const keys = (await storedKeys(db)).map(
    ({ id, name, mode, scopes, createdAtUs, expiresAtUs, revokedAtUs }) => ({
      id,
      name,
      mode,
      scopes,
      createdAt: iso(createdAtUs),
      expiresAt: iso(expiresAtUs),
      revokedAt: iso(revokedAtUs),
    }),
  );
  await db.destroy();
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.mode,
    key.scopes.join(' '),
    key.expiresAt ?? '-',
    key.revokedAt ?? '-',
  ]);
  await writeOut(
    json === true
      ? `${JSON.stringify({ keys }, null, 2)}\n`
      : `${textTable(['id', 'name', 'mode', 'scopes', 'expires', 'revoked'], rows)}\n`,
  );
  return EXIT.done;
}

/** `cupola keys revoke`. */
export async function endKey(id: string, { data, json }: KeyFlags): Promise<ExitCode> {
  const problems = storeProblems(data);
  if (problems.length > 0) return refuse(problems, json === true);
  const db = await openStore(storeOf(data));
  const isRevoked = await revokeKey(db, id, 'cupola keys', Date.now() * 1000);
  await db.destroy();
  if (!isRevoked) {
    const problem = {
      path: 'id',
      value: id,
      expected: 'an id of `cupola keys list`',
      message: 'there is no such key in force',
    };
    return refuse([problem], json === true);
  }
  await writeOut(json === true ? `${JSON.stringify({ revoked: id }, null, 2)}\n` : `Revoked ${id}.\n`);
  return EXIT.done;
}

function storeOf(data: string): string {
  return join(data, 'store.sqlite');
}

function storeProblems(data: string): readonly Problem[] {
  if (existsSync(storeOf(data))) return [];
  return [
    {
      path: '--data',
      value: data,
      expected: 'the folder of a service that was started once',
      message: 'there is no store in it',
    },
  ];
}

function scopesOf(text: string): readonly Scope[] | null {
  const names = text.split(',');
  const isKnown = names.every((name) => SCOPES.some((scope) => scope === name));
  return isKnown ? SCOPES.filter((scope) => names.includes(scope)) : null;
}

function scopesProblem(text: string): Problem {
  return {
    path: '--scopes',
    value: text,
    expected: `some of ${SCOPES.join(',')}`,
    message: 'a scope is not known',
  };
}

function iso(atUs: number | null): string | null {
  return atUs === null ? null : new Date(atUs / 1000).toISOString();
}
