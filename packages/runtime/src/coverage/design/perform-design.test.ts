import type { WalkerShell } from '@cupola/core/constellation';
import { EQUATORIAL_SPHERE, rowsWithin } from '@cupola/core/coverage';
import type { Sight } from '@cupola/core/coverage';
import { radians, usFromS } from '@cupola/core/foundation';
import { expect, test } from 'vitest';
import { DesignPool } from '../../workers/design-pool.ts';
import { designReport } from './design-report.ts';
import type { DesignQuestion } from './design-question.ts';
import { designTasks } from './design-task.ts';
import type { DesignTask } from './design-task.ts';
import { performDesign } from './perform-design.ts';

const SIGHT: Sight = { kind: 'elevation', minElevationRad: radians(10) };

function shell(kind: WalkerShell['kind'], count: number, inclinationDeg: number): WalkerShell {
  return {
    kind,
    count,
    planes: 4,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(inclinationDeg),
  };
}

const QUESTION: DesignQuestion = {
  designs: [24, 36, 48, 60, 72].flatMap((count) => [
    { shells: [shell('delta', count, 60)], sweptCount: 1 },
    { shells: [shell('star', count, 85), shell('delta', 12, 40)], sweptCount: 1 },
  ]),
  phasing: 'best',
  within: rowsWithin(60, EQUATORIAL_SPHERE, SIGHT, { southRad: -1, northRad: 1 }),
  sight: SIGHT,
  stereo: { minRad: radians(30), maxRad: radians(150) },
  seed: 3,
  finalistCount: 2,
  stepUs: usFromS(157),
  sampleCount: 40,
};
const JOB = { question: QUESTION, given: null };

test('threads do the same as this one, whichever of them takes a task', async () => {
  const tasks = [
    ...QUESTION.designs.map((_, design): DesignTask => ({ kind: 'shortcut', design })),
    ...[0, 10, 20].map((fromSample): DesignTask => ({
      kind: 'full',
      shells: QUESTION.designs[1]?.shells ?? [],
      fromSample,
      toSample: fromSample + 10,
    })),
  ];
  const pool = new DesignPool(JOB, 3);
  let told = 0;
  const elsewhere = await pool.perform(tasks, () => (told += 1));
  await pool.close();
  expect(told).toBe(tasks.length);
  expect(elsewhere).toEqual(tasks.map((task) => designTasks(JOB)(task)));
});

test('a thread that fails is an error, not an endless wait', async () => {
  const pool = new DesignPool(JOB, 2);
  await expect(pool.perform([{ kind: 'shortcut', design: 99 }], () => 0)).rejects.toThrow('must be there');
  await pool.close();
});

test('every task is told, the last as the last', async () => {
  const told: (readonly [number, number])[] = [];
  const answer = await performDesign(JOB, { workers: 1, onTask: (done, all) => told.push([done, all]) });
  expect(told.map(([done]) => done)).toEqual(told.map((_, index) => index + 1));
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  expect(told.every(([done, all]) => done <= all)).toBe(true);
  expect(answer.candidates.filter(({ full }) => full !== null)).toHaveLength(2);
});

test('an entry tells all its shells, and itself as the first of them with all satellites', async () => {
  const answer = await performDesign(JOB, { workers: 1, onTask: () => 0 });
  const { candidates, skipped, keptStep } = designReport(answer, { notDivisible: 7, inStep: 8 }, 0);
  expect([skipped, keptStep]).toEqual([7, 8]);
  expect(candidates[1]).toMatchObject({
    kind: 'star',
    satellites: 36,
    planes: 4,
    altitudeKm: 1000,
    inclinationDeg: 85,
    shells: [
      { kind: 'star', satellites: 24, beside: false },
      { kind: 'delta', satellites: 12, phasing: 1, inclinationDeg: 40, beside: true },
    ],
  });
});
