import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import { RandomStream, present, radians, usFromS } from '../../foundation/index.ts';
import { EARTH_POLAR_RADIUS_M, earthAngleRad } from '../../physics/index.ts';
import { accelerationOfG, flyOutReachM } from '../closed-form/fly-out.ts';
import { fleetFinder } from '../reach/fleet.ts';
import type { FleetPart } from '../reach/fleet.ts';
import { placeVolume } from '../reach/place-volume.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';
import { colocatedRaids, readyCounts } from './colocated.ts';
import type { RaidLeak } from './leak-tally.ts';
import {
  firstMissileFirst,
  leastLeaking,
  meanOf,
  plainLeaks,
  repeated,
  subsets,
} from './plain-raid.test-data.ts';
import type { PlainRaid } from './plain-raid.test-data.ts';
import { raidLeaks } from './raid-draws.ts';
import type { RaidPlan } from './raid-plan.ts';
import { shootLookShoot } from './shoot-look-shoot.ts';

const STREAM = new RandomStream(611, 'plain-raid');
const INTERCEPTORS = 6;
/** With so many draws a probability is known to three thousandths, one standard deviation. */
const DRAWS = Array.from({ length: 20_000 }, (_, draw) => usFromS(draw));

/** The same interceptors at every moment. */
function always(those: Iterable<number>): ReachFinder {
  const found = Int32Array.from(those);
  return { interceptorCount: INTERCEPTORS, found, find: () => found.length };
}

/** A raid in slots of missiles that the same interceptors reach. */
function planOf(raid: PlainRaid, slotOfMissile: readonly number[], change: Partial<RaidPlan> = {}): RaidPlan {
  const slots = [...new Set(slotOfMissile)].toSorted((a, b) => a - b);
  return {
    slots: slots.map((slot) => ({
      finder: always(raid.reach[slotOfMissile.indexOf(slot)] ?? []),
      offsetUs: 0,
    })),
    slotOfMissile,
    odds: {
      killProb: raid.killProb,
      trackProb: raid.trackProb,
      shotsPerTarget: raid.shotsPerTarget,
      sharing: 'even',
    },
    commonFailureProb: raid.commonFailureProb,
    decoys: null,
    assignment: 'optimal',
    secondAfterUs: null,
    ready: new Uint8Array(INTERCEPTORS).fill(1),
    ...change,
  };
}

/** By how much the odds of a raid differ from others, the mean of the leaks too. */
function apart(leak: RaidLeak | undefined, odds: readonly number[]): number {
  const { distribution, meanLeak } = present(leak);
  expect(distribution.length).toBe(odds.length);
  return Math.max(
    Math.abs(meanLeak - meanOf(odds)),
    ...odds.map((prob, leaks) => Math.abs((distribution[leaks] ?? Number.NaN) - prob)),
  );
}

/** The same for drawn odds, in standard deviations of so many draws. A right program stays below five but once in a million. */
function deviations(leak: RaidLeak | undefined, odds: readonly number[]): number {
  const { distribution } = present(leak);
  return Math.max(
    ...odds.map((prob, leaks) => {
      const deviation = Math.sqrt(Math.max(prob * (1 - prob), 1e-6) / DRAWS.length);
      return Math.abs((distribution[leaks] ?? Number.NaN) - prob) / deviation;
    }),
  );
}

function slotOf(those: readonly number[]): RaidPlan['slots'] {
  return [{ finder: always(those), offsetUs: 0 }];
}

/** Evenly spread: numbers of floating point would be next to nothing most of the time. */
const prob = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
/** Of few, so that missiles are short of them as often as not. */
const interceptorSet = fc.subarray([0, 1, 2, 3], { maxLength: 3 }).map((those) => new Set(those));
const odds = fc.record({
  shotsPerTarget: fc.integer({ min: 1, max: 2 }),
  killProb: prob,
  trackProb: prob,
  commonFailureProb: prob,
});
/** Two launch places in turn: missiles 0 and 2 are reached by the same interceptors. */
const raids = fc
  .tuple(odds, interceptorSet, interceptorSet, fc.integer({ min: 1, max: 3 }))
  .map(([each, first, second, k]): PlainRaid => ({ ...each, reach: [first, second, first].slice(0, k) }));

