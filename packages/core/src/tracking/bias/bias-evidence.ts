import type { BiasBelief } from './bias-belief.ts';
import { rejoined } from './bias-belief.ts';

/** One scalar innovation and its variance, with the derivative by the angles of `channels`, three each. */
export interface BiasEvidence {
  readonly channels: readonly number[];
  readonly derivative: Float64Array;
  readonly innovationRad: number;
  readonly varianceRad2: number;
}

/**
 * The belief after the evidence of a scan, one rank-one Kalman correction for each innovation: those of one filter that neglects the errors
 * are independent of one another, and those of different objects too, when the errors are given. [Friedland-1969]
 *
 * @param channels - Told jointly from now on; evidence that concerns another channel is not used.
 */
export function learned(
  belief: BiasBelief,
  evidence: readonly BiasEvidence[],
  channels: readonly number[],
): BiasBelief {
  const after = rejoined(belief, channels);
  const size = 3 * channels.length;
  const slotOfChannel = new Map(channels.map((channel, slot) => [channel, slot]));
  const { jointMeanRad: mean, jointCovarianceRad2: covariance } = after;
  const gain = new Float64Array(size);
  for (const each of evidence) {
    const slots = each.channels.map((channel) => slotOfChannel.get(channel) ?? -1);
    if (slots.includes(-1)) continue;
    gain.fill(0);
    let surprise = each.innovationRad;
    slots.forEach((slot, k) => {
      for (let angle = 0; angle < 3; angle++) {
        const q = each.derivative[3 * k + angle]!;
        const column = 3 * slot + angle;
        surprise -= q * mean[column]!;
        for (let i = 0; i < size; i++) gain[i]! += covariance[column * size + i]! * q;
      }
    });
    let variance = each.varianceRad2;
    slots.forEach((slot, k) => {
      for (let angle = 0; angle < 3; angle++) {
        variance += each.derivative[3 * k + angle]! * gain[3 * slot + angle]!;
      }
    });
    for (let i = 0; i < size; i++) {
      const scaled = gain[i]! / variance;
      mean[i]! += scaled * surprise;
      for (let j = 0; j <= i; j++) {
        const value = covariance[i * size + j]! - scaled * gain[j]!;
        covariance[i * size + j] = value;
        covariance[j * size + i] = value;
      }
    }
  }
  return after;
}
