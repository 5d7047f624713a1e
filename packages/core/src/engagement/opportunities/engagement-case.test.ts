import { expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { RandomStream, radians } from '../../foundation/index.ts';
import { compositeKillProb } from '../closed-form/shots.ts';
import { pmfMean } from '../raid/leak-odds.ts';
import { Engagement, launchMoments } from './engagement-case.ts';
import type { EngagementCase } from './engagement-case.ts';
import { engagementPlan, leaksOf } from './engagement-plan.ts';
import type { Candidate, ShotTerms } from './engagement-plan.ts';
import { AS_FLOWN } from './first-orders.ts';
import type { InterceptorPart } from './interceptor-part.ts';
import { doubled, halved } from './interceptor-part.ts';
import { LEVERS } from './levers.ts';
import { randomTarget } from './random-target.test-data.ts';
import { sensitivity } from './sensitivity.ts';

const TERMS: ShotTerms = {
  killProbs: [0.8, 0.5],
  trackProb: 0.9,
  shotsPerTarget: 2,
  sharing: 'even',
  assignment: 'optimal',
};

function candidate(part: number, interceptor: number): Candidate {
  return { part, interceptor, orderS: 100, meetS: 200 };
}

test('every interceptor shoots once, first shots before second ones, and each kind by its own odds', () => {
  const both = [candidate(0, 0), candidate(1, 0)];
  const { shots, leakProbs } = engagementPlan([both, [candidate(0, 0)], []], TERMS);
  expect(shots).toEqual([[candidate(1, 0)], [candidate(0, 0)], []]);
  expect(leakProbs[0]).toBeCloseTo(1 - 0.9 * 0.5, 12);
  expect(leakProbs[1]).toBeCloseTo(1 - compositeKillProb(0.8, 1, 0.9), 12);
  expect(leakProbs[2]).toBe(1);
  const alone = engagementPlan([both], TERMS).leakProbs[0] ?? 0;
  expect(alone).toBeCloseTo(1 - 0.9 * (1 - 0.2 * 0.5), 12);
  const odds = leaksOf(leakProbs);
  expect(odds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  expect(pmfMean(odds)).toBeCloseTo(
    leakProbs.reduce((sum, each) => sum + each, 0),
    12,
  );
});

test('greedy takes targets in their order and may leave one to nobody; optimal does not', () => {
  const first = [candidate(0, 0), candidate(0, 1)];
  const second = [candidate(0, 0)];
  const one = { ...TERMS, shotsPerTarget: 1 };
  const planned = engagementPlan([first, second], one).shots.map((each) => each.length);
  const greedy = engagementPlan([first, second], { ...one, assignment: 'greedy' }).shots;
  expect(planned).toEqual([1, 1]);
  expect(greedy.map((each) => each.length)).toEqual([1, 0]);
  const salvo = engagementPlan([first, first], { ...TERMS, sharing: 'salvo' }).shots;
  expect(salvo.map((each) => each.length)).toEqual([2, 0]);
});

const SHELL: WalkerShell = {
  kind: 'delta',
  count: 240,
  planes: 12,
  phasing: 1,
  altitudeM: 500_000,
  inclinationRad: radians(60),
};

/** A few random flights, committed on early, against a shell. */
function randomCase(number: number): EngagementCase {
  const stream = new RandomStream(11, 'engagement-cases');
  const targets = Array.from({ length: 4 }, (_, index) => randomTarget(10 * number + index, stream));
  const part: InterceptorPart = {
    id: 'shell',
    shell: SHELL,
    ephemeris: walkerEphemeris(SHELL),
    law: {
      flyOut: { speedMPerS: 6000, accelerationMPerS2: 147 },
      phases: ['boost', 'midcourse'],
      lowestM: 100_000,
      highestM: 2_000_000,
      marginS: 0,
      longestFlyOutS: 300,
    },
    killProb: 0.8,
    ready: new Uint8Array(SHELL.count).fill(1),
  };
  return {
    parts: [part],
    targets: targets.map(({ path }, index) => ({
      path,
      commitments: [{ fromS: path.fromS + 50, untilS: Number.POSITIVE_INFINITY }],
      isCounted: index > 0,
    })),
    delayS: 10,
    orderWindowS: 120,
    lastS: 3600,
    terms: { trackProb: 1, shotsPerTarget: 2, sharing: 'even', assignment: 'optimal' },
  };
}

const MOMENTS = launchMoments(new RandomStream(5, 'moments'), 25, 86_400);

test('more interceptors, more time, better odds: never more that leak, at any launch moment', () => {
  let gained = 0;
  for (let number = 0; number < 6; number++) {
    const now = randomCase(number);
    const leakAt = (of: EngagementCase): readonly number[] => {
      const engagement = new Engagement({
        ...of,
        targets: of.targets.map((each) => ({ ...each, isCounted: true })),
      });
      return MOMENTS.map((moment) => engagement.at(moment).leakProbs.reduce((sum, each) => sum + each, 0));
    };
    const asIs = leakAt(now);
    const better = [
      leakAt({ ...now, delayS: 0, orderWindowS: 130 }),
      leakAt({ ...now, parts: now.parts.map((part) => ({ ...part, killProb: 0.9 })) }),
      leakAt({ ...now, terms: { ...now.terms, shotsPerTarget: 3 } }),
      leakAt({ ...now, parts: now.parts.flatMap((part) => doubled(part) ?? []) }),
    ];
    const worse = leakAt({ ...now, parts: now.parts.map(halved) });
    asIs.forEach((leak, index) => {
      for (const those of better) {
        expect(those[index]).toBeLessThanOrEqual(leak + 1e-9);
        gained += leak - (those[index] ?? 0);
      }
      expect(worse[index]).toBeGreaterThanOrEqual(leak - 1e-9);
    });
  }
  expect(gained).toBeGreaterThan(1);
});

test('over launch moments: the mean of what each one comes to, counted targets only', () => {
  const of = randomCase(1);
  const engagement = new Engagement(of);
  const found = engagement.over(MOMENTS);
  const each = MOMENTS.map((moment) =>
    engagement.at(moment).leakProbs.reduce((sum, prob, index) => sum + (index > 0 ? prob : 0), 0),
  );
  const mean = each.reduce((sum, leak) => sum + leak, 0) / each.length;
  expect(found?.leak.meanLeak).toBeCloseTo(mean, 9);
  expect(found?.leak.k).toBe(3);
  expect(new Engagement({ ...of, targets: [] }).over(MOMENTS)).toBeNull();
  expect(launchMoments(new RandomStream(1, 'm'), 1, 0)).toEqual([AS_FLOWN]);
});

test('a launch at another time meets the same as the flight itself, turned, would', () => {
  const of = randomCase(2);
  const [moment] = launchMoments(new RandomStream(3, 'turned'), 1, 86_400);
  if (moment === undefined) throw new Error('there is a moment');
  const c = Math.cos(moment.earthRad);
  const s = Math.sin(moment.earthRad);
  const turned = of.targets.map((target) => ({
    ...target,
    path: {
      ...target.path,
      positionsM: target.path.positionsM.map((value, at, all) => {
        const axis = at % 3;
        if (axis === 2) return value;
        const x = all[at - axis] ?? 0;
        const y = all[at - axis + 1] ?? 0;
        return axis === 0 ? c * x - s * y : s * x + c * y;
      }),
    },
  }));
  const later = new Engagement({ ...of, targets: turned }).at({ ...moment, earthRad: 0 });
  expect(new Engagement(of).at(moment).candidates).toEqual(later.candidates);
  expect(later.candidates.flat().length).toBeGreaterThan(0);
});

test('the tornado moves one input at a time, the most telling first', () => {
  const of = randomCase(4);
  const asIs = new Engagement(of).over(MOMENTS);
  if (asIs === null) throw new Error('targets count');
  const effects = sensitivity(of, asIs, LEVERS, MOMENTS);
  expect(effects.map(({ lever }) => lever.id).toSorted()).toEqual(LEVERS.map(({ id }) => id).toSorted());
  const spreads = effects.map(({ spread }) => spread);
  expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
  const by = (id: string) => effects.find(({ lever }) => lever.id === id);
  expect(by('speed')?.high?.meanLeak).toBe(asIs.leak.meanLeak);
  expect(by('speed')?.low?.meanLeak).toBeGreaterThanOrEqual(asIs.leak.meanLeak);
  expect(by('kill-probability')?.low?.inReachShare).toBe(asIs.inReachShare);
  expect(by('decision')?.nominal).toBe(10);
  const catalogue = { ...of, parts: of.parts.map((part) => ({ ...part, shell: null })) };
  const fewer = sensitivity(catalogue, asIs, LEVERS, MOMENTS.slice(0, 3));
  expect(fewer.find(({ lever }) => lever.id === 'interceptors')).toMatchObject({ high: null });
  expect(fewer.find(({ lever }) => lever.id === 'altitude')).toMatchObject({ low: null, high: null });
});
