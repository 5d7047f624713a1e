import { describe, expect, it } from 'vitest';
import { areAlone } from './alone.ts';
import { madeUpScan, placeAt } from './scan.test-data.ts';

const SATELLITES = [
  placeAt(0.1, 0, 1e6),
  placeAt(-0.1, 0.12, 1e6),
  placeAt(0, -0.2, 1.2e6),
  placeAt(-0.15, -0.05, 9e5),
];

/** Whether each of some objects so far apart along the ground, m, is alone in what four satellites see. */
function alone(...alongM: readonly number[]): readonly boolean[] {
  const targets = alongM.map((each) => placeAt(0, each / 6.5e6, 150_000));
  const scan = madeUpScan({ seed: 1, satellites: SATELLITES, targets, falseAlarms: 0, sigmaRad: 1e-4 });
  return targets.map((_, k) =>
    areAlone(
      scan,
      [0, 1, 2, 3].map((satellite) => satellite * targets.length + k),
    ),
  );
}

describe('detections', () => {
  it('are alone where no other lies within ten sigmas in half of the channels', () => {
    expect(alone(0, 30_000)).toEqual([true, true]);
    expect(alone(0, 300)).toEqual([false, false]);
    expect(alone(0, 300, 30_000)).toEqual([false, false, true]);
  });

  it('are alone when there is nothing else', () => {
    expect(alone(0)).toEqual([true]);
  });

  it('of two satellites must both be alone', () => {
    const targets = [placeAt(0, 0, 150_000)];
    const scan = madeUpScan({
      seed: 1,
      satellites: SATELLITES.slice(0, 2),
      targets,
      falseAlarms: 0,
      sigmaRad: 1e-4,
    });
    expect(areAlone(scan, [0, 1])).toBe(true);
  });
});
