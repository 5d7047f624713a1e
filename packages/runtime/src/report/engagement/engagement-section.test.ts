import { expect, test } from 'vitest';
import { FIXTURE_ENGAGEMENT, HARMLESS_ENGAGEMENT } from '../fixtures/engagement.test-data.ts';
import { fixtureInput } from '../fixtures/record.test-data.ts';
import { engagementReasons } from '../../summary/engagement/engagement-reasons.ts';
import { renderReport } from '../render-report.ts';

const WRONG = /NaN|undefined|Infinity|\[object|null</;

test('the report tells of the second fleet when there is one, and only then', () => {
  const input = fixtureInput();
  const without = renderReport(input);
  expect(without).not.toContain('id="second-fleet"');
  const html = renderReport({ ...input, engagement: FIXTURE_ENGAGEMENT });
  expect(html).not.toMatch(WRONG);
  for (const id of ['in-reach', 'run-leakage', 'levers']) expect(html).toContain(`<figure id="${id}">`);
  expect(html).toContain('4 and 6 km/s &lt;somewhere&gt;');
  expect(html).toContain('sbi-03-04');
  expect(html).toContain('Shots at each object');
  const columns = html.split('<thead>').map((each) => each.split('</thead>')[0]?.split('<th ').length ?? 0);
  expect(Math.max(...columns.slice(1)) - 1, 'columns that fit a page').toBeLessThanOrEqual(13);
  expect(renderReport({ ...input, engagement: FIXTURE_ENGAGEMENT })).toBe(html);
});

test('it says in words how much too late the order comes, what an earlier one gives, and what more time costs', () => {
  const { why } = FIXTURE_ENGAGEMENT;
  expect(why[0]).toBe(
    'Second fleet, ordered once declared a threat: 2 of 2 threats leak on average, 2 without it; nobody can be ordered in time. At no other time of the day can any of them be met either.',
  );
  expect(why[1]).toBe(
    'raid: for 2 of 2 the order, 32 s after the declaration, comes 152 s too late (42 s after burnout) for the last interceptor that could have met it.',
  );
  expect(why.join(' ')).toContain('against 1 that is no threat, which take 2 of 3 shots');
  expect(why.join(' ')).toContain(
    'raid: 1 of 2 were for a time thought to be no threat, first 10 s after the track was confirmed',
  );
  expect(why.at(-1)).toBe(
    '30 s more to decide, ordered once a track is confirmed: 30 % of the threats can be met instead of 60 %, and 1.8 leak instead of 1.5, over a day.',
  );
});

test('zero, with the reason: nobody ready, no time, a phase that is not flown, heights that are not reached', () => {
  const { why: _why, ...told } = FIXTURE_ENGAGEMENT;
  const [part] = told.parts;
  if (part === undefined) throw new Error('there is a part');
  const unmet = told.objects.map((object) => ({ ...object, latestOrderS: null, lateByS: null, inReach: [] }));
  const why = (change: Partial<typeof told>): string =>
    engagementReasons({ ...told, objects: unmet, ...change }).join(' ');
  expect(why({ ready: 0 })).toContain('None of the interceptors is ready');
  expect(why({ policy: { ...told.policy, longestFlyOutS: 0 } })).toContain('No time to fly');
  expect(why({ parts: [{ ...part, phases: ['glide'] }] })).toContain(
    'nobody could have met 2 of its threats in glide, which it does not fly; the same interceptors could in boost.',
  );
  const nowhere = unmet.map((object) => ({
    ...object,
    phases: object.phases.map((phase) => ({ ...phase, most: 0, latestOrderS: null })),
  }));
  expect(why({ objects: nowhere })).toContain('between 100 and 2000 km in boost, whenever ordered.');
});

test('without threats nothing leaks, and what was possible against the others is still told', () => {
  const html = renderReport({ ...fixtureInput(), engagement: HARMLESS_ENGAGEMENT });
  expect(html).not.toMatch(WRONG);
  expect(html).toContain('nothing leaks, with a second fleet or without');
  expect(html).toContain('<figure id="in-reach">');
  expect(html).not.toContain('<figure id="run-leakage">');
  expect(html).not.toContain('<figure id="levers">');
});
