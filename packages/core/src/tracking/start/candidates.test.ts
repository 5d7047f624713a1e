import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream, present } from '../../foundation/index.ts';
import { candidatesOf } from './candidates.ts';
import { chooseDisjoint } from './disjoint.ts';
import type { Claim } from './disjoint.ts';
import { fitPoint } from './fit-point.ts';
import { meetingWeight } from './gather.ts';
import { meetingsOf } from './meetings.ts';
import { raysOf } from './rays.ts';
import type { Rays } from './rays.ts';
import { allRows, madeUpScan, placeAt } from './scan.test-data.ts';

const SATELLITES = [
  placeAt(0.1, 0, 1e6),
  placeAt(-0.1, 0.12, 1e6),
  placeAt(0, -0.2, 1.2e6),
  placeAt(-0.15, -0.05, 9e5),
];

/** A few objects within some kilometres: their rays cross within noise in many ways. */
function crowd(seed: number, objects: number): Rays {
  const random = new RandomStream(seed, 'candidates/places');
  const targets = Array.from({ length: objects }, (_, k) =>
    placeAt(
      3e-4 * random.uniform(k, 0, 0),
      3e-4 * random.uniform(k, 0, 1),
      120_000 + 1_000 * random.uniform(k, 0, 2),
    ),
  );
  const scan = madeUpScan({ seed, satellites: SATELLITES, targets, falseAlarms: 0, sigmaRad: 1e-4 });
  return raysOf(scan, allRows(scan));
}

/** Every choice of at most one ray from each of at least three satellites, with its weight. */
function everyChoice({ scan, rows }: Rays): readonly Claim[] {
  let choices: number[][] = [[]];
  for (let satellite = 0; satellite < SATELLITES.length; satellite++) {
    const its = [...rows.keys()].filter((ray) => scan.satelliteIndex[rows[ray]!] === satellite);
    choices = choices.flatMap((choice) => [choice, ...its.map((ray) => [...choice, ray])]);
  }
  return choices.flatMap((claims) => {
    if (claims.length < 3) return [];
    const its = claims.map((ray) => rows[ray]!);
    const rough = fitPoint(scan, its, placeAt(0, 0, 120_000));
    const fit = rough === null ? null : fitPoint(scan, its, rough.positionM);
    return fit === null ? [] : [{ weight: meetingWeight(claims.length, fit.squaredDistance), claims }];
  });
}

describe('candidates for fixes', () => {
  it('hold the best explanation of a crowd, or one nearly as likely', () => {
    let found = 0;
    let best = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 3 }), (seed, objects) => {
        const rays = crowd(seed, objects);
        const { candidates } = candidatesOf(rays, meetingsOf(rays).meetings);
        const chosen = chooseDisjoint(candidates.map(({ weight, members }) => ({ weight, claims: members })));
        const ideal = chooseDisjoint(everyChoice(rays));
        expect(chosen.weight).toBeLessThan(ideal.weight * 1.01 + 0.1);
        found += chosen.weight;
        best += ideal.weight;
      }),
      { numRuns: 30, seed: 3 },
    );
    expect(found / best).toBeGreaterThan(0.98);
  });

  it('are cut short in a crowd that is too dense, the clearest first, and that is told', () => {
    const rays = crowd(5, 3);
    const { meetings } = meetingsOf(rays);
    const whole = candidatesOf(rays, meetings);
    expect(whole.boundReached).toBe(false);
    const cut = candidatesOf(rays, meetings, { mostMet: 50, maxTried: 10 });
    expect(cut.boundReached).toBe(true);
    expect(cut.candidates.length).toBeGreaterThan(0);
    expect(cut.candidates.length).toBeLessThan(whole.candidates.length);
  });

  it('are two satellites only where neither ray meets another', () => {
    const targets = [placeAt(0, 0, 120_000)];
    const two = madeUpScan({
      seed: 1,
      satellites: SATELLITES.slice(0, 2),
      targets,
      falseAlarms: 0,
      sigmaRad: 1e-4,
    });
    const alone = raysOf(two, allRows(two));
    expect(candidatesOf(alone, meetingsOf(alone).meetings).candidates).toHaveLength(1);
    const beside = madeUpScan({
      seed: 1,
      satellites: SATELLITES.slice(0, 2),
      targets: [...targets, placeAt(0, 2e-5, 120_000)],
      falseAlarms: 0,
      sigmaRad: 1e-4,
    });
    const ambiguous = raysOf(beside, allRows(beside));
    expect(meetingsOf(ambiguous).meetings.length).toBeGreaterThan(2);
    expect(candidatesOf(ambiguous, meetingsOf(ambiguous).meetings).candidates).toEqual([]);
  });

  it('have weights that agree with a fit of the place', () => {
    const rays = crowd(4, 2);
    for (const { members, place, squaredDistance } of candidatesOf(rays, meetingsOf(rays).meetings)
      .candidates) {
      const rows = members.map((ray) => present(rays.rows[ray]));
      const fit = fitPoint(rays.scan, rows, place);
      expect(fit?.squaredDistance).toBeCloseTo(squaredDistance, 0);
    }
  });
});
