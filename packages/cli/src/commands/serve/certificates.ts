import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import {
  bindCertificate,
  certificateIn,
  fingerprintOf,
  openStore,
  revokeCertificate,
  storedCertificates,
  storedKeys,
} from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';

export interface CertificateFlags {
  readonly data: string;
  readonly key?: string;
  readonly json?: true;
}

/** `cupola certificates bind`: whoever holds the certificate is let in as the key. */
export async function bindClientCertificate(file: string, flags: CertificateFlags): Promise<ExitCode> {
  const { data, key: keyId = '', json } = flags;
  const problems = storeProblems(data);
  const told = existsSync(file) ? certificateIn(readFileSync(file)) : null;
  if (told === null) {
    const message = existsSync(file) ? 'there is no certificate in it' : 'there is no such file';
    problems.push({ path: 'certificate', value: file, expected: 'a certificate in PEM', message });
  }
  if (problems.length > 0 || told === null) return refuse(problems, json === true);
  const db = await openStore(storeOf(data));
  try {
    const key = (await storedKeys(db)).find(({ id }) => id === keyId);
    if (key === undefined || key.revokedAtUs !== null) {
      const expected = 'the id of a key that is not revoked (cupola keys list)';
      return await refuse(
        [{ path: '--key', value: keyId, expected, message: 'there is no such key' }],
        json === true,
      );
    }
    const createdAtUs = Date.now() * 1000;
    const { tenantId } = key;
    await bindCertificate(
      db,
      { ...told, tenantId, keyId, createdAtUs, revokedAtUs: null },
      'cupola certificates',
    );
  } finally {
    await db.destroy();
  }
  const { fingerprint, name } = told;
  await writeOut(
    json === true
      ? `${JSON.stringify({ fingerprint, name, key: keyId }, null, 2)}\n`
      : `${name} comes as the key ${keyId}; its fingerprint is ${fingerprint}.\n`,
  );
  return EXIT.done;
}

/** `cupola certificates list`. */
export async function listClientCertificates({ data, json }: CertificateFlags): Promise<ExitCode> {
  const problems = storeProblems(data);
  if (problems.length > 0) return refuse(problems, json === true);
  const db = await openStore(storeOf(data));
  const certificates = (await storedCertificates(db)).map((each) => ({
    fingerprint: each.fingerprint,
    name: each.name,
    key: each.keyId,
    expiresAt: iso(each.expiresAtUs),
    revokedAt: each.revokedAtUs === null ? null : iso(each.revokedAtUs),
  }));
  await db.destroy();
  const rows = certificates.map((each) => [
    each.fingerprint,
    each.name,
    each.key,
    each.expiresAt,
    each.revokedAt ?? '-',
  ]);
  await writeOut(
    json === true
      ? `${JSON.stringify({ certificates }, null, 2)}\n`
      : `${textTable(['fingerprint', 'name', 'key', 'expires', 'revoked'], rows)}\n`,
  );
  return EXIT.done;
}

/** `cupola certificates revoke`: connections made with it are closed within a second or two. */
export async function endClientCertificate(text: string, flags: CertificateFlags): Promise<ExitCode> {
  const { data, json } = flags;
  const problems = storeProblems(data);
  if (problems.length > 0) return refuse(problems, json === true);
  const fingerprint = fingerprintOf(text);
  const db = await openStore(storeOf(data));
  const isRevoked = await revokeCertificate(db, fingerprint, 'cupola certificates', Date.now() * 1000);
  await db.destroy();
  if (!isRevoked) {
    const expected = 'a fingerprint that is bound and not revoked (cupola certificates list)';
    const message = 'there is no such certificate';
    return refuse([{ path: 'fingerprint', value: text, expected, message }], json === true);
  }
  await writeOut(
    json === true
      ? `${JSON.stringify({ fingerprint, revoked: true }, null, 2)}\n`
      : `${fingerprint} is no longer let in.\n`,
  );
  return EXIT.done;
}

function storeOf(data: string): string {
  return join(data, 'store.sqlite');
}

function storeProblems(data: string): Problem[] {
  if (existsSync(storeOf(data))) return [];
  const message = 'there is no store.sqlite in it';
  return [{ path: '--data', value: data, expected: 'the data folder of a service', message }];
}

function iso(atUs: number): string {
  return new Date(atUs / 1000).toISOString();
}
