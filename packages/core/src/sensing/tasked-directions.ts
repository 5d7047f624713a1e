import { present } from '../foundation/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import type { Tasking } from '../messages/index.ts';
import { inForce, predictedInto } from './obeyed-taskings.ts';
import type { SensedWorld } from './sensed-world.ts';

/** Rank of a look that no tasking asked for. */
export const UNTASKED = 1e9;

/** Where a channel was asked to look. */
interface AskedDirection {
  /** Place of the channel in the tasking. */
  readonly rank: number;
  /** Earth-fixed unit vector from the satellite to the predicted place. */
  readonly losItrf: readonly [number, number, number];
  /** A look belongs to the tasking when its direction's cosine with that is larger. */
  readonly cosine: number;
}

const predictedM = new Float64Array(3);

/** The taskings that hold at one instant, by channel: what each was asked to look at. */
export class TaskedDirections {
  /** In the order of the taskings. */
  readonly #ofChannel = new Map<number, AskedDirection[]>();

  constructor({ ownSide }: SensedWorld, taskings: readonly Tasking[], scanAtUs: number) {
    const active = inForce(taskings, scanAtUs);
    if (active.length === 0) return;
    const satellites = new Float64Array(3 * ownSide.satelliteIds.length);
    ownSide.ephemeris.positionsInertialInto(satellites, scanAtUs);
    const earthRad = earthAngleRad(ownSide.earth, scanAtUs);
    const cosEarth = Math.cos(earthRad);
    const sinEarth = Math.sin(earthRad);
    for (const tasking of active) {
      predictedInto(predictedM, tasking, scanAtUs);
      for (const [rank, channelIndex] of tasking.channelIndices.entries()) {
        const { satelliteIndex, sensor } = present(ownSide.channels[channelIndex]);
        const offset = 3 * satelliteIndex;
        const dx = predictedM[0]! - satellites[offset]!;
        const dy = predictedM[1]! - satellites[offset + 1]!;
        const dz = predictedM[2]! - satellites[offset + 2]!;
        const rangeM = Math.sqrt(dx * dx + dy * dy + dz * dz);
        const windowRad = 5 * (tasking.positionUncertaintyM / rangeM + sensor.sigmaRad);
        const asked: AskedDirection = {
          rank,
          losItrf: [
            (cosEarth * dx + sinEarth * dy) / rangeM,
            (cosEarth * dy - sinEarth * dx) / rangeM,
            dz / rangeM,
          ],
          cosine: Math.cos(Math.min(windowRad, 1)),
        };
        const known = this.#ofChannel.get(channelIndex);
        if (known === undefined) this.#ofChannel.set(channelIndex, [asked]);
        else known.push(asked);
      }
    }
  }

  /** Place of a channel in the first tasking whose predicted direction this one meets; `UNTASKED` when there is none. */
  rankOf(channelIndex: number, losItrf: Float64Array, at: number): number {
    for (const { rank, losItrf: asked, cosine } of this.#ofChannel.get(channelIndex) ?? []) {
      const met = losItrf[at]! * asked[0] + losItrf[at + 1]! * asked[1] + losItrf[at + 2]! * asked[2];
      if (met > cosine) return rank;
    }
    return UNTASKED;
  }
}
