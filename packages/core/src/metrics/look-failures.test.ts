import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOK_STAGES } from '../messages/index.ts';
import type { LookStage } from '../messages/index.ts';
import { endedStages, failedStage, furthestStage } from './look-failures.ts';

const SEEN = LOOK_STAGES.indexOf('seen');

/** Satellites by stage. */
function counts(of: Partial<Record<LookStage, number>>): Uint16Array {
  return Uint16Array.from(LOOK_STAGES, (stage) => of[stage] ?? 0);
}

const failed = (of: Partial<Record<LookStage, number>>, needed: number): LookStage | undefined =>
  LOOK_STAGES[failedStage(counts(of), needed)];

describe('what became of the looks of a scan', () => {
  it('is told by who was sent down and who was taken', () => {
    const ended = endedStages(counts({ geometry: 40, limb: 3, saturation: 2, tasking: 20 }), 12, 9);
    expect(ended).toEqual(
      counts({ geometry: 40, limb: 3, saturation: 2, tasking: 8, association: 3, seen: 9 }),
    );
    expect(LOOK_STAGES[furthestStage(ended)]).toBe('seen');
  });

  it('loses no satellite', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 8, maxLength: 8 }),
        fc.nat(60),
        fc.nat(60),
        (observed, sent, associated) => {
          const all = [...observed, 0, 0];
          const ended = endedStages(all, sent, associated);
          expect(ended.reduce((sum, each) => sum + each, 0)).toBe(all.reduce((sum, each) => sum + each, 0));
        },
      ),
    );
  });
});

describe('the stage that failed', () => {
  it('is the furthest that anyone reached when nobody saw it', () => {
    expect(failed({ geometry: 590, limb: 4, range: 2 }, 2)).toBe('range');
    expect(failed({ outage: 6 }, 2)).toBe('outage');
    expect(failed({}, 2)).toBe('outage');
  });

  it('is what stopped those that were needed besides the one who saw it', () => {
    // Two needed, one saw it: the best of the others was too faint.
    expect(failed({ geometry: 590, limb: 4, signal: 2, seen: 1 }, 2)).toBe('signal');
    // Four needed, one saw it: three more, of whom only two came as far as the signal.
    expect(failed({ geometry: 590, limb: 4, signal: 2, seen: 1 }, 4)).toBe('limb');
    expect(failed({ geometry: 3, seen: 1 }, 9)).toBe('geometry');
  });

  it('is what stopped the next ones when enough saw it: more looks would have been closer', () => {
    expect(failed({ geometry: 500, range: 30, tasking: 8, seen: 12 }, 2)).toBe('tasking');
    expect(failed({ geometry: 500, seen: 2 }, 2)).toBe('geometry');
  });

  it('is never `seen`, and never further than for somebody who needs fewer of those that failed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 10, maxLength: 10 }),
        fc.nat(30),
        fc.nat(30),
        (all, a, b) => {
          const [few, many] = [Math.min(a, b) + all[SEEN]! + 1, Math.max(a, b) + all[SEEN]! + 1];
          expect(failedStage(all, few)).toBeLessThan(SEEN);
          const isOrdered = all[SEEN] === 0 || failedStage(all, many) <= failedStage(all, few);
          expect(isOrdered).toBe(true);
        },
      ),
    );
  });
});