test('dispersed raids: the best of all assignments, every outcome written down, with what is shared', () => {
  fc.assert(
    fc.property(raids, (raid) => {
      const k = raid.reach.length;
      const [leak] = raidLeaks(planOf(raid, [0, 1, 0].slice(0, k)), [k], [0], STREAM).first;
      const [best] = leastLeaking(raid);
      expect(apart(leak, plainLeaks(raid, best?.shots ?? []))).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test('a salvo serves the missile that was launched first, whatever its slot', () => {
  fc.assert(
    fc.property(raids, fc.boolean(), (raid, isStaggered) => {
      const k = raid.reach.length;
      const slots = (isStaggered ? [0, 1, 2] : [0, 1, 0]).slice(0, k);
      const plan = planOf(raid, slots);
      const salvo = { ...plan, odds: { ...plan.odds, sharing: 'salvo' } } as const;
      const [leak] = raidLeaks(salvo, [k], [0], STREAM).first;
      const [best] = firstMissileFirst(raid);
      expect(apart(leak, plainLeaks(raid, best?.shots ?? []))).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test('one place: counting and matching are what every outcome gives', () => {
  fc.assert(
    fc.property(odds, interceptorSet, fc.integer({ min: 1, max: 3 }), (each, those, k) => {
      const raid = { ...each, reach: repeated(k, those) };
      const [best] = leastLeaking(raid);
      const wanted = plainLeaks(raid, best?.shots ?? []);
      const plan = planOf(raid, repeated(k, 0));
      expect(apart(raidLeaks(plan, [k], [0], STREAM).first[0], wanted)).toBeLessThan(1e-9);
      const counts = readyCounts(always(those), plan.ready, [0]);
      expect(apart(colocatedRaids(counts, [k], plan.odds, each.commonFailureProb)[0], wanted)).toBeLessThan(
        1e-9,
      );
    }),
    { numRuns: 100 },
  );
});

test('a second raid has what some best plan of the first has left', () => {
  // Where shots are worth nothing every plan is as good as every other, and which one is taken is not said.
  const worth = fc.integer({ min: 10, max: 90 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(raids, worth, (any, killProb) => {
      const raid = { ...any, killProb, trackProb: 0.9, commonFailureProb: 0.1 };
      const k = raid.reach.length;
      const plan = planOf(raid, [0, 1, 0].slice(0, k), { secondAfterUs: usFromS(60) });
      const { second } = raidLeaks(plan, [k], [0], STREAM);
      const means = leastLeaking(raid).map(({ used }) => {
        const left = raid.reach.map((those) => new Set([...those].filter((each) => !used.has(each))));
        const [best] = leastLeaking({ ...raid, reach: left });
        return meanOf(plainLeaks(raid, best?.shots ?? []));
      });
      const mean = second?.[0]?.meanLeak ?? Number.NaN;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...means) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...means) + 1e-9);
    }),
    { numRuns: 60 },
  );
});

/** Odds of leaks among decoys at one place: who is taken for a warhead, in which order they come, what each shot does. */
function decoyOdds(
  raid: Omit<PlainRaid, 'reach'>,
  k: number,
  shots: number,
  decoys: NonNullable<RaidPlan['decoys']>,
) {
  const { perMissile, warheadTakenProb, decoyTakenProb } = decoys;
  const objects = [...repeated(k, warheadTakenProb), ...repeated(k * perMissile, decoyTakenProb)];
  const sum = repeated(k + 1, 0);
  let fired = 0;
  for (const taken of subsets(objects)) {
    const credible = taken.of.length;
    const warheads = taken.of.filter((object) => object < k).length;
    const spent = Math.min(shots, credible * raid.shotsPerTarget);
    fired += taken.prob * spent;
    const each = Array.from(
      { length: credible },
      (_, place) => Math.floor(spent / credible) + (place < spent % credible ? 1 : 0),
    );
    // Every choice of the places of the warheads in the order is as likely.
    const orders = subsets(each.map(() => 0.5)).filter(({ of }) => of.length === warheads);
    for (const { of } of orders) {
      plainLeaks(
        raid,
        of.map((place) => each[place] ?? 0),
      ).forEach((chance, leaks) => {
        const all = leaks + k - warheads;
        sum[all] = (sum[all] ?? 0) + (taken.prob * chance) / orders.length;
      });
    }
  }
  return { odds: sum, fired };
}

test.each([
  { k: 2, shots: 3, perMissile: 2, warheadTakenProb: 0.9, decoyTakenProb: 0.4 },
  { k: 1, shots: 6, perMissile: 3, warheadTakenProb: 1, decoyTakenProb: 0.5 },
  { k: 2, shots: 0, perMissile: 1, warheadTakenProb: 0.5, decoyTakenProb: 1 },
])('decoys, by every way to take them: $k missiles, $shots interceptors', ({ k, shots, ...decoys }) => {
  const raid = { shotsPerTarget: 2, killProb: 0.7, trackProb: 0.9, commonFailureProb: 0 };
  const those = Array.from({ length: shots }, (_, index) => index);
  const plan = planOf({ ...raid, reach: repeated(k, new Set(those)) }, repeated(k, 0));
  const [leak] = raidLeaks({ ...plan, decoys }, [k], DRAWS, STREAM).first;
  const wanted = decoyOdds(raid, k, shots, decoys);
  expect(deviations(leak, wanted.odds)).toBeLessThan(5);
  expect(Math.abs((leak?.meanShots ?? Number.NaN) - wanted.fired)).toBeLessThan(0.05);
});

test('what was not fired among decoys is there for the second raid', () => {
  const raid = { shotsPerTarget: 2, killProb: 0.7, trackProb: 1, commonFailureProb: 0 };
  // The decoy is always known for one: two of four interceptors fire, and two are left.
  const decoys = { perMissile: 1, warheadTakenProb: 1, decoyTakenProb: 0 };
  const plan = planOf({ ...raid, reach: [new Set([0, 1, 2, 3])] }, [0], { decoys, secondAfterUs: 0 });
  const { first, second } = raidLeaks(plan, [1], DRAWS, STREAM);
  const wanted = plainLeaks(raid, [2]);
  expect(deviations(first[0], wanted)).toBeLessThan(5);
  expect(deviations(second?.[0], wanted)).toBeLessThan(5);
});

test.each([1, 2, 3])('shoot, look, shoot, by every outcome: at most %i shots at each', (shotsPerTarget) => {
  const raid = { shotsPerTarget, killProb: 0.6, trackProb: 0.9, commonFailureProb: 0.1 };
  // Two are quick; 2 and 3 come in one go only; 4 and 5 come after the look only.
  const plan = planOf({ ...raid, reach: repeated(3, new Set([0, 1, 2, 3])) }, [0, 0, 0]);
  const [leak] = shootLookShoot({ plan, quick: slotOf([0, 1]), second: slotOf([4, 5]) }, [3], DRAWS, STREAM);
  const { killProb, trackProb, commonFailureProb } = raid;
  const slow = plainLeaks({ ...raid, commonFailureProb: 0 }, [Math.min(2, shotsPerTarget)]);
  const wanted = [0, 0, 0, 0];
  let fired = 0;
  for (const tracked of subsets([trackProb, trackProb])) {
    for (const hit of subsets([killProb, killProb])) {
      const survivors = [0, 1].filter(
        (missile) => !(tracked.of.includes(missile) && hit.of.includes(missile)),
      );
      // Two interceptors for the survivors, evenly, never more than the shots that are left for each.
      const again = survivors.map(() => Math.min(shotsPerTarget - 1, 2 / survivors.length));
      const chance = tracked.prob * hit.prob;
      fired += chance * (2 + Math.min(2, shotsPerTarget) + again.reduce((sum, each) => sum + each, 0));
      for (const late of subsets(survivors.map((_, index) => 1 - (1 - killProb) ** (again[index] ?? 0)))) {
        const stopped = late.of.filter((index) => tracked.of.includes(survivors[index] ?? -1)).length;
        slow.forEach((slowChance, slowLeaks) => {
          const leaks = survivors.length - stopped + slowLeaks;
          wanted[leaks] = (wanted[leaks] ?? 0) + (1 - commonFailureProb) * chance * late.prob * slowChance;
        });
      }
    }
  }
  wanted[3] = (wanted[3] ?? 0) + commonFailureProb;
  expect(deviations(leak, wanted)).toBeLessThan(5);
  expect(Math.abs((leak?.meanShots ?? Number.NaN) - fired)).toBeLessThan(0.05);
});

/* Real orbits. */

const ORBIT = { altitudeM: 400_000, inclinationRad: radians(50) };
const EARTH = { angleAtEpochRad: 0.4 };
const PLACES = [
  { latitudeRad: radians(40), longitudeRad: radians(127), heightM: 200_000 },
  { latitudeRad: radians(33), longitudeRad: radians(53), heightM: 200_000 },
] as const;

function shellPart(count: number, planes: number): FleetPart {
  const shell = { kind: 'delta', count, planes, phasing: 1, ...ORBIT } as const;
  return { id: `${count}/${planes}`, ephemeris: walkerEphemeris(shell), shell };
}

function placeFinder(
  parts: readonly FleetPart[],
  place: (typeof PLACES)[number],
  speedKmS: number,
  flyOutS: number,
) {
  const law = { speedMPerS: 1000 * speedKmS, accelerationMPerS2: accelerationOfG(15) };
  const volume = placeVolume(place, { kind: 'wgs84' }, flyOutReachM(law, flyOutS));
  return fleetFinder(parts, EARTH, () => volume);
}

test('real orbits: odds are those of raids that are flown and drawn one by one', () => {
  const part = shellPart(480, 24);
  const [place] = PLACES;
  const reachM = flyOutReachM({ speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) }, 120);
  const { centresM } = placeVolume(place, { kind: 'wgs84' }, reachM);
  const [x = 0, y = 0, z = 0] = centresM;
  const launches = Array.from({ length: 3000 }, (_, launch) => usFromS(86_400 * STREAM.uniform(launch, 77)));
  const k = 2;
  const leaksSeen = [0, 0, 0];
  const positions = new Float64Array(3 * 480);
  launches.forEach((atUs, launch) => {
    part.ephemeris.positionsInertialInto(positions, atUs);
    const turn = earthAngleRad(EARTH, atUs);
    const target = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn), z];
    let inReach = 0;
    for (let satellite = 0; satellite < 480; satellite++) {
      const away = [0, 1, 2].map((axis) => (positions[3 * satellite + axis] ?? 0) - (target[axis] ?? 0));
      if (Math.hypot(...away) <= reachM) inReach += 1;
    }
    // Nothing so near is behind the Earth.
    expect(Math.hypot(x, y, z)).toBeGreaterThan(EARTH_POLAR_RADIUS_M);
    const shots = [Math.min(2, Math.ceil(inReach / 2)), Math.min(2, Math.floor(inReach / 2))];
    const leaks = shots.filter((count, missile) =>
      Array.from({ length: count }, (_, shot) => STREAM.uniform(launch, 100 + missile, shot)).every(
        (draw) => draw >= 0.8,
      ),
    ).length;
    leaksSeen[leaks] = (leaksSeen[leaks] ?? 0) + 1;
  });
  const counts = readyCounts(placeFinder([part], place, 6, 120), new Uint8Array(480).fill(1), launches);
  const ours = { killProb: 0.8, trackProb: 1, shotsPerTarget: 2, sharing: 'even' } as const;
  const [leak] = colocatedRaids(counts, [k], ours, 0);
  leaksSeen.forEach((seen, leaks) => {
    const chance = leak?.distribution[leaks] ?? Number.NaN;
    expect(Math.abs(seen / 3000 - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / 3000));
  });
});

test('real orbits: more satellites beside the same, more time and more speed never leak more', () => {
  const base = [shellPart(120, 12)];
  const launches = Array.from({ length: 200 }, (_, launch) => usFromS(431 * launch));
  const meanLeaks = (parts: readonly FleetPart[], speedKmS: number, flyOutS: number): readonly number[] => {
    const interceptors = parts.reduce((sum, { ephemeris }) => sum + ephemeris.satelliteCount, 0);
    const plan: RaidPlan = {
      slots: PLACES.map((place, slot) => ({
        finder: placeFinder(parts, place, speedKmS, flyOutS),
        offsetUs: usFromS(15 * slot),
      })),
      slotOfMissile: [0, 1, 0, 1],
      odds: { killProb: 0.7, trackProb: 0.95, shotsPerTarget: 2, sharing: 'even' },
      commonFailureProb: 0.05,
      decoys: null,
      assignment: 'optimal',
      secondAfterUs: null,
      ready: new Uint8Array(interceptors).fill(1),
    };
    return raidLeaks(plan, [1, 2, 4], launches, STREAM).first.map(({ meanLeak }) => meanLeak);
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: 20, max: 240 }),
      fc.integer({ min: 100, max: 160 }).map((percent) => percent / 100),
      fc.constantFrom([60, 6] as const, [91, 7] as const),
      (speedKmS, flyOutS, more, [count, planes]) => {
        const leaks = meanLeaks(base, speedKmS, flyOutS);
        for (const better of [
          meanLeaks([...base, shellPart(count, planes)], speedKmS, flyOutS),
          meanLeaks(base, speedKmS, flyOutS * more),
          // At the same acceleration: below v/a it changes nothing.
          meanLeaks(base, speedKmS * more, flyOutS),
        ]) {
          better.forEach((mean, index) => expect(mean).toBeLessThanOrEqual((leaks[index] ?? 0) + 1e-9));
        }
      },
    ),
    { numRuns: 12 },
  );
});
