import type { Campaign, ObjectAnswer, RunAnswer } from '@cupola/core/campaign';
import { variantSummary, variantsOf } from '@cupola/core/campaign';
import { expect, test } from 'vitest';
import { renderCampaign } from './render-campaign.ts';

const CAMPAIGN: Campaign = {
  campaign: 1,
  title: 'What <satellites> buy',
  scenario: 'base.yaml',
  set: {},
  seeds: { from: 5, count: 4 },
  sweep: [
    {
      name: 'noise',
      choices: [
        { label: 'low', set: {} },
        { label: 'high', set: {} },
      ],
    },
    { name: 'satellites', choices: [400, 1000].map((label) => ({ label, set: {} })) },
  ],
  epochWithinDays: 0,
  mix: [],
  end: null,
};
const VARIANTS = variantsOf(CAMPAIGN);

function weapon(midcourse: number): ObjectAnswer {
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
    declaredS: 210,
    firstDeclaredS: 210,
    firstDeclaredProb: 0.97,
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

const ANSWERS: readonly RunAnswer[] = VARIANTS.flatMap(({ index }) =>
  [5, 6, 7, 8].map((seed) => ({
    run: 4 * index + seed - 5,
    variant: index,
    seed,
    epoch: '',
    endS: 0,
    tracksConfirmed: 1,
    falseTracks: 0,
    identitySwitches: 0,
    falseTrackDeclarations: [],
    objects: [weapon(0.6 + 0.1 * index - 0.01 * (seed - 5))],
  })),
);

function page(answers: readonly RunAnswer[]): string {
  return renderCampaign({
    campaign: CAMPAIGN,
    variants: VARIANTS,
    answers,
    summary: {
      campaignId: 'c0',
      title: CAMPAIGN.title,
      simulated: true,
      runs: 16,
      completed: answers.length,
      files: [],
      failed: [],
      variants: VARIANTS.map((variant) => ({ ...variantSummary(variant, answers), checks: [] })),
    },
    text: 'campaign: 1',
    manifest: { campaignId: 'c0' },
  }).replaceAll('\u00a0', ' ');
}

test('the page says what each value is worth, seed by seed, and asks for nothing from outside', () => {
  const html = page(ANSWERS);
  expect(html).toBe(page(ANSWERS));
  expect(html).toContain('SIMULATED');
  expect(html).not.toMatch(/NaN|undefined|Infinity|https?:/);
  expect(html).toContain('What &lt;satellites&gt; buy');
  expect(html).toContain(
    'noise low, satellites 400 to 1000: boost held 100 % to 100 %; midcourse held 58.5 % to 68.5 %',
  );
  // The same for every seed, so without doubt.
  expect(html).toMatch(/<b>\+10\.0+<\/b> \(\+10\.0+ to \+10\.0+\)/);
  expect(html).toContain('4 of 4');
  const data: unknown = JSON.parse(/id="comparison-data">(.*?)<\/script>/.exec(html)?.[1] ?? '');
  expect(data).toHaveLength(4);
});

test('a campaign of which no run could be flown has a page too', () => {
  expect(page([])).not.toMatch(/NaN|undefined|Infinity/);
});
