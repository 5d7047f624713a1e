import type { SimTimeUs } from '../../foundation/index.ts';
import type { BiasBlock } from './bias-belief.ts';

/**
 * How a filter that knows nothing of pointing errors is led astray by them: the derivative of (true minus estimated) state by the errors of
 * the channels that looked, n x 3m row by row, m channels of three angles. The filter's own covariance is what remains when they are known.
 * [Friedland-1969]
 */
export interface BiasLever {
  readonly channels: readonly number[];
  /** When each of them last looked at this object. */
  readonly lastLookUs: readonly SimTimeUs[];
  readonly byError: Float64Array;
}

export const NO_LEVER: BiasLever = { channels: [], lastLookUs: [], byError: new Float64Array(0) };

/** A copy of `n` rows - new rows are zero - with room for further channels, which look at `atUs`. */
export function widened(
  lever: BiasLever,
  n: number,
  channels: readonly number[],
  atUs: SimTimeUs,
): BiasLever {
  const all = [...new Set([...lever.channels, ...channels])];
  const before = 3 * lever.channels.length;
  const width = 3 * all.length;
  const byError = new Float64Array(n * width);
  const rows = before === 0 ? 0 : Math.min(n, lever.byError.length / before);
  for (let i = 0; i < rows; i++) {
    byError.set(lever.byError.subarray(i * before, (i + 1) * before), i * width);
  }
  const lastLookUs = all.map((channel, slot) =>
    channels.includes(channel) ? atUs : (lever.lastLookUs[slot] ?? atUs),
  );
  return { channels: all, lastLookUs, byError };
}

/** The lever after a step with this n x n transition. */
export function carried(lever: BiasLever, transition: Float64Array, n: number): BiasLever {
  const width = 3 * lever.channels.length;
  const byError = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const share = transition[i * n + k]!;
      if (share === 0) continue;
      for (let j = 0; j < width; j++) byError[i * width + j]! += share * lever.byError[k * width + j]!;
    }
  }
  return { ...lever, byError };
}

/** The lever of a state of `n` numbers that begins as the one before; what it has besides is not led astray. */
export function ofRows(lever: BiasLever, n: number): BiasLever {
  return widened(lever, n, [], Number.NEGATIVE_INFINITY);
}

/** The mean of levers of states of `n` numbers, by weight; the weights add up to 1. */
export function meanLever(levers: readonly BiasLever[], weights: readonly number[], n: number): BiasLever {
  const latest = new Map<number, SimTimeUs>();
  for (const { channels, lastLookUs } of levers) {
    channels.forEach((channel, slot) =>
      latest.set(channel, Math.max(latest.get(channel) ?? Number.NEGATIVE_INFINITY, lastLookUs[slot]!)),
    );
  }
  const channels = [...latest.keys()];
  const width = 3 * channels.length;
  const byError = new Float64Array(n * width);
  levers.forEach((lever, index) => {
    lever.channels.forEach((channel, slot) => {
      const from = 3 * slot;
      const to = 3 * channels.indexOf(channel);
      for (let i = 0; i < n; i++) {
        for (let angle = 0; angle < 3; angle++) {
          byError[i * width + to + angle]! +=
            weights[index]! * lever.byError[3 * i * lever.channels.length + from + angle]!;
        }
      }
    });
  });
  return { channels, lastLookUs: [...latest.values()], byError };
}

/** Adds what is believed of the errors to a state and its covariance, in place: x + V b, P + V B Vᵀ. */
export function addErrorsInPlace(
  state: Float64Array,
  covariance: Float64Array,
  n: number,
  lever: BiasLever,
  believed: BiasBlock,
): void {
  const width = 3 * lever.channels.length;
  const spread = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) state[i]! += lever.byError[i * width + j]! * believed.meanRad[j]!;
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) {
        sum += lever.byError[i * width + k]! * believed.covarianceRad2[k * width + j]!;
      }
      spread[j] = sum;
    }
    for (let row = 0; row <= i; row++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += spread[j]! * lever.byError[row * width + j]!;
      covariance[i * n + row]! += sum;
      if (row !== i) covariance[row * n + i]! += sum;
    }
  }
}

/** The lever without the channels at these places. */
export function without(lever: BiasLever, slots: ReadonlySet<number>): BiasLever {
  const width = 3 * lever.channels.length;
  const kept = lever.channels.flatMap((_, slot) => (slots.has(slot) ? [] : [slot]));
  const rows = width === 0 ? 0 : lever.byError.length / width;
  const byError = new Float64Array(rows * 3 * kept.length);
  for (let i = 0; i < rows; i++) {
    kept.forEach((slot, k) => {
      const from = i * width + 3 * slot;
      byError.set(lever.byError.subarray(from, from + 3), 3 * (i * kept.length + k));
    });
  }
  return {
    channels: kept.map((slot) => lever.channels[slot]!),
    lastLookUs: kept.map((slot) => lever.lastLookUs[slot]!),
    byError,
  };
}
