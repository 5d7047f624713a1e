import { existsSync, readFileSync } from 'node:fs';
import {
  bindCertificate,
  certificateIn,
  fingerprintOf,
  revokeCertificate,
  storedCertificates,
  storedKeys,
} from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { inStore } from '../store/in-store.ts';
import type { StoreFlags } from '../store/in-store.ts';

export interface CertificateFlags extends StoreFlags {
  readonly key?: string;
}

/** `cupola certificates bind`: whoever holds the certificate is let in as the key. */
export function bindClientCertificate(file: string, flags: CertificateFlags): Promise<ExitCode> {
  const { key: keyId = '' } = flags;
  const json = flags.json === true;
  const told = existsSync(file) ? certificateIn(readFileSync(file)) : null;
  const message = existsSync(file) ? 'there is no certificate in it' : 'there is no such file';
  const unread = { path: 'certificate', value: file, expected: 'a certificate in PEM', message };
  return inStore(flags, told === null ? [unread] : [], async (db) => {
    const key = (await storedKeys(db)).find(({ id }) => id === keyId);
    if (key === undefined || key.revokedAtUs !== null) {
      const expected = 'the id of a key that is not revoked (cupola keys list)';
      return refuse([{ path: '--key', value: keyId, expected, message: 'there is no such key' }], json);
    }
    if (told === null) return refuse([unread], json);
    const createdAtUs = Date.now() * 1000;
    const { tenantId } = key;
    await bindCertificate(
      db,
      { ...told, tenantId, keyId, createdAtUs, revokedAtUs: null },
      'cupola certificates',
    );
    const { fingerprint, name } = told;
    await writeOut(
      json
        ? `${JSON.stringify({ fingerprint, name, key: keyId }, null, 2)}\n`
        : `${name} comes as the key ${keyId}; its fingerprint is ${fingerprint}.\n`,
    );
    return EXIT.done;
  });
}

/** `cupola certificates list`. */
export function listClientCertificates(flags: CertificateFlags): Promise<ExitCode> {
  return inStore(flags, [], async (db) => {
    const certificates = (await storedCertificates(db)).map((each) => ({
      fingerprint: each.fingerprint,
      name: each.name,
      key: each.keyId,
      expiresAt: iso(each.expiresAtUs),
      revokedAt: each.revokedAtUs === null ? null : iso(each.revokedAtUs),
    }));
    const rows = certificates.map((each) => [
      each.fingerprint,
      each.name,
      each.key,
      each.expiresAt,
      each.revokedAt ?? '-',
    ]);
    await writeOut(
      flags.json === true
        ? `${JSON.stringify({ certificates }, null, 2)}\n`
        : `${textTable(['fingerprint', 'name', 'key', 'expires', 'revoked'], rows)}\n`,
    );
    return EXIT.done;
  });
}

/** `cupola certificates revoke`: connections made with it are closed within a second or two. */
export function endClientCertificate(text: string, flags: CertificateFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const fingerprint = fingerprintOf(text);
  return inStore(flags, [], async (db) => {
    if (!(await revokeCertificate(db, fingerprint, 'cupola certificates', Date.now() * 1000))) {
      const expected = 'a fingerprint that is bound and not revoked (cupola certificates list)';
      const message = 'there is no such certificate';
      return refuse([{ path: 'fingerprint', value: text, expected, message }], json);
    }
    await writeOut(
      json
        ? `${JSON.stringify({ fingerprint, revoked: true }, null, 2)}\n`
        : `${fingerprint} is no longer let in.\n`,
    );
    return EXIT.done;
  });
}

function iso(atUs: number): string {
  return new Date(atUs / 1000).toISOString();
}
