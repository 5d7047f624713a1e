import type { Channel } from '../../sensors/index.ts';

/**
 * What is believed of the pointing errors of all channels: three angles each (about up, east, north), Gaussian. The channels that look at
 * followed objects are told jointly, for their errors are known together better than apart; the others each for itself. Replaced, never
 * changed.
 */
export interface BiasBelief {
  /** Channels told jointly. */
  readonly joint: readonly number[];
  /** [joint channel][angle], rad, and the square covariance, rad². */
  readonly jointMeanRad: Float64Array;
  readonly jointCovarianceRad2: Float64Array;
  /** Of channels not told jointly: [channel][angle], rad, and [channel][3 x 3], rad². Zero where a channel points exactly. */
  readonly meanRad: Float64Array;
  readonly covarianceRad2: Float64Array;
}

export const NOTHING_KNOWN: BiasBelief = {
  joint: [],
  jointMeanRad: new Float64Array(0),
  jointCovarianceRad2: new Float64Array(0),
  meanRad: new Float64Array(0),
  covarianceRad2: new Float64Array(0),
};

/** The belief with the prior for channels that were not there before. */
export function withChannels(belief: BiasBelief, channels: readonly Channel[]): BiasBelief {
  const known = belief.meanRad.length / 3;
  if (known === channels.length) return belief;
  const meanRad = new Float64Array(3 * channels.length);
  meanRad.set(belief.meanRad);
  const covarianceRad2 = new Float64Array(9 * channels.length);
  covarianceRad2.set(belief.covarianceRad2);
  for (let channel = known; channel < channels.length; channel++) {
    const sigma = channels[channel]!.sensor.biasSigmaRad;
    for (let angle = 0; angle < 3; angle++) covarianceRad2[9 * channel + 4 * angle] = sigma * sigma;
  }
  return { ...belief, meanRad, covarianceRad2 };
}

/** The belief about some channels, in their order: [channel][angle], rad, and the square covariance, rad². */
export interface BiasBlock {
  readonly meanRad: Float64Array;
  readonly covarianceRad2: Float64Array;
}

export function blockOf(belief: BiasBelief, channels: readonly number[]): BiasBlock {
  const size = 3 * channels.length;
  const whole = belief.jointMeanRad.length;
  const slots = channels.map((channel) => belief.joint.indexOf(channel));
  const meanRad = new Float64Array(size);
  const covarianceRad2 = new Float64Array(size * size);
  channels.forEach((channel, a) => {
    const slotA = slots[a]!;
    for (let i = 0; i < 3; i++) {
      const row = (3 * a + i) * size;
      meanRad[3 * a + i] = slotA < 0 ? belief.meanRad[3 * channel + i]! : belief.jointMeanRad[3 * slotA + i]!;
      for (let b = 0; b < channels.length; b++) {
        const slotB = slots[b]!;
        for (let j = 0; j < 3; j++) {
          if (slotA >= 0 && slotB >= 0) {
            covarianceRad2[row + 3 * b + j] =
              belief.jointCovarianceRad2[(3 * slotA + i) * whole + 3 * slotB + j]!;
          } else if (a === b) {
            covarianceRad2[row + 3 * b + j] = belief.covarianceRad2[9 * channel + 3 * i + j]!;
          }
        }
      }
    }
  });
  return { meanRad, covarianceRad2 };
}

/** The same belief with exactly these channels told jointly: what is known between a channel and one that leaves is forgotten. */
export function rejoined(belief: BiasBelief, channels: readonly number[]): BiasBelief {
  const meanRad = belief.meanRad.slice();
  const covarianceRad2 = belief.covarianceRad2.slice();
  for (const channel of belief.joint) {
    const alone = blockOf(belief, [channel]);
    meanRad.set(alone.meanRad, 3 * channel);
    covarianceRad2.set(alone.covarianceRad2, 9 * channel);
  }
  const block = blockOf(belief, channels);
  return {
    joint: channels,
    jointMeanRad: block.meanRad,
    jointCovarianceRad2: block.covarianceRad2,
    meanRad,
    covarianceRad2,
  };
}
