import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present, usFromS } from '../foundation/index.ts';
import type {
  AssociatedLook,
  CustodyLevel,
  CustodyState,
  Tasking,
  Track,
  TrackPhase,
} from '../messages/index.ts';
import { SENSOR_KINDS } from '../sensors/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { custodyLevel } from './custody-requirement.ts';
import type { CustodyRequirement } from './custody-requirement.ts';
import { newCustodyMemory, updateCustody } from './custody-state.ts';
import type { CustodyMemory, CustodyUpdate } from './custody-state.ts';

const REQUIREMENT: CustodyRequirement = {
  id: 'custody',
  minSensors: 2,
  positionErrorM: { boost: 3000, midcourse: 1000, glide: 3000, reentry: 3000 },
  maxGapS: 10,
  maxLatencyS: null,
};
/** Channels 0 and 1 are on satellite 0, channel 2 on satellite 1, and so on. */
const OWN_SIDE: Pick<OwnSide, 'channels' | 'satelliteIds'> = {
  channels: [0, 0, 1, 2, 3].map((satelliteIndex) => ({ satelliteIndex, sensor: present(SENSOR_KINDS[0]) })),
  satelliteIds: ['a', 'b', 'c', 'd'],
};

function track(atS: number, sigmaM: number, phase: TrackPhase = 'coast'): Track {
  const variance = sigmaM ** 2 / 3;
  return {
    id: 'T1',
    atUs: usFromS(atS),
    phase,
    phaseProbs: { boost: 0, coast: 0, reentry: 0, glide: 0, [phase]: 1 },
    state: [7e6, 0, 0, 0, 5000, 0],
    covariance: Array.from({ length: 36 }, (_, i) =>
      i === 0 || i === 7 || i === 14 ? variance : i % 7 === 0 ? 1 : 0,
    ),
    firstDetectedAtUs: 0,
    firstPositionM: [6.4e6, 0, 0],
    confirmedAtUs: 0,
    cutoffAtUs: null,
    lastDetectedAtUs: 0,
    boostSeen: true,
    existenceProb: 1,
  };
}

const look = (channelIndex: number, scanAtS: number, trackId = 'T1'): AssociatedLook => ({
  trackId,
  channelIndex,
  scanAtUs: usFromS(scanAtS),
  detectionIndex: 0,
});

const twoLooks = (s: number): AssociatedLook[] => [look(0, s), look(2, s)];

/** One second of one track under some requirements. */
function update(
  memory: CustodyMemory,
  seen: Track | null,
  looks: AssociatedLook[],
  atS: number,
  requirements: readonly CustodyRequirement[] = [REQUIREMENT],
  tasking: Tasking | null = null,
): CustodyUpdate & { readonly state: CustodyState } {
  const found = updateCustody(
    memory,
    { atUs: usFromS(atS), track: seen, looks, tasking },
    requirements,
    OWN_SIDE,
  );
  return { ...found, state: present(found.states[0]) };
}

/** Levels second by second. */
function levels(
  seconds: number,
  looksAt: (s: number) => AssociatedLook[],
  trackAtS: (s: number) => Track | null,
): CustodyLevel[] {
  let memory = newCustodyMemory('T1');
  return Array.from({ length: seconds }, (_, s) => {
    const found = update(memory, trackAtS(s), looksAt(s), s);
    memory = structuredClone(found.memory);
    return found.state.level;
  });
}

describe('updateCustody', () => {
  it('counts distinct satellites, not channels', () => {
    const start = newCustodyMemory('T1');
    const one = update(start, track(1, 100), [look(0, 1), look(1, 1)], 1);
    expect(one.state).toMatchObject({ holders: [0], level: 'degraded', missed: ['satellites'] });
    const two = update(one.memory, track(2, 100), [look(2, 2)], 2);
    expect(two.state).toMatchObject({ holders: [0, 1], level: 'held', missed: [] });
    expect(two.events).toMatchObject([{ kind: 'custody-changed', from: 'degraded', to: 'held' }]);
    expect(two.state.reason).toBe(
      '2 satellites in the last 10 s (2 required), position known to 100 m (1,000 m required in midcourse)',
    );
    expect(update(two.memory, track(3, 100), [], 3).events).toEqual([]);
  });

  it("passes over other tracks' looks", () => {
    const looks = [look(0, 1, 'T2'), look(2, 1, 'T2')];
    const { state } = update(newCustodyMemory('T1'), track(1, 5000), looks, 1);
    expect(state).toMatchObject({ holders: [], level: 'none' });
  });

  it('keeps a look for exactly maxGapS', () => {
    const found = levels(
      13,
      (s) => (s === 0 ? [look(0, 0), look(2, 0)] : []),
      (s) => track(s, 500),
    );
    expect(found.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 'held'));
    expect(found.slice(11)).toEqual(['degraded', 'degraded']);
  });

  it('meets the error limit of the phase when it is equalled', () => {
    expect(levels(1, twoLooks, (s) => track(s, 999.999_999))).toEqual(['held']);
    expect(levels(1, twoLooks, (s) => track(s, 1001))).toEqual(['degraded']);
    expect(levels(1, twoLooks, (s) => track(s, 1001, 'boost'))).toEqual(['held']);
    expect(levels(1, twoLooks, (s) => track(s, 3001, 'reentry'))).toEqual(['degraded']);
    expect(levels(1, twoLooks, (s) => track(s, Number.NaN))).toEqual(['degraded']);
  });

  it('is lost after neither for three times maxGapS, and found again', () => {
    const found = levels(
      60,
      (s) => (s === 0 || s >= 55 ? [look(0, s), look(2, s)] : []),
      (s) => track(s, s === 0 || s >= 55 ? 100 : 50_000),
    );
    expect(found[0]).toBe('held');
    // Looks hold to second 10; neither from 11 on; 30 s later it is lost.
    expect(found[10]).toBe('degraded');
    expect(found[40]).toBe('degraded');
    expect(found[41]).toBe('lost');
    expect(found[54]).toBe('lost');
    expect(found[55]).toBe('held');
  });

  it('is lost at once when the track is dropped', () => {
    const found = levels(
      3,
      (s) => [look(0, s), look(2, s)],
      (s) => (s < 2 ? track(s, 100) : null),
    );
    expect(found).toEqual(['held', 'held', 'lost']);
  });

  it('never had custody, never lost it', () => {
    expect(
      new Set(
        levels(
          50,
          () => [],
          (s) => track(s, 50_000),
        ),
      ),
    ).toEqual(new Set(['none']));
  });

  it('remembers no more than one look for each satellite', () => {
    let memory = newCustodyMemory('T1');
    for (let s = 0; s < 40; s++) {
      const looks = [0, 1, 2, 3, 4].flatMap((channel) => [look(channel, s), look(channel, s - 1)]);
      memory = update(memory, track(s, 100), looks, s).memory;
      expect(memory.lastLooks.length).toBeLessThanOrEqual(4);
    }
  });
});

