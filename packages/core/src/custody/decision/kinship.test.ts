import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { decide } from './decide.ts';
import { newDecisionMemory } from './decision-memory.ts';
import { CONTEXT, fly, trackAt } from './followed-flight.test-data.ts';
import { kinOf, withKinNow } from './kinship.ts';

const aim = { latitudeRad: radians(38.9), longitudeRad: radians(-77) };
const raid = fly('icbm-solid', 40.9, 129.3, { kind: 'minimum-energy', aim }, 100);
const NO_ERROR = new Float64Array(9);
const parent = trackAt(raid, 220, 45, NO_ERROR, 'T1');
const seen = decide(newDecisionMemory('T1'), parent, parent.atUs, CONTEXT);
const older = [{ track: parent, memory: seen.memory }];

/** What left the parent: so far aside, m, so much faster, m/s; first seen 200 s after launch, when its thrust had ended. */
const child = (asideM: number, fasterMPerS: number): Track => ({
  ...trackAt(raid, 220, 200, NO_ERROR, 'T2'),
  state: parent.state.map((x, i) => x + (i === 2 ? asideM : i === 5 ? fasterMPerS : 0)),
  boostSeen: false,
  cutoffAtUs: null,
});

describe('kin', () => {
  it('is the track that it lies beside and moves with, and none that it passes', () => {
    expect(kinOf(child(5_000, 20), older)?.trackId).toBe('T1');
    expect(kinOf(child(50_000, 20), older)).toBeNull();
    expect(kinOf(child(5_000, 2_000), older)).toBeNull();
    expect(kinOf(child(5_000, 400), older)).toBeNull();
    expect(kinOf(parent, older)).toBeNull();
    const nearer = { ...older[0]!, track: { ...child(4_000, 0), id: 'T3' } };
    expect(kinOf(child(5_000, 20), [...older, nearer])?.trackId).toBe('T3');
  });

  it('is also the track of a body that seemed to burn, when its own thrust had ended before; missiles that climb side by side have none', () => {
    expect(kinOf({ ...child(5_000, 20), boostSeen: true }, older)?.trackId).toBe('T1');
    const sooner = { ...child(5_000, 20), boostSeen: true, firstDetectedAtUs: parent.firstDetectedAtUs };
    expect(kinOf(sooner, older)).toBeNull();
    const burning = { ...parent, phase: 'boost' as const };
    const climbing = { ...sooner, boostSeen: false, phase: 'boost' as const };
    expect(kinOf(climbing, [{ ...older[0]!, track: burning }])).toBeNull();
    expect(kinOf({ ...child(5_000, 20), boostSeen: true }, [{ ...older[0]!, track: burning }])).toBeNull();
  });

  it('is none of two that climb kilometres apart while neither is sure to burn, and is one where thrust is known to have ended', () => {
    const open = { boost: 0.5, coast: 0.5, reentry: 0, glide: 0 };
    const started = { ...child(5_000, 20), phaseProbs: open };
    const unsure = {
      ...parent,
      boostSeen: false,
      cutoffAtUs: null,
      phase: 'coast' as const,
      phaseProbs: open,
    };
    expect(kinOf(started, [{ ...older[0]!, track: unsure }])).toBeNull();
    const sure = { ...unsure, phaseProbs: { boost: 0.001, coast: 0.999, reentry: 0, glide: 0 } };
    expect(kinOf(started, [{ ...older[0]!, track: sure }])?.trackId).toBe('T1');
    const stillBurning = { ...started, firstDetectedAtUs: parent.firstDetectedAtUs };
    expect(kinOf(stillBurning, older)).toBeNull();
    expect(kinOf({ ...child(500, 20), phaseProbs: open }, [{ ...older[0]!, track: unsure }])?.trackId).toBe(
      'T1',
    );
  });

  it('allows for how little a new track knows of its velocity', () => {
    const unsure = child(5_000, 400);
    const covariance = unsure.covariance.map((x, at) => (at % 7 === 0 && at >= 21 ? 100 ** 2 : x));
    expect(kinOf({ ...unsure, covariance }, older)?.trackId).toBe('T1');
  });

  it('keeps what it has learnt, pushes and all, and learns on with its kin', () => {
    const apart = child(5_000, 20);
    const memory = newDecisionMemory('T2', kinOf(apart, older));
    const pushed = decide(memory, { ...apart, boostSeen: true }, apart.atUs, CONTEXT).decision;
    expect(pushed.weaponProb).toBeCloseTo(seen.decision.weaponProb, 5);
    const burning = trackAt(raid, 170, 45, NO_ERROR, 'T2');
    const again = decide(memory, burning, burning.atUs, CONTEXT).decision;
    expect(again.weaponProb).toBeCloseTo(seen.decision.weaponProb, 3);
    expect(again.jointProb).toBeGreaterThan(0);
    const learnt = { ...seen.memory.classes!, otherProb: 0.5 };
    const now = withKinNow(memory, new Map([['T1', { ...seen.memory, classes: learnt }]]));
    expect(now.kin?.classes.otherProb).toBe(0.5);
    expect(withKinNow(memory, new Map())).toBe(memory);
  });

  it('needs no end of thrust of its own to be declared', () => {
    const apart = { ...trackAt(raid, 170, 45, NO_ERROR, 'T2'), boostSeen: true };
    let memory = newDecisionMemory('T2', { trackId: 'T1', classes: seen.memory.classes! });
    let decision = null;
    for (const second of [0, 1, 2]) {
      const still = {
        ...apart,
        ...trackAt(raid, 220, 45, NO_ERROR, 'T2'),
        cutoffAtUs: null,
        boostSeen: true,
      };
      const update = decide(memory, still, still.atUs + 1e6 * second, CONTEXT);
      memory = update.memory;
      decision = update.decision;
    }
    expect(decision?.jointProb).toBeGreaterThan(0.95);
    expect(decision?.declared).toBe(true);
  });

  it('gives its class, so that a warhead first seen apart is as surely a weapon as its missile', () => {
    const apart = child(5_000, 20);
    const alone = decide(newDecisionMemory('T2'), apart, apart.atUs, CONTEXT).decision;
    const kin = decide(newDecisionMemory('T2', kinOf(apart, older)), apart, apart.atUs, CONTEXT).decision;
    expect(kin.weaponProb).toBeCloseTo(seen.decision.weaponProb, 9);
    expect(kin.weaponProb).toBeGreaterThan(alone.weaponProb);
    expect(kin.reasons[0]).toBe('it came from T1, and is of its class');
  });
});
