import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degrees, radians } from '../../foundation/index.ts';
import { NOTHING_LOST, deployOnce, lastsYears, sizeOf } from './deploy-once.ts';
import type { DeploymentHistory, Fortune } from './deploy-once.ts';
import { deploy } from './deployment-draws.ts';
import type { DeploymentAnswer, DeploymentQuestion } from './deployment-draws.ts';
import { driftOrbitsOf, packingOf, planeSpacingRad } from './deployment-plan.ts';
import type { DeploymentPlan } from './deployment-plan.ts';
import { INPUTS, PLAN, QUESTION, assumptionsWith } from './deployment.test-data.ts';
import { capacityKg } from './launcher-capacity.ts';
import { YEAR_DAYS, launchRates, nextLaunchDay } from './launch-cadence.ts';
import { raiseDays } from './orbit-raising.ts';
import { launchesFor, loadsOf, satellitesByMass, spreadOrder } from './packing.ts';
import type { Packing } from './packing.ts';
import { planeDriftDays } from './plane-drift.ts';
import { reliability } from '../reliability/weibull.ts';
import { replacementsPerYear, shortageProb } from './spares.ts';

const ONE_PLANE: Packing = { satellitesPerLaunch: 7, planesPerLaunch: 1, driftsTo: 'lower' };

function shell(count: number, planes: number, inclinationDeg = 80): DeploymentPlan['shell'] {
  return { ...PLAN.shell, count, planes, inclinationRad: radians(inclinationDeg) };
}

