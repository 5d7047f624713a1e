import { describe, expect, it } from 'vitest';
import { RandomStream } from '../foundation/index.ts';
import { calibration } from './calibration.ts';
import { calibrationChecks, scoreAt } from './calibration-checks.ts';
import { groupOf } from './calibration-groups.ts';
import { mixKind } from './campaign.test-data.ts';
import { SAMPLE_TIMES } from './run-answer.ts';
import type { ObjectAnswer, RunAnswer, StatedProbability } from './run-answer.ts';

const NO_SHARES = { boost: null, midcourse: null, glide: null, reentry: null };

function statedAll(prob: number | null, changed: Partial<StatedProbability> = {}): StatedProbability[] {
  return SAMPLE_TIMES.map((at) => ({
    at,
    jointProb: prob,
    unionProb: prob,
    weaponProb: 1,
    phase: 'midcourse',
    longWaveSatellites: 6,
    plumeSatellites: 0,
    impactSigmaKm: 4,
    ...changed,
  }));
}

function object(changed: Partial<ObjectAnswer> = {}): ObjectAnswer {
  return {
    object: 'drawn',
    kind: 'deep',
    vehicle: 'icbm-solid',
    weapon: true,
    ofWeapon: true,
    role: 'payload',
    ofBus: false,
    launchAtS: 0,
    launchLatDeg: 40,
    launchLonDeg: 127,
    impactLatDeg: 40,
    impactLonDeg: -95,
    inRegions: true,
    insideKm: 500,
    cloudBreakS: 40,
    burnoutS: 175,
    impactS: 1800,
    firstDetectedS: 41,
    confirmedS: 44,
    declaredS: 183,
    firstDeclaredS: 183,
    firstDeclaredProb: 0.999,
    revocations: 0,
    excludedS: null,
    firstExcludedS: null,
    stated: statedAll(0.999),
    custody: NO_SHARES,
    custodyBySensor: {},
    longestGapS: 0,
    positionErrorKm: NO_SHARES,
    ...changed,
  };
}

function run(index: number, objects: readonly ObjectAnswer[], ofNothing: readonly number[] = []): RunAnswer {
  return {
    run: index,
    variant: 0,
    seed: index,
    epoch: '2026-07-24T00:00:00Z',
    endS: 300,
    tracksConfirmed: 1,
    falseTracks: 0,
    identitySwitches: 0,
    falseTrackDeclarations: ofNothing,
    objects,
  };
}

const HARMLESS = object({
  weapon: false,
  ofWeapon: false,
  inRegions: false,
  kind: 'space',
  vehicle: 'space-launch',
  insideKm: null,
  declaredS: null,
  firstDeclaredS: null,
  firstDeclaredProb: null,
  stated: statedAll(0.0001),
});

describe('groups', () => {
  it.each<[string, Partial<ObjectAnswer>]>([
    ['held', {}],
    ['near-border', { insideKm: -11.9 }],
    ['held', { insideKm: -12.1 }],
    ['boost-only', { stated: statedAll(0.5, { longWaveSatellites: 1 }) }],
    ['manoeuvring', { vehicle: 'boost-glide', insideKm: 1 }],
    ['manoeuvring', { ofBus: true }],
  ])('%s is told from %o', (group, changed) => {
    expect(groupOf(object(changed))).toBe(group);
  });
});

describe('calibration of a program that states true probabilities', () => {
  const luck = new RandomStream(9, 'perfect');
  const answers = Array.from({ length: 600 }, (_, index) => {
    const u = luck.uniform(index, 0);
    const prob = 1 / (1 + Math.exp(-40 * (u - 0.5)));
    const threat = luck.uniform(index, 1) < prob;
    const declares = prob >= 0.95;
    return run(index, [
      object({
        inRegions: threat,
        insideKm: threat ? 500 : -500,
        stated: statedAll(prob),
        declaredS: declares ? 183 : null,
        firstDeclaredS: declares ? 183 : null,
        firstDeclaredProb: declares ? prob : null,
      }),
    ]);
  });
  const found = calibration(answers, []);

  it('meets every check on probabilities', () => {
    const checks = calibrationChecks(found).filter(({ id }) => id !== 'skill' && id !== 'deep-threats');
    expect(checks.map(({ met }) => met)).toEqual(checks.map(() => true));
  });

  it('finds false declarations as the probabilities have them, and reports those it did not declare', () => {
    const { falseDeclarations, declarations } = found;
    expect(falseDeclarations.falselyDeclared).toBeGreaterThan(0);
    expect(Math.abs(falseDeclarations.falselyDeclared - falseDeclarations.expected)).toBeLessThan(6);
    expect(declarations.deepThreats.missed).toBe(declarations.missedOrLate.length);
    expect(declarations.deepThreats.missed).toBeGreaterThan(0);
  });
});

describe('calibration', () => {
  it('leaves out what nothing was stated about, and says how many', () => {
    const found = calibration([run(0, [object(), object({ stated: statedAll(null) })])], []);
    expect(scoreAt(found, '120', 'all')).toMatchObject({ objects: 2, stated: 1 });
  });

  it('takes a spent stage of a weapon in the regions as stated, and as no threat that must be declared', () => {
    const stage = object({ weapon: false, role: 'stage', firstDeclaredS: 240, declaredS: 240 });
    const found = calibration([run(0, [object(), stage])], []);
    expect(found.falseDeclarations).toMatchObject({ declared: 2, falselyDeclared: 0 });
    expect(found.declarations.deepThreats.objects).toBe(1);
    expect(scoreAt(found, '120', 'all')?.brier?.baseRate).toBe(1);
  });

  it('counts declarations of nothing as false, and threatens nobody with an empty campaign', () => {
    const found = calibration([run(0, [object()], [0.97])], []);
    expect(found.falseDeclarations).toMatchObject({ declared: 2, falselyDeclared: 1 });
    expect(found.falseDeclarations.expected).toBeCloseTo(0.031, 9);
    const empty = calibration([], []);
    expect(calibrationChecks(empty).every(({ met }) => met === null)).toBe(true);
  });

  it('puts false declarations on a year at the stated rates, threats left out', () => {
    const mix = [
      mixKind({ id: 'deep', perYear: 10 }),
      mixKind({ id: 'space', perYear: 200 }),
      mixKind({ id: 'unrated' }),
    ];
    const wrong = { ...HARMLESS, firstDeclaredS: 400, firstDeclaredProb: 0.96 };
    const answers = [
      run(0, [object()]),
      run(1, [wrong]),
      ...[2, 3, 4].map((index) => run(index, [HARMLESS])),
    ];
    const { perYear } = calibration(answers, mix).falseDeclarations;
    expect(
      perYear.kinds.map(({ kind, launches, falselyDeclared, falsePerYear }) => [
        kind,
        launches,
        falselyDeclared,
        falsePerYear,
      ]),
    ).toEqual([
      ['deep', 0, 0, 0],
      ['space', 4, 1, 50],
    ]);
    expect(perYear.pooledUpperBound).toBeGreaterThan(perYear.falsePerYear);
    expect(perYear.pooledUpperBound).toBeLessThanOrEqual(210);
  });
});
