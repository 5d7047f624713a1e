import { expect, it } from 'vitest';
import { usFromS } from '../foundation/index.ts';
import type { ScanReports } from '../messages/index.ts';
import { OnTheWay } from './on-the-way.ts';

/** A report of each channel, empty, with its time of arrival, s. */
function reports(scanAtS: number, arriveAtS: readonly number[]): ScanReports {
  return {
    reportCount: arriveAtS.length,
    channelIndex: Uint16Array.from(arriveAtS, (_, channel) => channel),
    scanAtUs: Float64Array.from(arriveAtS, () => usFromS(scanAtS)),
    arrivedAtUs: Float64Array.from(arriveAtS, (each) => each * 1e6),
    status: new Uint8Array(arriveAtS.length),
    detectionStart: new Uint32Array(arriveAtS.length + 1),
    detectionCount: 0,
    losItrf: new Float64Array(0),
    sigmaRad: new Float64Array(0),
    snr: new Float32Array(0),
  };
}

it('hands over every report once, in the second it arrives, and those that come together as they are', () => {
  const way = new OnTheWay();
  const together = reports(0, [1, 1]);
  const apart = reports(1, [1.5, 2, 4.2, Number.POSITIVE_INFINITY]);
  way.send(together);
  way.send(apart);
  const taken = [0, 1, 2, 3, 4, 5, 6].map((second) => way.takenBy(usFromS(second)));
  expect(taken.map((each) => each.length)).toEqual([0, 1, 1, 0, 0, 1, 0]);
  expect(taken[1]?.[0]).toBe(together);
  const now = taken[2]?.[0]?.arrivedAtUs;
  expect([...(now ?? [])]).toEqual([1.5e6, 2e6, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(taken[5]?.[0]?.arrivedAtUs[2]).toBe(4.2e6);
});
