import { narrowGazeOf } from '@cupola/core/sensors';
import type { OwnSide } from '@cupola/core/sensors';

/** Which channel a satellite means by the name of a sensor. */
export class ChannelRoster {
  readonly #channels = new Map<string, Map<string, number>>();
  /** Has any sensor to be pointed, so that reports say where they looked? */
  readonly isPointed: boolean;

  constructor({ satelliteIds, channels }: OwnSide) {
    for (const id of satelliteIds) this.#channels.set(id, new Map());
    channels.forEach(({ satelliteIndex, sensor }, index) => {
      this.#channels.get(satelliteIds[satelliteIndex] ?? '')?.set(sensor.id, index);
    });
    this.isPointed = channels.some(({ sensor }) => narrowGazeOf(sensor) !== null);
  }

  has(satelliteId: string): boolean {
    return this.#channels.has(satelliteId);
  }

  channelOf(satelliteId: string, sensorId: string): number | null {
    return this.#channels.get(satelliteId)?.get(sensorId) ?? null;
  }
}