describe('several requirements', () => {
  const strict: CustodyRequirement = {
    ...REQUIREMENT,
    id: 'strict',
    minSensors: 3,
    maxGapS: 2,
    maxLatencyS: 1.5,
  };

  it('are judged beside each other, each by its own window', () => {
    const first = update(newCustodyMemory('T1'), track(0, 100), [look(0, 0), look(2, 0), look(3, 0)], 0, [
      REQUIREMENT,
      strict,
    ]);
    expect(first.states.map(({ requirementId, level }) => [requirementId, level])).toEqual([
      ['custody', 'held'],
      ['strict', 'held'],
    ]);
    const later = update(first.memory, track(3, 100), [], 3, [REQUIREMENT, strict]);
    expect(later.states.map(({ level, holders, missed }) => [level, holders, missed])).toEqual([
      ['held', [0, 1, 2], []],
      ['degraded', [], ['satellites', 'latency']],
    ]);
    expect(later.events).toMatchObject([
      {
        kind: 'custody-changed',
        requirementId: 'strict',
        from: 'held',
        to: 'degraded',
        holders: ['a', 'b', 'c'],
      },
    ]);
    expect(later.states[1]?.reason).toContain('newest look 3.0 s old (1.5 s allowed)');
  });

  it('are degraded, not held, when all is well but stale', () => {
    const aged: CustodyRequirement = { ...REQUIREMENT, maxLatencyS: 1 };
    const { state, memory } = update(newCustodyMemory('T1'), track(2, 100), twoLooks(0), 2, [aged]);
    expect(state).toMatchObject({ level: 'degraded', missed: ['latency'], latencyS: 2 });
    expect(update(memory, track(3, 100), twoLooks(2), 3, [aged]).state.level).toBe('held');
  });

  it('are all lost when the track is dropped', () => {
    const { memory } = update(newCustodyMemory('T1'), track(0, 100), twoLooks(0), 0, [REQUIREMENT, strict]);
    const { states } = update(memory, null, [], 1, [REQUIREMENT, strict]);
    expect(states.map(({ level, positionM }) => [level, positionM])).toEqual([
      ['lost', null],
      ['lost', null],
    ]);
  });
});

describe('a change of custody', () => {
  const tasking: Tasking = {
    trackId: 'T1',
    issuedAtUs: 0,
    validFromUs: usFromS(2),
    validUntilUs: usFromS(12),
    channelIndices: [4, 0, 1],
    looks: [],
    predictedInertial: [],
    positionUncertaintyM: 100,
  };

  it('names who holds, and who is asked to look next', () => {
    const { events } = update(newCustodyMemory('T1'), track(1, 100), twoLooks(1), 1, [REQUIREMENT], tasking);
    expect(events).toMatchObject([
      {
        holders: ['a', 'b'],
        next: { fromUs: usFromS(2), untilUs: usFromS(12), satelliteIds: ['d', 'a'] },
      },
    ]);
  });

  it('has no next looks once the tasking has run out', () => {
    const { events } = update(
      newCustodyMemory('T1'),
      track(12, 100),
      twoLooks(12),
      12,
      [REQUIREMENT],
      tasking,
    );
    expect(events).toMatchObject([{ next: null }]);
  });
});

describe('custodyLevel', () => {
  const order: readonly CustodyLevel[] = ['none', 'lost', 'degraded', 'held'];

  it('does not fall with more satellites nor with a smaller error', () => {
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.nat(4),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.constantFrom<CustodyLevel>('held', 'degraded', 'lost'),
        fc.constantFrom(0, 10, 30, 100),
        (satellites, more, errorM, lessM, before, neitherForS) => {
          const evidence = { phase: 'midcourse', neitherForS, before, latencyS: 1 } as const;
          const worse = custodyLevel({ ...evidence, distinctSatellites: satellites, errorM }, REQUIREMENT);
          const better = custodyLevel(
            { ...evidence, distinctSatellites: satellites + more, errorM: Math.max(0, errorM - lessM) },
            REQUIREMENT,
          );
          expect(order.indexOf(better)).toBeGreaterThanOrEqual(order.indexOf(worse));
        },
      ),
    );
  });
});
