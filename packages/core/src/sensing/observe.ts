import { LOOK_STAGES } from '../messages/index.ts';
import { isOut } from '../constellation/index.ts';
import { isSwept, narrowGazeOf } from '../sensors/index.ts';
import type { Channel } from '../sensors/index.ts';
import { alarmDirectionInto } from './alarms.ts';
import { Draws } from './draws.ts';
import type { ChannelsBySatellite } from './draws.ts';
import type { ObservedBlock } from './observed-block.ts';
import { ScanColumns } from './scan-columns.ts';
import type { SensedWorld } from './sensed-world.ts';

/**
 * Looks of every channel that is not pointed at every object, with noise, and the false alarms, for scans `fromScan .. fromScan + scanCount - 1`.
 *
 * A look is drawn only where geometry, limb, Sun and range allow it and where the sensor looks in this frame; it is reported when its signal
 * plus unit Gaussian noise crosses the threshold. Directions carry independent Gaussian noise of `sigmaRad` in two components across the line
 * of sight, and the pointing error of their channel, which stays the same.
 */
export function observe(world: SensedWorld, fromScan: number, scanCount: number): ObservedBlock {
  const { ownSide, flights, sensorKinds } = world;
  const { channels } = ownSide;
  const own = channelsBySatellite(channels, ownSide.satelliteIds.length, false);
  const draws = new Draws(world);
  const width = flights.length * sensorKinds.length * LOOK_STAGES.length;
  const stageCounts = new Uint16Array(scanCount * width);
  const columns = new ScanColumns(scanCount * flights.length * 16, scanCount * channels.length);
  for (let s = 0; s < scanCount; s++) {
    draws.turnToScan(fromScan + s);
    const stageFrom = s * width;
    for (let object = 0; object < flights.length; object++) {
      draws.lookAt(
        object,
        own,
        (_, channel, look) => (isSwept(channel, look, draws.satellites, draws.atUs) ? 'there' : 'elsewhere'),
        columns,
        stageCounts,
        stageFrom,
      );
    }
    channels.forEach(({ satelliteIndex, sensor }, index) => {
      if (narrowGazeOf(sensor) !== null || isOut(world.outages, satelliteIndex, draws.atUs)) return;
      draws.alarmsOf(index, columns, (out, channel, uniforms) =>
        alarmDirectionInto(out, channel, draws.satellites, draws.atUs, uniforms),
      );
    });
    draws.closeScan(columns, stageCounts, stageFrom);
  }
  return { fromScan, scanCount, ...columns.taken(), stageCounts };
}

/** The channels of each satellite: those that have to be pointed, or the others. */
export function channelsBySatellite(
  channels: readonly Channel[],
  satelliteCount: number,
  pointed: boolean,
): ChannelsBySatellite {
  const groups: number[][] = Array.from({ length: satelliteCount }, () => []);
  channels.forEach(({ satelliteIndex, sensor }, index) => {
    if ((narrowGazeOf(sensor) !== null) === pointed) groups[satelliteIndex]?.push(index);
  });
  return groups;
}
