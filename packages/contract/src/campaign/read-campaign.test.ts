import { describe, expect, it } from 'vitest';
import { readCampaign } from './read-campaign.ts';

const KNOWN = {
  vehicles: [
    { id: 'icbm-solid', course: 'ballistic', stages: 3 },
    { id: 'srbm', course: 'ballistic', stages: 1 },
    { id: 'space-launch', course: 'orbit', stages: 2 },
    { id: 'boost-glide', course: 'glide', stages: 3 },
  ],
} as const;

const RIGHT = `
campaign: 1
title: Small
scenario: base.yaml
seeds: { from: 1001, count: 50 }
set: { network.latencyS: 2 }
sweep:
  - { path: outages.lossShare, values: [0, 0.2] }
  - { name: layer, choices: [{ label: small, set: { satellites.0.walker.count: 100 } }] }
mix:
  - { id: deep, weight: 3, vehicles: [icbm-solid], launch: [siberia], aim: { insideKm: [100, 3000] } }
  - { id: space, weight: 1, perYear: 260, vehicles: [space-launch], launch: [baikonur], orbit: { altitudeKm: [200, 500], inclinationDeg: [51.6] } }
end: { latestS: 900 }
`;

function problemsOf(text: string): readonly { path: string; message: string; line?: number }[] {
  const outcome = readCampaign(text, KNOWN);
  return outcome.ok ? [] : outcome.problems;
}

describe('a campaign file', () => {
  it('is read with its defaults', () => {
    const outcome = readCampaign(RIGHT, KNOWN);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { campaign } = outcome;
    expect(campaign.end).toEqual({
      afterVerdictS: 60,
      notBeforeLaunchS: 300,
      notBeforeBurnoutS: 60,
      latestS: 900,
    });
    expect(campaign.sweep[0]).toEqual({
      name: 'outages.lossShare',
      choices: [
        { label: 0, set: { 'outages.lossShare': 0 } },
        { label: 0.2, set: { 'outages.lossShare': 0.2 } },
      ],
    });
    expect(campaign.mix.map(({ flight }) => flight.kind)).toEqual(['aimed', 'orbit']);
    expect(campaign.mix[1]?.perYear).toBe(260);
  });

  it('tells a value that comes twice, and names its base scenario whatever else is wrong', () => {
    const twice = RIGHT.replace('[0, 0.2]', '[0, 0.2, 0]').replace('count: 50', 'count: 0');
    expect(problemsOf(twice).map(({ path }) => path)).toEqual(['seeds.count', 'sweep.0.values.2']);
    expect(readCampaign(twice, KNOWN)).toMatchObject({ ok: false, scenario: 'base.yaml' });
  });

  it('takes settings in the place of its own values, and keeps its text with them', () => {
    const outcome = readCampaign(RIGHT, KNOWN, ['seeds.from=5001', 'seeds.count=2']);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.campaign.seeds).toEqual({ from: 5001, count: 2 });
    expect(readCampaign(outcome.text, KNOWN)).toMatchObject({ campaign: outcome.campaign });
    const wrong = readCampaign(RIGHT, KNOWN, ['seeds.count=0', 'nothing']);
    expect(wrong.ok ? [] : wrong.problems.map(({ value }) => value)).toEqual(['nothing']);
    const unset = readCampaign(RIGHT, KNOWN, []);
    expect(unset.ok ? unset.text : '').toBe(RIGHT);
  });

  it('tells every mistake at once, with its line and what was probably meant', () => {
    const wrong = RIGHT.replace('seeds:', 'seed:')
      .replace('count: 50', 'count: 0')
      .replace('[siberia]', '[siberai]')
      .replace('[icbm-solid]', '[icbm-sold]')
      .replace('weight: 1', 'weight: -1')
      .replace('latestS: 900', 'latestS: 100');
    const problems = problemsOf(wrong);
    expect(problems.map(({ path }) => path)).toEqual([
      'seeds',
      'seed',
      'mix.0.launch.0',
      'mix.0.vehicles.0',
      'mix.1.weight',
      'end.latestS',
    ]);
    expect(problems.map(({ message }) => message).join('\n')).toContain('did you mean "seeds"?');
    expect(problems.map(({ message }) => message).join('\n')).toContain('did you mean "siberia"?');
    expect(problems.every(({ path, line }) => path === 'seeds' || (line ?? 0) > 0)).toBe(true);
  });

  it.each([
    ['a kind that flies in no way', 'aim: { insideKm: [100, 3000] } }', '}', 'mix.0'],
    ['two ways to fly', 'orbit: {', 'aim: { areas: [siberia] }, orbit: {', 'mix.1'],
    ['a launcher that comes down', '[icbm-solid]', '[space-launch]', 'mix.0.vehicles.0'],
    ['a missile in orbit', '[space-launch]', '[srbm]', 'mix.1.vehicles.0'],
    [
      'a glider on an arc',
      'vehicles: [icbm-solid]',
      'trajectories: [depressed], vehicles: [boost-glide]',
      'mix.0.vehicles.0',
    ],
    ['a missile as debris', 'aim: { insideKm: [100, 3000] }', 'entry: {}', 'mix.0.vehicles.0'],
    ['an id twice', 'id: space', 'id: deep', 'mix.1.id'],
    ['an interval that is none', '[100, 3000]', '3000', 'mix.0.aim'],
    ['an interval upside down', '[100, 3000]', '[3000, 100]', 'mix.0.aim.insideKm'],
    ['an axis without values', 'values: [0, 0.2]', 'values: []', 'sweep.0.values'],
    [
      'a label twice',
      'choices: [',
      'choices: [{ label: small, set: { durationMin: 5 } }, ',
      'sweep.1.choices.1.label',
    ],
    ['too many runs', 'count: 50', 'count: 60000', 'seeds.count'],
  ])('does not take %s', (_, right, wrong, path) => {
    const problems = problemsOf(RIGHT.replace(right, wrong));
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });

  it.each(['', '- 1', ': :', 'campaign: 1\n  title: x', '&a [*a]'])(
    'of another shape is refused: %j',
    (text) => {
      expect(problemsOf(text).length).toBeGreaterThan(0);
    },
  );
});
