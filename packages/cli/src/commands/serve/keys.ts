import type { Problem } from '@cupola/core/scenario';
import {
  SCOPES,
  insertKey,
  newKey,
  revokeKey,
  rotateKey,
  storedKeys,
  storedTenants,
  storedUsers,
} from '@cupola/service';
import type { DataMode, Scope } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { inStore } from '../store/in-store.ts';
import type { Store, StoreFlags } from '../store/in-store.ts';

export interface KeyFlags extends StoreFlags {
  readonly name?: string;
  readonly scopes?: string;
  readonly days?: number;
  readonly dataMode?: DataMode;
  readonly tenant?: string;
  readonly user?: string;
  readonly overlapHours?: number;
}

const US_PER_DAY = 86_400_000_000;
const US_PER_HOUR = 3_600_000_000;

/** `cupola keys create`. */
export function createKey(flags: KeyFlags): Promise<ExitCode> {
  const { name = '', scopes: text = '', days, dataMode = 'SIMULATED', tenant, user } = flags;
  const json = flags.json === true;
  const scopes = scopesOf(text);
  const atUs = Date.now() * 1000;
  const expiresAtUs = days === undefined ? null : atUs + Math.round(days * US_PER_DAY);
  return inStore(flags, scopes === null ? [scopesProblem(text)] : [], async (db) => {
    const strangers = await strangerProblems(db, flags);
    if (strangers.length > 0) return refuse(strangers, json);
    const { key, text: told } = newKey(
      {
        mode: dataMode,
        name,
        scopes: scopes ?? [],
        expiresAtUs,
        ...(tenant === undefined ? {} : { tenantId: tenant }),
        ...(user === undefined ? {} : { userId: user }),
      },
      atUs,
    );
    await insertKey(db, key, 'cupola keys');
    await writeOut(
      json
        ? `${JSON.stringify({ id: key.id, key: told }, null, 2)}\n`
        : `${told}\nTold once; its id is ${key.id}.\n`,
    );
    return EXIT.done;
  });
}

/** `cupola keys list`. */
export function listKeys(flags: KeyFlags): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    const keys = (await storedKeys(db)).map((key) => ({
      id: key.id,
      tenant: key.tenantId,
      user: key.userId,
      name: key.name,
      mode: key.mode,
      scopes: key.scopes,
      createdAt: iso(key.createdAtUs),
      expiresAt: iso(key.expiresAtUs),
      revokedAt: iso(key.revokedAtUs),
      lastUsedAt: iso(key.lastUsedAtUs),
    }));
    const rows = keys.map((key) => [
      key.id,
      key.tenant,
      key.name,
      key.mode,
      key.scopes.join(' '),
      key.expiresAt ?? '-',
      key.revokedAt ?? '-',
      key.lastUsedAt ?? '-',
    ]);
    await writeOut(
      flags.json === true
        ? `${JSON.stringify({ keys }, null, 2)}\n`
        : `${textTable(['id', 'tenant', 'name', 'mode', 'scopes', 'expires', 'revoked', 'last used'], rows)}\n`,
    );
    return EXIT.done;
  });
}

/** `cupola keys rotate`. */
export function changeKey(id: string, flags: KeyFlags): Promise<ExitCode> {
  const { overlapHours = 24 } = flags;
  const json = flags.json === true;
  return inStore(flags, [], async (db) => {
    const overlapUs = Math.round(overlapHours * US_PER_HOUR);
    const made = await rotateKey(db, id, overlapUs, 'cupola keys', Date.now() * 1000);
    if (made === null) return refuse([noSuchKey(id)], json);
    const oldUntil = iso(made.oldUntilUs);
    await writeOut(
      json
        ? `${JSON.stringify({ id: made.key.id, key: made.text, replaces: id, oldUntil }, null, 2)}\n`
        : `${made.text}\nTold once; its id is ${made.key.id}. ${id} goes on until ${oldUntil}.\n`,
    );
    return EXIT.done;
  });
}

/** `cupola keys revoke`. */
export function endKey(id: string, flags: KeyFlags): Promise<ExitCode> {
  const json = flags.json === true;
  return inStore(flags, [], async (db) => {
    if (!(await revokeKey(db, id, 'cupola keys', Date.now() * 1000))) return refuse([noSuchKey(id)], json);
    await writeOut(json ? `${JSON.stringify({ revoked: id }, null, 2)}\n` : `Revoked ${id}.\n`);
    return EXIT.done;
  });
}

function noSuchKey(id: string): Problem {
  return {
    path: 'id',
    value: id,
    expected: 'an id of `cupola keys list`',
    message: 'there is no such key in force',
  };
}

/** Whom a key is made for has to be there. */
async function strangerProblems(db: Store, { tenant, user }: KeyFlags): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (tenant !== undefined && !(await storedTenants(db)).some((each) => each.id === tenant)) {
    const expected = 'an id of `cupola tenants list`';
    problems.push({ path: '--tenant', value: tenant, expected, message: 'there is no such tenant' });
  }
  const isUser = (each: { id: string; tenantId: string; endedAtUs: number | null }): boolean =>
    each.id === user && each.tenantId === tenant && each.endedAtUs === null;
  if (user !== undefined && !(await storedUsers(db)).some(isUser)) {
    const expected = 'the id of a user of the tenant';
    problems.push({ path: '--user', value: user, expected, message: 'there is no such user of this tenant' });
  }
  return problems;
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
