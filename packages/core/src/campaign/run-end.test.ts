import { expect, it } from 'vitest';
import { smallPlan } from '../mission/small-mission.test-data.ts';
import { hasAnswered } from './run-end.ts';

const RULE = { afterVerdictS: 60, notBeforeLaunchS: 300, notBeforeBurnoutS: 60, latestS: 600 };
/** Two missiles, launched at 0 and 10 s, burning 175 s. */
const [first, second] = smallPlan().world.flights;

function firstAnswered(verdicts: readonly (number | null)[]): number {
  const objects = [first!, second!].map((flight, index) => ({ flight, verdictAtS: verdicts[index] ?? null }));
  let at = 0;
  while (!hasAnswered(RULE, at, objects)) at++;
  return at;
}

it('waits a minute after the last verdict', () => {
  expect(firstAnswered([290, 400])).toBe(460);
});

it('does not end before the last object has flown 300 s and coasted a minute', () => {
  expect(firstAnswered([180, 190])).toBe(310);
  const late = { ...second!, burnoutAtUs: 290e6 };
  expect(hasAnswered(RULE, 349, [{ flight: late, verdictAtS: 200 }])).toBe(false);
  expect(hasAnswered(RULE, 350, [{ flight: late, verdictAtS: 200 }])).toBe(true);
});

it('ends 600 s after the last launch when an object has no verdict, or when there is none', () => {
  expect(firstAnswered([180, null])).toBe(610);
  expect(hasAnswered(RULE, 599, [])).toBe(false);
  expect(hasAnswered(RULE, 600, [])).toBe(true);
});
