import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { decide } from './decide.ts';
import { newDecisionMemory } from './decision-memory.ts';
import { CONTEXT, fly, trackAt } from './followed-flight.test-data.ts';
import { kinOf } from './kinship.ts';

const aim = { latitudeRad: radians(38.9), longitudeRad: radians(-77) };
const raid = fly('icbm-solid', 40.9, 129.3, { kind: 'minimum-energy', aim }, 100);
const NO_ERROR = new Float64Array(9);
const parent = trackAt(raid, 220, 45, NO_ERROR, 'T1');
const seen = decide(newDecisionMemory('T1'), parent, parent.atUs, CONTEXT);
const older = [{ track: parent, memory: seen.memory }];

/** What left the parent: so far aside, m, so much faster, m/s. */
const child = (asideM: number, fasterMPerS: number): Track => ({
  ...trackAt(raid, 220, 200, NO_ERROR, 'T2'),
  state: parent.state.map((x, i) => x + (i === 2 ? asideM : i === 5 ? fasterMPerS : 0)),
  boostSeen: false,
  cutoffAtUs: null,
});

describe('kin', () => {
  it('is the track that it lies beside and moves with, and none that it passes', () => {
    expect(kinOf(child(5_000, 20), () => older)?.trackId).toBe('T1');
    expect(kinOf(child(50_000, 20), () => older)).toBeNull();
    expect(kinOf(child(5_000, 2_000), () => older)).toBeNull();
    expect(kinOf({ ...child(5_000, 20), boostSeen: true }, () => older)).toBeNull();
    expect(kinOf(parent, () => older)).toBeNull();
    const nearer = { ...older[0]!, track: { ...child(4_000, 0), id: 'T3' } };
    expect(kinOf(child(5_000, 20), () => [...older, nearer])?.trackId).toBe('T3');
  });

  it('gives its class, so that a warhead first seen apart is as surely a weapon as its missile', () => {
    const apart = child(5_000, 20);
    const alone = decide(newDecisionMemory('T2'), apart, apart.atUs, CONTEXT).decision;
    const kin = decide(newDecisionMemory('T2', kinOf(apart, () => older)), apart, apart.atUs, CONTEXT).decision;
    expect(kin.weaponProb).toBeCloseTo(seen.decision.weaponProb, 9);
    expect(kin.weaponProb).toBeGreaterThan(alone.weaponProb);
    expect(kin.reasons[0]).toBe('it came from T1, and is of its class');
  });
});