describe('a manifest', () => {
  it('by mass needs 16 and 39 launches for 400 and 1,000 satellites, at seven a launch 58 and 143', () => {
    const byMass = satellitesByMass(17_500, 600, 0.1);
    expect(byMass).toBe(26);
    expect([400, 1000].map((count) => launchesFor(count, byMass))).toEqual([16, 39]);
    expect([400, 1000].map((count) => launchesFor(count, 7))).toEqual([58, 143]);
  });

  it('needs more when no launch is shared between planes', () => {
    expect(loadsOf(shell(400, 20), ONE_PLANE)).toHaveLength(60);
    expect(loadsOf(shell(1000, 20), ONE_PLANE)).toHaveLength(160);
    expect(loadsOf(shell(1000, 40), ONE_PLANE)).toHaveLength(160);
    const shared: Packing = { satellitesPerLaunch: 26, planesPerLaunch: 3, driftsTo: 'lower' };
    expect(loadsOf(shell(400, 20), shared)).toHaveLength(16);
    expect(loadsOf(shell(1000, 20), shared)).toHaveLength(39);
  });

  it('brings every satellite once, in time and number as it was packed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('higher' as const, 'lower' as const),
        (planes, perPlane, satellitesPerLaunch, planesPerLaunch, driftsTo) => {
          const packing = { satellitesPerLaunch, planesPerLaunch, driftsTo };
          const loads = loadsOf(shell(planes * perPlane, planes), packing);
          const places = loads.flat().flatMap(({ plane, slots }) => slots.map((slot) => `${plane} ${slot}`));
          expect(new Set(places).size).toBe(planes * perPlane);
          expect(places).toHaveLength(planes * perPlane);
          for (const load of loads) {
            expect(sizeOf(load)).toBeLessThanOrEqual(satellitesPerLaunch);
            expect(load.length).toBeLessThanOrEqual(planesPerLaunch);
            const first = load[0]?.plane ?? 0;
            for (const part of load) expect(Math.abs(part.plane - first)).toBe(part.driftPlanes);
          }
          const oneEach = loadsOf(shell(planes * perPlane, planes), { ...packing, planesPerLaunch: 1 });
          expect(oneEach.length).toBeGreaterThanOrEqual(loads.length);
          expect(loads.length).toBeGreaterThanOrEqual(launchesFor(planes * perPlane, satellitesPerLaunch));
        },
      ),
    );
  });

  it('begins all round the Earth', () => {
    expect(spreadOrder(8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
    expect(spreadOrder(20).slice(0, 4)).toEqual([0, 10, 5, 15]);
    expect(spreadOrder(7).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(
      loadsOf(shell(120, 10), ONE_PLANE)
        .slice(0, 10)
        .map((load) => load[0]?.plane ?? -1)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('a launcher', () => {
  const low = { altitudeM: 300_000, inclinationRad: radians(53) };

  it('takes what the register says into the orbit it is said for', () => {
    expect(capacityKg(low, 'sea', INPUTS)).toBeCloseTo(17_500, 6);
    expect(capacityKg(low, 'return-to-site', INPUTS)).toBeCloseTo(0.65 * 17_500, 6);
    expect(capacityKg(low, 'expended', INPUTS)).toBeCloseTo(1.3 * 17_500, 6);
  });

  it('takes less the higher and the steeper, by the rocket equation', () => {
    const polar = capacityKg({ altitudeM: 500_000, inclinationRad: radians(80) }, 'sea', INPUTS);
    expect(polar).toBeGreaterThan(14_500);
    expect(polar).toBeLessThan(16_500);
    const heavy = { ...INPUTS, upperStageDryKg: 9000 };
    // 465.1 m/s of the Earth's turn, from cos 53 to cos 80 of it.
    const more = 465.101 * (Math.cos(radians(53)) - Math.cos(radians(80)));
    const steeper = capacityKg({ ...low, inclinationRad: radians(80) }, 'sea', INPUTS);
    expect(steeper).toBeCloseTo(22_000 * Math.exp(-more / 3413) - 4500, 0);
    expect(capacityKg({ altitudeM: 3e7, inclinationRad: radians(80) }, 'return-to-site', heavy)).toBe(0);
  });

  it('that lifts not one satellite is an answer', () => {
    expect(packingOf(PLAN, { ...INPUTS, satelliteMassKg: 18_000 })).toMatchObject({
      ok: false,
      error: { code: 'too-heavy', capacityKg: 17_500 },
    });
  });
});

function planesServed(change: Partial<DeploymentPlan>): number {
  const outcome = packingOf({ ...PLAN, planesPerLaunch: 4, ...change }, INPUTS);
  return outcome.ok ? outcome.packing.planesPerLaunch : 0;
}

describe('drift and climb', () => {
  const orbits = driftOrbitsOf(PLAN);

  it('takes the closed form, plane by plane', () => {
    const outcome = packingOf({ ...PLAN, planesPerLaunch: 3 }, INPUTS);
    const perPlane = outcome.ok ? outcome.packing.driftDaysPerPlane : 0;
    expect(perPlane).toBeCloseTo(planeDriftDays(radians(36), orbits), 9);
    const history = deployOnce({
      plan: PLAN,
      inputs: INPUTS,
      lifeYears: 5,
      loads: [
        [
          { plane: 4, slots: [0], driftPlanes: 0 },
          { plane: 3, slots: [0], driftPlanes: 1 },
          { plane: 2, slots: [0], driftPlanes: 2 },
        ],
      ],
      driftDaysPerPlane: perPlane,
      fortune: NOTHING_LOST,
    });
    const [first, second, third] = history.satellites.map(({ serviceDay }) => serviceDay);
    expect((second ?? 0) - (first ?? 0)).toBeCloseTo(perPlane, 9);
    expect((third ?? 0) - (first ?? 0)).toBeCloseTo(2 * perPlane, 9);
    expect(first).toBeCloseTo(
      600 + raiseDays(500_000, 1_000_000, { accelerationMPerS2: 2e-4, dutyShare: 0.5 }) + 45,
      9,
    );
  });

  it('at 80 degrees lasts months for each further plane', () => {
    expect(degrees(planeSpacingRad(shell(600, 20)))).toBeCloseTo(18, 12);
    const days = planeDriftDays(radians(18), orbits);
    expect(days).toBeGreaterThan(60);
    expect(days).toBeLessThan(65);
  });

  it('brings no second plane within reach where nodes do not part, or not soon enough', () => {
    expect(planesServed({ maxDriftDays: 1000 })).toBe(4);
    expect(planesServed({})).toBe(2);
    expect(planesServed({ parkingAltitudeM: 1_000_000 })).toBe(1);
    expect(planesServed({ shell: shell(120, 10, 90) })).toBe(1);
  });

  it('climbs 500 km in a month', () => {
    expect(raiseDays(500_000, 1_000_000, { accelerationMPerS2: 2e-4, dutyShare: 0.5 })).toBeCloseTo(30.4, 1);
    expect(raiseDays(7e5, 7e5, { accelerationMPerS2: 2e-4, dutyShare: 0.5 })).toBe(0);
  });
});

describe('the cadence', () => {
  const limits = { ...PLAN.cadence, padLaunchesPerYear: 36, turnaroundDays: 30 };

  it('is the least of pads, boosters and contract', () => {
    expect(launchRates({ ...limits, capPerYear: [6, 12, 99] })).toEqual([
      { perYear: 6, limit: 'contract' },
      { perYear: 12, limit: 'contract' },
      { perYear: 36, limit: 'pads' },
    ]);
    expect(launchRates({ ...limits, boosters: 1, capPerYear: [99] })[0]).toMatchObject({ limit: 'boosters' });
    expect(launchRates({ ...limits, competingPerYear: 8 })[0]).toEqual({ perYear: 0, limit: 'contract' });
  });

  it('gives room for one launch after the other, across years', () => {
    expect(nextLaunchDay(0, 0, [4])).toBeCloseTo(YEAR_DAYS / 4, 9);
    expect(nextLaunchDay(YEAR_DAYS - 1, 0, [YEAR_DAYS / 2, YEAR_DAYS])).toBeCloseTo(YEAR_DAYS + 0.5, 6);
    expect(nextLaunchDay(0, 0, [0, 2])).toBeCloseTo(1.5 * YEAR_DAYS, 6);
    expect(nextLaunchDay(10, 0, [0])).toBe(Number.POSITIVE_INFINITY);
  });

  it('never makes a launch later by more room', () => {
    const rates = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        rates,
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }),
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (perYear, more, after, earlier) => {
          const higher = perYear.map((rate, year) => rate + (more[year] ?? 0));
          const from = Math.max(0, after - earlier);
          expect(nextLaunchDay(from, 0, higher)).toBeLessThanOrEqual(nextLaunchDay(after, 0, perYear) + 1e-6);
        },
      ),
    );
  });
});

function historyWith(change: Partial<DeploymentPlan>, fortune: Fortune = NOTHING_LOST): DeploymentHistory {
  const plan = { ...PLAN, ...change };
  const outcome = packingOf(plan, INPUTS);
  if (!outcome.ok) throw new Error(outcome.error.code);
  const { packing } = outcome;
  const loads = loadsOf(plan.shell, packing);
  return deployOnce({
    plan,
    inputs: INPUTS,
    lifeYears: 5,
    loads,
    driftDaysPerPlane: packing.driftDaysPerPlane,
    fortune,
  });
}

/** Every third launch is lost. */
const UNLUCKY: Fortune = {
  ...NOTHING_LOST,
  succeeds: (launch) => launch % 3 !== 1,
  lossesOfOthers: [650, 900],
};

function firstLaunchDays(change: Partial<DeploymentPlan['cadence']>): readonly number[] {
  const cadence = { ...PLAN.cadence, capPerYear: [20, 30], ...change };
  return historyWith({ cadence }, UNLUCKY)
    .launches.slice(0, 20)
    .map(({ day }) => day);
}

describe('a history', () => {
  it('launches what was ordered and what was lost', () => {
    const { launches, satellites } = historyWith({ horizonDays: 2300 }, UNLUCKY);
    const launched = launches.reduce((sum, each) => sum + each.satellites, 0);
    const lost = launches
      .filter(({ succeeded }) => !succeeded)
      .reduce((sum, each) => sum + each.satellites, 0);
    expect(lost).toBeGreaterThan(0);
    expect(satellites).toHaveLength(120);
    expect(launched).toBe(120 + lost);
    expect(new Set(satellites.map(({ plane, slot }) => `${plane} ${slot}`)).size).toBe(120);
  });

  it('never flies a launch later with more pads, boosters or a larger contract', () => {
    const usual = firstLaunchDays({});
    for (const change of [{ pads: 2 }, { boosters: 9 }, { capPerYear: [25, 30] }, { capPerYear: [20, 60] }]) {
      for (const [launch, day] of firstLaunchDays(change).entries())
        expect(day).toBeLessThanOrEqual((usual[launch] ?? 0) + 1e-9);
    }
  });

  it('stands down after a loss, its own or that of others', () => {
    const { launches } = historyWith({}, UNLUCKY);
    for (const [index, launch] of launches.slice(0, -1).entries()) {
      const gap = (launches[index + 1]?.day ?? 0) - launch.day;
      expect(launch.succeeded || gap >= 60).toBe(true);
      for (const loss of [650, 900]) expect(launch.day >= loss && launch.day < loss + 60).toBe(false);
    }
  });

  it('waits for satellites to be made', () => {
    const cadence = { ...PLAN.cadence, boosters: 99, pads: 99, capPerYear: [1000] };
    const { launches } = historyWith({ cadence, horizonDays: 1500 });
    const made = launches.filter(({ generation }) => generation === 0);
    const day = made.at(-1)?.day ?? 0;
    expect(day).toBeCloseTo(600 + ((120 - 7) / 20) * (YEAR_DAYS / 12), 6);
  });

  it('replaces every satellite when its life is over, without a gap', () => {
    const { satellites } = historyWith({});
    const place = satellites.filter(({ plane, slot }) => plane === 0 && slot === 0);
    expect(place.length).toBeGreaterThan(1);
    expect(place[1]?.serviceDay).toBeCloseTo(place[0]?.endDay ?? 0, 6);
  });
});

function answerOf(change: Partial<DeploymentQuestion> = {}): DeploymentAnswer {
  const outcome = deploy({ ...QUESTION, ...change });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.answer;
}

describe('many futures', () => {
  const answer = answerOf();

  it('are the same for the same seed, and others for another', () => {
    expect(answerOf().days).toEqual(answer.days);
    expect(answerOf({ seed: 6 }).days).not.toEqual(answer.days);
  });

  it('count as their histories say', () => {
    const draw = answer.typicalDraws.p50;
    const { satellites } = answer.history(draw);
    const inService = (day: number): number =>
      satellites.filter((each) => each.serviceDay <= day && day < each.endDay).length;
    const some = answerOf({ draws: 1 });
    const only = some.history(0).satellites;
    for (const { day, inService: counted } of some.days) {
      expect(counted.mean).toBe(only.filter((each) => each.serviceDay <= day && day < each.endDay).length);
    }
    expect(inService(3000)).toBeGreaterThan(0);
  });

  it('never have more in service than on orbit, and little before much', () => {
    for (const { inService, onOrbit, launches } of answer.days) {
      expect(inService.mean).toBeLessThanOrEqual(onOrbit.mean);
      for (const { p10, p50, p90 } of [inService, onOrbit, launches]) {
        expect(p10).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p90);
      }
    }
    const launched = answer.days.map(({ launches }) => launches.mean);
    expect(launched.toSorted((a, b) => a - b)).toEqual(launched);
  });

  it('with nothing uncertain and nothing lost are the plan', () => {
    const sure = answerOf({
      assumptions: assumptionsWith({ fleetLaunchesPerYear: { kind: 'fixed', value: 0 } }),
      launchSuccessProb: { ...QUESTION.launchSuccessProb, distribution: { kind: 'fixed', value: 1 } },
      lifeYears: { ...QUESTION.lifeYears, distribution: { kind: 'fixed', value: 5 } },
      failures: { shape: 1, scaleYears: 1e12 },
      draws: 3,
    });
    expect(sure.history(1)).toEqual(sure.planned);
    const inOrder = sure.planned.satellites.slice(0, 120).map(({ serviceDay }) => serviceDay);
    expect(sure.nineTenthsDay.p50).toBeCloseTo(inOrder.toSorted((x, y) => x - y)[107] ?? 0, 9);
    expect(sure.lostLaunches.p90).toBe(0);
  });

  it('say when a part of the layer is never up', () => {
    const short = answerOf({ plan: { ...PLAN, horizonDays: 700 }, draws: 50 });
    expect(short.halfDay).toEqual({ p10: null, p50: null, p90: null, neverProb: 1 });
    expect(short.nineTenthsDay.neverProb).toBe(1);
    expect(short.firstLaunchDay.neverProb).toBeGreaterThan(0.5);
  });
});

describe('spares and steady state', () => {
  it('are short less often the more there are, by Poisson', () => {
    expect(shortageProb(1, 0)).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(shortageProb(1, 2)).toBeCloseTo(1 - 2.5 * Math.exp(-1), 12);
    expect(shortageProb(0, 0)).toBe(0);
    for (let spares = 1; spares < 8; spares++)
      expect(shortageProb(2, spares)).toBeLessThan(shortageProb(2, spares - 1));
  });

  it('replace 82 a year of 400 and 204 of 1,000', () => {
    expect(replacementsPerYear(400, 5, 0.02)).toBeCloseTo(81.6, 1);
    expect(replacementsPerYear(1000, 5, 0.02)).toBeCloseTo(204.1, 1);
  });

  it('draw lives whose share left is the law', () => {
    const law = QUESTION.failures;
    for (const prob of [0.01, 0.5, 0.97])
      expect(reliability(law, lastsYears(law, prob))).toBeCloseTo(prob, 9);
  });
});
