import { createHash } from 'node:crypto';

/** Who did what to what, and when; each entry holds the hash of the one before, so that none can be changed or taken out unnoticed. */
export interface AuditEntry {
  /** From 1, without a gap. */
  readonly sequence: number;
  /** Wall clock, microseconds since 1970. */
  readonly atUs: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  /** Hexadecimal SHA-256 of the entry before; 64 zeros of the first. */
  readonly previousHash: string;
  readonly hash: string;
}

export const FIRST_HASH: string = '0'.repeat(64);

export function chained(entry: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...entry, hash: hashOf(entry) };
}

export type ChainVerdict =
  | { readonly ok: true; readonly entries: number; readonly lastHash: string }
  | { readonly ok: false; readonly sequence: number; readonly reason: string };

/** Checks every entry and every link. A chain that was cut off at its end is whole: compare its last hash with one noted elsewhere. */
export function verifiedChain(entries: Iterable<AuditEntry>): ChainVerdict {
  let previousHash = FIRST_HASH;
  let count = 0;
  for (const entry of entries) {
    count++;
    const wrong = (reason: string): ChainVerdict => ({ ok: false, sequence: entry.sequence, reason });
    if (entry.sequence !== count) return wrong(`entry ${entry.sequence} stands where ${count} should`);
    if (entry.previousHash !== previousHash) return wrong('it does not follow from the entry before');
    if (entry.hash !== hashOf(entry)) return wrong('it is not what was written');
    previousHash = entry.hash;
  }
  return { ok: true, entries: count, lastHash: previousHash };
}

function hashOf({
  sequence,
  atUs,
  actor,
  action,
  subject,
  detail,
  previousHash,
}: Omit<AuditEntry, 'hash'>): string {
  const text = JSON.stringify([sequence, atUs, actor, action, subject, detail, previousHash]);
  return createHash('sha256').update(text).digest('hex');
}
