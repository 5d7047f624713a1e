import { radians, usFromS } from '../../foundation/index.ts';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { newDecisionMemory } from './decision-memory.ts';
import type { KnownClasses } from './decision-memory.ts';
import { CONTEXT, fly, trackAt } from './followed-flight.test-data.ts';
import { burnsLater, flewLong, freeFlightAfter } from './later-burn.ts';

const NO_ERROR = new Float64Array(9);
const CLASSES: KnownClasses = { classes: [], otherProb: 0.5 };
const COAST = { phase: 'coast' } as const;
const BOOST = { phase: 'boost' } as const;

describe('a later burn', () => {
  it('is one after three minutes of free flight; a stage or a push that follows sooner belongs to the launch', () => {
    const free = freeFlightAfter(null, COAST, true, usFromS(200), CLASSES);
    expect(free).toEqual({ sinceUs: usFromS(200), classes: CLASSES });
    expect(burnsLater(free, BOOST, usFromS(379))).toBe(false);
    expect(freeFlightAfter(free, BOOST, false, usFromS(379), CLASSES)).toBeNull();
    expect(burnsLater(free, BOOST, usFromS(380))).toBe(true);
    expect(burnsLater(free, COAST, usFromS(380))).toBe(false);
    expect(burnsLater(null, BOOST, usFromS(380))).toBe(false);
  });

  it('does not begin free flight anew while its end of thrust is in doubt for a second', () => {
    const free = freeFlightAfter(null, COAST, true, usFromS(200), CLASSES);
    expect(freeFlightAfter(free, COAST, false, usFromS(300), { ...CLASSES, otherProb: 1 })).toEqual(free);
    expect(flewLong(free, usFromS(380))).toBe(true);
    expect(flewLong(null, usFromS(380))).toBe(false);
  });

  it('leaves the class as it was, and is judged by where it falls', () => {
    const aim = { latitudeRad: radians(38.9), longitudeRad: radians(-77) };
    const flight = fly('icbm-solid', 40.9, 129.3, { kind: 'minimum-energy', aim }, 400);
    let memory = newDecisionMemory('T1');
    let before = null;
    for (const second of [220, 300, 420]) {
      const track = trackAt(flight, second, 45, NO_ERROR, 'T1');
      const update = decide(memory, track, track.atUs, CONTEXT);
      memory = update.memory;
      before = update.decision;
    }
    const burning = { ...trackAt(flight, 425, 45, NO_ERROR, 'T1'), phase: 'boost' as const };
    const relit = decide(memory, burning, burning.atUs, CONTEXT);
    expect(relit.memory.burntLater).toBe(true);
    expect(relit.decision.classes).toEqual(before?.classes);
    expect(relit.decision.weaponProb).toBe(before?.weaponProb);
    const after = trackAt(flight, 430, 45, NO_ERROR, 'T1');
    const fallen = decide(relit.memory, after, after.atUs, CONTEXT).decision;
    expect(fallen.classes).toEqual(before?.classes);
    expect(fallen.jointProb).toBeGreaterThan(0.9);
    expect(fallen.reasons.join(' ')).toContain('burnt again long after its launch');
  });
});
