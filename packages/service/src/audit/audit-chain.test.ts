import fc from 'fast-check';
import { expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { FIRST_HASH, chained, verifiedChain } from './audit-chain.ts';
import type { AuditEntry } from './audit-chain.ts';

function chainOf(details: readonly unknown[]): readonly AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const detail of details) {
    const previousHash = chain.at(-1)?.hash ?? FIRST_HASH;
    const sequence = chain.length + 1;
    chain.push(
      chained({
        sequence,
        atUs: 1e15 + sequence,
        actor: 'key:a',
        action: 'do',
        subject: 's',
        detail,
        previousHash,
      }),
    );
  }
  return chain;
}

const details = fc.array(fc.jsonValue(), { minLength: 2, maxLength: 8 });

it('holds for what was written, also after it went through JSON', () => {
  fc.assert(
    fc.property(details, (each) => {
      const chain = chainOf(each).map((entry) => ({
        ...entry,
        detail: JSON.parse(JSON.stringify(entry.detail)) as unknown,
      }));
      expect(verifiedChain(chain)).toEqual({ ok: true, entries: each.length, lastHash: chain.at(-1)?.hash });
    }),
  );
});

it('breaks at the first entry that is changed, taken out or moved', () => {
  fc.assert(
    fc.property(details, fc.nat(), (each, pick) => {
      const chain = chainOf(each);
      const at = pick % (chain.length - 1);
      const entry = present(chain[at]);
      const changed = chain.with(at, { ...entry, actor: 'key:b' });
      expect(verifiedChain(changed)).toMatchObject({ ok: false, sequence: at + 1 });
      expect(verifiedChain(chain.toSpliced(at, 1))).toMatchObject({ ok: false, sequence: at + 2 });
      const forged = chain.with(at, chained({ ...entry, actor: 'key:b' }));
      expect(verifiedChain(forged)).toMatchObject({ ok: false, sequence: at + 2 });
    }),
  );
});
