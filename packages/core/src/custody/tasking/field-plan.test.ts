import { describe, expect, it } from 'vitest';
import { degrees, present, usFromS } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { operateConfigOf } from '../../mission/operate-config.ts';
import { SMALL_SCENARIO, smallPlan } from '../../mission/small-mission.test-data.ts';
import { stateAtInto } from '../../truth/index.ts';
import { EMPTY_TASK_BOOK, assignTasks } from './assign-tasks.ts';
import { narrowChannels, planFields } from './field-plan.ts';
import { Outlooks } from './prospects.ts';
import type { TaskedTrack } from './tasking-for.ts';
import type { TaskingRules } from './tasking-rules.ts';

const plan = smallPlan({
  ...SMALL_SCENARIO,
  // A minute apart the two never lie in one field.
  events: SMALL_SCENARIO.events.map((event) => ({ ...event, spacingS: 60 })),
  satellites: SMALL_SCENARIO.satellites.map((group) => ({ ...group, sensors: ['narrow-lwir'] })),
});
const rules: TaskingRules = present(operateConfigOf(plan).tasking);
const { ownSide, epoch } = plan;
const AT_US = usFromS(600);
const outlooks = (): Outlooks => new Outlooks(ownSide, epoch);

/** A missile on its way, known to so many metres. */
function tracked(object: number, issuedAtUs = AT_US, sigmaM = 100): TaskedTrack {
  const flight = present(plan.world.flights[object]);
  const trackId = `T${object}`;
  return {
    trackId,
    issuedAtUs,
    threatProb: null,
    trackAt: (atUs): Track => {
      const state = new Float64Array(6);
      stateAtInto(state, flight, atUs);
      return {
        id: trackId,
        atUs,
        phase: 'coast',
        phaseProbs: { boost: 0, coast: 1, reentry: 0, glide: 0 },
        state: [...state],
        covariance: Array.from({ length: 36 }, (_, k) => (k % 7 === 0 ? sigmaM ** 2 / 3 : 0)),
        firstDetectedAtUs: 0,
        firstPositionM: [0, 0, 0],
        confirmedAtUs: 0,
        cutoffAtUs: flight.burnoutAtUs,
        lastDetectedAtUs: atUs,
        boostSeen: true,
        existenceProb: 1,
      };
    },
  };
}

const tracks = [tracked(0), tracked(1)];
const first = assignTasks(EMPTY_TASK_BOOK, tracks, AT_US, outlooks(), rules);

/** Largest angle between two lines of sight from these channels to an object, no further from square than straight on. */
function crossingDeg(object: number, channels: readonly number[]): number {
  const state = new Float64Array(6);
  stateAtInto(state, present(plan.world.flights[object]), AT_US);
  const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
  ownSide.ephemeris.positionsInertialInto(satellites, AT_US);
  const lines = channels.map((channel) => {
    const at = 3 * present(ownSide.channels[channel]).satelliteIndex;
    const d = [0, 1, 2].map((axis) => state[axis]! - satellites[at + axis]!);
    return d.map((each) => each / Math.hypot(...d));
  });
  const angles = lines.flatMap((a) =>
    lines.map((b) =>
      Math.acos(Math.min(1, Math.abs(a.reduce((sum, each, axis) => sum + each * b[axis]!, 0)))),
    ),
  );
  return degrees(Math.max(...angles));
}

describe('a plan of narrow fields', () => {
  it('gives each object three fields or more, two of which cross well', () => {
    first.issued.forEach(({ looks }, object) => {
      const channels = [...new Set(looks.map(({ channelIndex }) => channelIndex))];
      expect(channels.length).toBeGreaterThanOrEqual(3);
      expect(crossingDeg(object, channels)).toBeGreaterThan(29);
    });
  });

  it('says when a field starts to turn, when it sees, and until when, soonest first', () => {
    const fromUs = AT_US + rules.commandLatencyUs;
    for (const { looks, channelIndices } of first.issued) {
      expect(looks.length).toBeGreaterThan(0);
      for (const look of looks) {
        expect(channelIndices).toContain(look.channelIndex);
        expect(look.fromUs).toBeGreaterThanOrEqual(look.steerUs ?? fromUs);
        expect(look.untilUs - look.fromUs).toBeGreaterThanOrEqual(rules.pointing.dwellUs);
        expect(look.untilUs).toBeLessThanOrEqual(fromUs + usFromS(10));
      }
      const starts = looks.map((look) => look.fromUs);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    }
  });

  it('is kept until it ends, and is made anew for a track that it does not know', () => {
    const later = AT_US + usFromS(5);
    const same = assignTasks(first.book, [tracked(0, later), tracked(1, later)], later, outlooks(), rules);
    expect(same.book.fieldPlan).toBe(first.book.fieldPlan);
    const alone = assignTasks(EMPTY_TASK_BOOK, [tracked(0)], AT_US, outlooks(), rules);
    const joined = assignTasks(alone.book, [tracked(0, later), tracked(1, later)], later, outlooks(), rules);
    expect(joined.book.fieldPlan).not.toBe(alone.book.fieldPlan);
    expect(joined.issued[1]?.looks.length).toBeGreaterThan(0);
  });

  it('lets a field that goes on following the same object see it without a break', () => {
    const next = AT_US + usFromS(10);
    const second = assignTasks(first.book, [tracked(0, next), tracked(1, next)], next, outlooks(), rules);
    const steered = second.issued.flatMap(({ looks }) => looks.filter(({ steerUs }) => steerUs !== null));
    expect(steered.some(({ steerUs, fromUs }) => steerUs === fromUs)).toBe(true);
  });

  it('sends nobody after an object whose place is not known', () => {
    const lost = assignTasks(EMPTY_TASK_BOOK, [tracked(0, AT_US, 300_000)], AT_US, outlooks(), rules);
    expect(lost.issued[0]?.looks).toEqual([]);
  });

  it('gives the only field to the likelier threat', () => {
    const apart = { ...rules, pointing: { ...rules.pointing, slotCount: 1, slotUs: usFromS(10) } };
    const looksAt = (field: number, weights: readonly number[]): readonly number[] => {
      const aimed = tracks.map((track, object) => ({
        ...track,
        weight: weights[object] ?? 0,
        prospects: [],
      }));
      const { looks } = planFields([field], aimed, AT_US, null, apart, outlooks());
      return tracks.map(({ trackId }) => looks.get(trackId)?.length ?? 0);
    };
    const seesBoth = narrowChannels(ownSide).find(
      (field) => looksAt(field, [1, 0])[0] === 1 && looksAt(field, [0, 1])[1] === 1,
    );
    const only = present(seesBoth);
    expect(looksAt(only, [1, 0.1])).toEqual([1, 0]);
    expect(looksAt(only, [0.1, 1])).toEqual([0, 1]);
  });
});
