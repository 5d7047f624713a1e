import { describe, expect, it } from 'vitest';
import { present } from '../foundation/index.ts';
import { campaign } from './campaign.test-data.ts';
import { comparison } from './comparison.ts';
import type { ObjectAnswer, RunAnswer } from './run-answer.ts';
import { variantsOf } from './run-list.ts';

const swept = campaign({
  sweep: [
    {
      name: 'layer',
      choices: [
        { label: 'thin', set: {} },
        { label: 'thick', set: {} },
      ],
    },
    { name: 'lost', choices: [0, 0.2, 0.4].map((label) => ({ label, set: {} })) },
  ],
});
const variants = variantsOf(swept);

function weapon(midcourse: number, firstDeclaredS: number | null): ObjectAnswer {
  return {
    object: 'drawn',
    kind: 'deep',
    vehicle: 'icbm-solid',
    weapon: true,
    ofWeapon: true,
    role: 'payload',
    ofBus: false,
    launchAtS: 0,
    launchLatDeg: 0,
    launchLonDeg: 0,
    impactLatDeg: 0,
    impactLonDeg: 0,
    inRegions: true,
    insideKm: 200,
    cloudBreakS: 40,
    burnoutS: 180,
    impactS: 1800,
    firstDetectedS: 41,
    confirmedS: 44,
    declaredS: firstDeclaredS,
    firstDeclaredS,
    firstDeclaredProb: null,
    revocations: 0,
    excludedS: null,
    firstExcludedS: null,
    stated: [],
    custody: { boost: 1, midcourse, glide: null, reentry: null },
    custodyBySensor: {},
    longestGapS: 0,
    positionErrorKm: { boost: null, midcourse: 0.1, glide: null, reentry: null },
  };
}

/** Seed 12 is harder than 11 and 13 by 0.1, whatever is lost; each step of loss costs 0.05. */
const answers: readonly RunAnswer[] = variants.flatMap(({ index }) =>
  [11, 12, 13].map((seed) => ({
    run: 3 * index + seed - 11,
    variant: index,
    seed,
    epoch: '',
    endS: 0,
    tracksConfirmed: 1,
    falseTracks: 0,
    identitySwitches: 0,
    falseTrackDeclarations: [],
    objects: [
      weapon(
        0.95 - 0.05 * (index % 3) - (seed === 12 ? 0.1 : 0),
        seed === 13 && index % 3 === 2 ? null : 200,
      ),
    ],
  })),
);
const found = comparison(swept, variants, answers);

describe('the comparison of swept values', () => {
  it('measures each combination with a band', () => {
    const { midcourse, declaredAfterLaunchS, glide } = present(found.variants[0]).measured;
    expect(midcourse.mean).toBeCloseTo(0.95 - 0.1 / 3, 12);
    expect(midcourse.low).toBeCloseTo(0.85, 12);
    expect(midcourse.high).toBeCloseTo(0.95, 12);
    expect(declaredAfterLaunchS).toMatchObject({ mean: 200, count: 3 });
    expect(glide).toEqual({ mean: null, low: null, high: null, count: 0 });
  });

  it('compares neighbours on the last axis and its ends, never across the others', () => {
    expect(found.pairs.map(({ from, to }) => [from['layer'], from['lost'], to['layer'], to['lost']])).toEqual(
      [
        ['thin', 0, 'thin', 0.2],
        ['thin', 0.2, 'thin', 0.4],
        ['thin', 0, 'thin', 0.4],
        ['thick', 0, 'thick', 0.2],
        ['thick', 0.2, 'thick', 0.4],
        ['thick', 0, 'thick', 0.4],
      ],
    );
  });

  it('compares seed by seed, so that what makes a seed hard falls out', () => {
    const { midcourse, declaredAfterLaunchS } = present(found.pairs[2]).change;
    expect(midcourse.mean).toBeCloseTo(-0.1, 12);
    expect(midcourse.low).toBeCloseTo(-0.1, 12);
    expect(midcourse.high).toBeCloseTo(-0.1, 12);
    // Only where both were declared.
    expect(declaredAfterLaunchS).toMatchObject({ mean: 0, count: 2 });
  });
});
