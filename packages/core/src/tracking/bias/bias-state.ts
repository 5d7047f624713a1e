import type { OperateEvent } from '../../messages/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import { NOTHING_KNOWN, blockOf, withChannels } from './bias-belief.ts';
import type { BiasBelief } from './bias-belief.ts';
import { learned } from './bias-evidence.ts';
import type { Pointing } from './pointing.ts';

/** What a tracker remembers of pointing errors; replaced, never changed. */
export interface BiasState {
  readonly belief: BiasBelief;
  /** 1 for each channel whose error has been told as known. */
  readonly told: Uint8Array;
}

/** An error is known when its sigma has fallen to this share of the prior. */
const KNOWN_SHARE = 0.5;
/** Most channels told jointly; the work of a scan goes as the square. Errors of further channels stay as uncertain as they are. */
const MOST_JOINT = 150;
const MICRORAD = 1e6;

/** Before the first look; null when every channel points exactly, and nothing is to be estimated. */
export function newBiasState({ channels }: OwnSide): BiasState | null {
  if (channels.every(({ sensor }) => sensor.biasSigmaRad === 0)) return null;
  return { belief: withChannels(NOTHING_KNOWN, channels), told: new Uint8Array(channels.length) };
}

/**
 * The state after a scan, and an event for each channel whose error has become known in it.
 *
 * @param inUse - Channels whose errors bear on a track, in any order.
 */
export function afterScan(
  before: BiasState,
  { belief: believedBefore, evidence, scan: { atUs } }: Pointing,
  inUse: ReadonlySet<number>,
  ownSide: OwnSide,
): { readonly biases: BiasState; readonly events: readonly OperateEvent[] } {
  const kept = believedBefore.joint.filter((channel) => inUse.has(channel));
  const come = [...inUse].filter((channel) => !kept.includes(channel)).toSorted((a, b) => a - b);
  const joint = [...kept, ...come].slice(0, MOST_JOINT);
  const belief = learned(believedBefore, evidence, joint);
  const told = new Uint8Array(ownSide.channels.length);
  told.set(before.told);
  const events: OperateEvent[] = [];
  for (const channel of joint) {
    const { satelliteIndex = 0, sensor } = ownSide.channels[channel] ?? {};
    const priorRad = sensor?.biasSigmaRad ?? 0;
    const { meanRad, covarianceRad2 } = blockOf(belief, [channel]);
    const sigmaRad = Math.sqrt((covarianceRad2[0]! + covarianceRad2[4]! + covarianceRad2[8]!) / 3);
    if (told[channel] === 1 || sigmaRad > KNOWN_SHARE * priorRad) continue;
    told[channel] = 1;
    const errorMicrorad = Array.from(meanRad, (angle) => Math.round(MICRORAD * angle));
    events.push({
      kind: 'bias-known',
      atUs,
      satelliteId: ownSide.satelliteIds[satelliteIndex] ?? '',
      channelIndex: channel,
      sigmaRad,
      reason: `pointing error about up, east and north ${errorMicrorad.join(', ')} microrad, known to ${Math.round(MICRORAD * sigmaRad)} of ${Math.round(MICRORAD * priorRad)} microrad`,
    });
  }
  return { biases: { belief, told }, events };
}
