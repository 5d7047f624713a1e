import { describe, expect, it } from 'vitest';
import { RandomStream, poissonFromUniform } from '../../foundation/index.ts';
import { SENSOR_KINDS } from '../../sensors/index.ts';
import type { OwnSide, SensorSpec } from '../../sensors/index.ts';
import { channelRates, newChannelMemory, remembered, withRoomFor } from './channel-memory.ts';
import { scanOfSky } from './sky.test-data.ts';

const SATELLITE = [7_000_000, 0, 0];

function ownSideOf(sensors: readonly (SensorSpec | undefined)[]): Pick<OwnSide, 'channels'> {
  return {
    channels: sensors.flatMap((sensor, satelliteIndex) =>
      sensor === undefined ? [] : [{ satelliteIndex, sensor }],
    ),
  };
}

const [kind] = SENSOR_KINDS;
const unknown: SensorSpec | undefined =
  kind === undefined ? undefined : { ...kind, fields: [], falseAlarmsPerScan: Number.NaN };

describe('what is learnt of a channel', () => {
  it('starts with what the sensor says of itself, and with a stated guess where it says nothing', () => {
    const field = kind?.fields[0];
    const half: SensorSpec | undefined =
      kind === undefined || field === undefined
        ? undefined
        : { ...kind, falseAlarmsPerScan: 5, fields: [{ ...field, offNadirRad: [0, Math.PI / 2] }] };
    const { detectionProb, straysPerSr } = channelRates(newChannelMemory(2), ownSideOf([half, unknown]));
    expect([0, 1].map(detectionProb)).toEqual([0.9, 0.9]);
    expect(straysPerSr(0)).toBeCloseTo(5 / (2 * Math.PI), 9);
    expect(straysPerSr(1)).toBeCloseTo(3 / Math.PI, 9);
  });

  it('comes near the true rates within some hundred scans', () => {
    const draws = new RandomStream(11, 'channel');
    let memory = newChannelMemory(1);
    for (let k = 0; k < 600; k++) {
      const hit = draws.uniform(k, 0) < 0.7;
      const strays = poissonFromUniform(8, draws.uniform(k, 1));
      const scan = scanOfSky(
        [SATELLITE],
        [Array.from({ length: strays + (hit ? 1 : 0) }, (_, row) => [-1, row, 0])],
      );
      const taken = new Uint8Array(scan.detectionCount);
      if (hit) taken[0] = 1;
      memory = remembered(memory, scan, taken, [{ watchers: [0], shares: hit ? [{ row: 0, prob: 1 }] : [] }]);
    }
    const rates = channelRates(memory, ownSideOf([unknown]));
    // Three sigmas of three hundred draws.
    expect(Math.abs(rates.detectionProb(0) - 0.7)).toBeLessThan(0.08);
    expect(Math.abs(rates.straysPerSr(0) * Math.PI - 8)).toBeLessThan(0.5);
  });

  it('does not change the memory it comes from', () => {
    const memory = newChannelMemory(1);
    remembered(memory, scanOfSky([SATELLITE], [[[-1, 0, 0]]]), new Uint8Array(1), []);
    expect(memory).toEqual(newChannelMemory(1));
  });

  it('grows with channels that come later, which start as any other', () => {
    const early = { ...newChannelMemory(1), looks: Float64Array.of(40), sightings: Float64Array.of(20) };
    const { detectionProb, straysPerSr } = channelRates(withRoomFor(early, 2), ownSideOf([unknown, unknown]));
    expect([0, 1].map(detectionProb)).toEqual([29 / 50, 0.9]);
    expect(straysPerSr(1)).toBeCloseTo(3 / Math.PI, 9);
  });
});
