import { expect, it } from 'vitest';
import { present } from '../foundation/index.ts';
import { smallPlan } from '../mission/small-mission.test-data.ts';
import { observe } from './observe.ts';
import { pointingErrorsOf } from './pointing-errors.ts';
import type { SensedWorld } from './sensed-world.ts';

const SIGMA_RAD = 2e-4;
const { world } = smallPlan();
const exact = observe(world, 100, 3);

/** The same world with every sensor kind off by up to a few times the sigma. */
function pointingWrongly(): SensedWorld {
  const sensorKinds = world.sensorKinds.map((kind) => ({ ...kind, biasSigmaRad: SIGMA_RAD }));
  const channels = world.ownSide.channels.map((channel) => ({
    ...channel,
    sensor: present(sensorKinds[world.sensorKinds.indexOf(channel.sensor)]),
  }));
  return { ...world, sensorKinds, ownSide: { ...world.ownSide, channels } };
}

it('draws three angles of the sigma for each channel, and none where a kind points exactly', () => {
  const errorsRad = pointingErrorsOf(pointingWrongly());
  const variance = errorsRad.reduce((sum, each) => sum + each * each, 0) / errorsRad.length;
  expect(errorsRad).toHaveLength(3 * world.ownSide.channels.length);
  expect(Math.abs(variance / SIGMA_RAD ** 2 - 1)).toBeLessThan(3.3 * Math.sqrt(2 / errorsRad.length));
  expect(pointingErrorsOf(world).every((each) => each === 0)).toBe(true);
});

it('turns the looks of a channel by the length of its error at the most, and leaves who sees what as it is', () => {
  const wrong = pointingWrongly();
  const errorsRad = pointingErrorsOf(wrong);
  const seen = observe(wrong, 100, 3);
  expect(seen.lookChannelIndex).toEqual(exact.lookChannelIndex);
  expect(exact.lookChannelIndex.length).toBeGreaterThan(30);
  let turned = 0;
  exact.lookChannelIndex.forEach((channel, row) => {
    const [x, y, z] = [0, 1, 2].map(
      (axis) => seen.lookLosItrf[3 * row + axis]! - exact.lookLosItrf[3 * row + axis]!,
    );
    const angleRad = Math.hypot(x ?? 0, y ?? 0, z ?? 0);
    const error = errorsRad.subarray(3 * channel, 3 * channel + 3);
    expect(angleRad).toBeLessThan(1.001 * Math.hypot(...error) + 1e-12);
    if (angleRad > 0.1 * Math.hypot(...error)) turned++;
  });
  expect(turned).toBeGreaterThan(0.8 * exact.lookChannelIndex.length);
});
