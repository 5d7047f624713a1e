import { describe, expect, it } from 'vitest';
import { ACCURACY_CASES, accuracyOf } from './accuracy.ts';
import { verdictsOf } from './accuracy-verdict.ts';

/** Fixed before the first run; the table of `npm run bench:tracking-accuracy` has a hundred. */
const SEEDS = [1, 2];
/** Two satellites start too late for some ages, and a hundred objects take too long here; the table has both. */
const CASES = ACCURACY_CASES.filter(({ satellites, mostDraws }) => satellites >= 3 && mostDraws === 100);

describe('track, then score, through files', () => {
  const measured = CASES.map((each) => ({ ...each, accuracy: accuracyOf(each, SEEDS) }));

  it.each(measured)('$name: every bar is met', ({ accuracy }) => {
    const verdicts = verdictsOf(accuracy.pooled);
    expect(verdicts.length).toBeGreaterThan(12);
    expect(verdicts.filter(({ passes }) => !passes)).toEqual([]);
  });

  it.each(measured)('$name: directions are as far from expected as tracks say', ({ accuracy }) => {
    const { mean, band95 } = accuracy.pooled.nis;
    // The 95 % band, half as wide again: 99.7 %.
    expect(Math.abs((mean ?? Number.NaN) - 1)).toBeLessThan(1.5 * ((band95?.[1] ?? Number.NaN) - 1));
  });

  it.each(measured)('$name: no track breaks off', ({ accuracy }) => {
    expect(accuracy.pooled.trackLife).toMatchObject({ completenessAfterFirst: 1, breaks: 0 });
  });

  it('six satellites score no worse than the open reference: GOSPA 162 m and OSPA 36.3 m after 30 s', () => {
    const six = measured.find(({ satellites }) => satellites === 6)?.accuracy;
    expect(six?.gospaAfter30sM).toBeLessThan(1.02 * 162);
    expect(six?.ospaAfter30sM).toBeLessThan(1.02 * 36.3);
  });
});
