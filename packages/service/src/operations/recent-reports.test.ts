import { expect, it } from 'vitest';
import { binaryBody } from '../serve/small-service.test-data.ts';
import { RecentReports } from './recent-reports.ts';

function record(sequence: number): Parameters<RecentReports['take']>[0] {
  const batch = {
    satelliteId: 'a',
    sequence,
    reportCount: 1,
    sensorIds: ['wide'],
    sensorIndex: Uint8Array.of(0),
    scanAtUs: Float64Array.of(1e6),
    arrivedAtUs: Float64Array.of(2e6),
    status: Uint8Array.of(0),
    pointingItrf: null,
    detectionStart: Uint32Array.of(0, 0),
    detectionCount: 0,
    losItrf: new Float64Array(0),
    sigmaRad: new Float64Array(0),
    snr: new Float32Array(0),
  };
  return { form: 'binary', bytes: binaryBody([batch]), arrival: { kind: 'stamped', atUs: 2e6 } };
}

it('gives what came since, in order, as long as it is kept', () => {
  const length = record(0).bytes.length;
  const recent = new RecentReports(3.5 * length);
  const numbers = (seen: number): readonly number[] =>
    [...recent.batchesBehind(seen)].map(({ batch }) => batch.sequence);
  expect(numbers(0)).toEqual([]);
  recent.take(record(0));
  recent.take(record(1));
  expect([numbers(0), numbers(1), numbers(2)]).toEqual([[0, 1], [1], []]);
  for (let each = 2; each < 6; each++) recent.take(record(each));
  expect([numbers(0), numbers(4), recent.count]).toEqual([[3, 4, 5], [4, 5], 6]);
});
