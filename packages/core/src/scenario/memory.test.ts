import { describe, expect, it } from 'vitest';
import { MEMORY_LIMIT_BYTES, rowsEveryS } from './memory.ts';

const RAID = { durationS: 5100, objects: 8, satellites: 660, looksPerObject: 12 };

describe('rows that are kept', () => {
  it('are those of every second of an ordinary run', () => {
    expect(rowsEveryS(RAID)).toBe(1);
  });

  it('are thinned as far as memory asks for with thousands of objects, and no further', () => {
    const many = { ...RAID, durationS: 600, objects: 2000 };
    const every = rowsEveryS(many);
    expect(every).toBeGreaterThan(1);
    const rows = (n: number) => (many.durationS * many.objects * (1000 + 2 * 72 * 12)) / n;
    const columns = many.durationS * (many.objects * 300 + many.satellites * 5);
    expect(rows(every) + columns).toBeLessThanOrEqual(MEMORY_LIMIT_BYTES);
    expect(rows(every - 1) + columns).toBeGreaterThan(MEMORY_LIMIT_BYTES);
  });

  it('never go below one in the whole run', () => {
    expect(rowsEveryS({ ...RAID, objects: 10_000 })).toBe(5100);
  });
});
