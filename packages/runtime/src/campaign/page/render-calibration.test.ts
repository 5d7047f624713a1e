import {
  SAMPLE_TIMES,
  calibration,
  calibrationChecks,
  variantSummary,
  variantsOf,
} from '@cupola/core/campaign';
import type { Campaign, ObjectAnswer, RunAnswer } from '@cupola/core/campaign';
import { expect, test } from 'vitest';
import { renderCalibration } from './render-calibration.ts';

const CAMPAIGN: Campaign = {
  campaign: 1,
  title: 'Is <it> so?',
  scenario: 'base.yaml',
  set: {},
  seeds: { from: 1, count: 40 },
  sweep: [],
  epochWithinDays: 0,
  mix: [
    {
      id: 'deep',
      weight: 1,
      perYear: 12,
      vehicles: ['icbm-solid'],
      launch: ['siberia'],
      flight: { kind: 'aimed', aim: { kind: 'border', insideKm: [100, 3000] }, trajectories: null },
      objects: null,
      count: 1,
      spacingS: 10,
    },
  ],
  end: { afterVerdictS: 60, notBeforeLaunchS: 300, notBeforeBurnoutS: 60, latestS: 600 },
};
const NO_SHARES = { boost: null, midcourse: null, glide: null, reentry: null };

function object(index: number): ObjectAnswer {
  const isThreat = index % 2 === 0;
  const prob = isThreat ? 0.97 : 0.05;
  const declaredS = isThreat ? 183 + (index % 7) : null;
  return {
    object: 'drawn',
    kind: 'deep',
    vehicle: 'icbm-solid',
    weapon: true,
    ofWeapon: true,
    role: 'payload',
    ofBus: false,
    launchAtS: 0,
    launchLatDeg: 54,
    launchLonDeg: 88,
    impactLatDeg: 40,
    impactLonDeg: -95,
    inRegions: isThreat,
    insideKm: isThreat ? 500 : -500,
    cloudBreakS: 40,
    burnoutS: 175,
    impactS: 1800,
    firstDetectedS: 41,
    confirmedS: 44,
    declaredS,
    firstDeclaredS: declaredS,
    firstDeclaredProb: declaredS === null ? null : prob,
    revocations: 0,
    excludedS: null,
    firstExcludedS: null,
    stated: SAMPLE_TIMES.map((at) => ({
      at,
      jointProb: prob,
      unionProb: prob,
      weaponProb: 1,
      phase: 'midcourse',
      longWaveSatellites: 6,
      plumeSatellites: 0,
      impactSigmaKm: 4,
    })),
    custody: NO_SHARES,
    custodyBySensor: {},
    longestGapS: 0,
    positionErrorKm: NO_SHARES,
  };
}

function run(index: number): RunAnswer {
  return {
    run: index,
    variant: 0,
    seed: index + 1,
    epoch: '2026-07-24T00:00:00Z',
    endS: 300,
    tracksConfirmed: 1,
    falseTracks: 0,
    identitySwitches: 0,
    falseTrackDeclarations: [],
    objects: [object(index)],
  };
}

function page(answers: readonly RunAnswer[], sweep: Campaign['sweep'] = []): string {
  const campaign = { ...CAMPAIGN, sweep };
  const variants = variantsOf(campaign);
  const calibrations = variants.map(({ index }) =>
    calibration(
      answers.filter(({ variant }) => variant === index),
      campaign.mix,
    ),
  );
  return renderCalibration({
    loaded: {
      campaign,
      campaignFile: '/somewhere/campaign.yaml',
      text: '',
      variants: [],
      campaignId: 'c0',
      sourceHash: 's0',
      data: {},
    },
    calibrations,
    summary: {
      campaignId: 'c0',
      title: campaign.title,
      simulated: true,
      runs: 40,
      completed: answers.length,
      files: [],
      failed: [],
      variants: variants.map((variant, index) => ({
        ...variantSummary(variant, answers),
        checks: calibrationChecks(calibrations[index]!),
      })),
    },
  }).replaceAll('\u00a0', ' ');
}

const ANSWERS = Array.from({ length: 40 }, (_, index) => run(index));

test('the page shows every figure with its numbers, and asks for nothing from outside', () => {
  const html = page(ANSWERS);
  expect(html).toBe(page(ANSWERS));
  expect(html).toContain('SIMULATED');
  expect(html).not.toMatch(/NaN|undefined|Infinity|https?:|somewhere/);
  expect(html).toContain('Is &lt;it&gt; so?');
  for (const id of ['reliability-held', 'reliability-all', 'skill', 'times', 'operating'])
    expect(html).toContain(`id="${id}-data"`);
  expect(html).toContain(
    'Of 20 threats that come down at least 100 km inside the regions and do not manoeuvre 20 were declared',
  );
  expect(html).toContain('False declarations: 0 in 40 runs, where the stated probabilities expect 0.60');
});

test('several combinations have a row each', () => {
  const sweep = [{ name: 'lost', choices: [0, 0.2].map((label) => ({ label, set: {} })) }];
  const both = [...ANSWERS, ...ANSWERS.map((answer) => ({ ...answer, variant: 1 }))];
  const html = page(both, sweep);
  expect(html).toContain('By swept values');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test('a campaign of which no run could be flown has a page too', () => {
  expect(page([])).not.toMatch(/NaN|undefined|Infinity/);
});
