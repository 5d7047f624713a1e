import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { crowdPerSr } from './crowd.ts';
import type { Scan } from '../scan.ts';

/** Detections around the z axis, within a circle of so many rad, evenly spread; all of one channel but the last five. */
function disc(count: number, radiusRad: number): Scan {
  const draws = new RandomStream(1, 'crowd');
  const los = new Float64Array(3 * count);
  for (let row = 0; row < count; row++) {
    const angle = 2 * Math.PI * draws.uniform(row, 0);
    const off = radiusRad * Math.sqrt(draws.uniform(row, 1));
    los.set([off * Math.cos(angle), off * Math.sin(angle), Math.sqrt(1 - off * off)], 3 * row);
  }
  return {
    atUs: 0,
    detectionCount: count,
    blockChannel: Uint16Array.of(0, 1),
    blockStart: Uint32Array.of(0, count - 5, count),
    channelIndex: Uint16Array.from({ length: count }, (_, row) => (row < count - 5 ? 0 : 1)),
    satelliteIndex: new Uint16Array(count),
    lightSpeedMPerS: Number.POSITIVE_INFINITY,
    los,
    sigmaRad: new Float64Array(count).fill(1e-4),
    sourceRow: Uint32Array.from({ length: count }, (_, row) => row),
    reported: Uint8Array.of(1, 1),
    satellites: new Float64Array(3),
  };
}

describe('density of the crowd', () => {
  const radiusRad = 0.01;
  const count = 2_000;
  const scan = disc(count + 5, radiusRad);

  it('is that of the detections spread, in the mean over them', () => {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += 1 / crowdPerSr(scan, row);
    // The area to the fourth neighbour is 4 / density in the mean; on the rim some of it is empty.
    const density = count / (Math.PI * radiusRad ** 2);
    expect(count / sum / density).toBeGreaterThan(0.9);
    expect(count / sum / density).toBeLessThan(1.05);
  });

  it('is of the same channel only, four others at the least', () => {
    const few = disc(9, radiusRad);
    expect(crowdPerSr(few, 0)).toBe(0);
    expect(crowdPerSr(few, 8)).toBeGreaterThan(0);
  });
});
