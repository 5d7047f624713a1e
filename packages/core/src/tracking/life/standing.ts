import { crowdPerSr } from '../association/crowd.ts';
import type { Assimilated } from '../association/assimilate.ts';
import type { ChannelRates } from '../association/channel-memory.ts';
import type { Scan } from '../scan.ts';

/**
 * Is a young track an object of its own, or pieced together from detections of others? Evidence is added up scan after scan, older evidence
 * fading, until it is beyond doubt; alone in the sky the first scan will do.
 */
export interface Standing {
  /** Natural logarithm of the odds "of its own" to "of others". */
  readonly logOdds: number;
  /** Channels that ever gave it a detection, in order. */
  readonly channels: readonly number[];
}

/** From these odds on a track is an object of its own for good, natural logarithm. Notional. */
const PROVEN_LOG_ODDS = 20;
/** Share of the evidence that is left a scan later: a memory of ten scans. */
const FADING = 0.9;
/** Misses of one scan have common causes: together they speak no louder than this when nothing was seen at all. Notional. */
const ALL_MISSED_LOG_ODDS: number = Math.log(0.1);
/** Joint events a hundred times rarer than the likeliest are not counted, so a smaller probability of having seen nothing is not known. */
const LEAST_UNSEEN_PROB = 1e-3;

/** What a standing is told by: what the scan brought, and which of the channels that once saw the track look at it now. */
export interface Hearing {
  readonly brought: Assimilated;
  readonly watching: (channels: readonly number[]) => readonly number[];
}

/** @returns Null when the track is an object of its own beyond doubt. */
export function standingAfter(
  before: Standing | null,
  { brought, watching }: Hearing,
  scan: Scan,
  rates: ChannelRates,
): Standing | null {
  if (before === null) return null;
  const seeing = new Set(brought.shares.map(({ row }) => scan.channelIndex[row]!));
  let missed = 0;
  for (const channel of watching(before.channels.filter((each) => !seeing.has(each)))) {
    missed += Math.log(1 - rates.detectionProb(channel));
  }
  const logOdds =
    FADING * before.logOdds +
    undisputedEvidence(brought, scan, rates) +
    disputedEvidence(brought, scan, rates) +
    (seeing.size > 0 ? missed : Math.max(missed, ALL_MISSED_LOG_ODDS));
  if (logOdds > PROVEN_LOG_ODDS) return null;
  return { logOdds, channels: [...new Set([...before.channels, ...seeing])].toSorted((a, b) => a - b) };
}

/** As the odds against false alarms, but in the crowd there is another detection as likely as detections are dense. */
function undisputedEvidence({ undisputed }: Assimilated, scan: Scan, rates: ChannelRates): number {
  return undisputed.rows.reduce((sum, row) => {
    const strays = rates.straysPerSr(scan.channelIndex[row]!);
    return sum + Math.log(strays / (strays + crowdPerSr(scan, row)));
  }, undisputed.logOdds);
}

/**
 * How much likelier the contest of each channel is with the track than without it. With p0 the probability that it made none of the detections,
 * and pj that it made the j-th, this is (1 - P_D) / p0 = (1 - P_D) (1 + sum pj / p0); the density of strays in it is that of the crowd.
 */
function disputedEvidence({ disputed }: Assimilated, scan: Scan, rates: ChannelRates): number {
  let evidence = 0;
  for (const [channel, own] of Map.groupBy(disputed, ({ row }) => scan.channelIndex[row]!)) {
    const strays = rates.straysPerSr(channel);
    const detectionProb = rates.detectionProb(channel);
    const unseenProb = 1 - own.reduce((sum, { prob }) => sum + prob, 0);
    const odds = own.reduce((sum, { row, prob, likelihoodPerSr }) => {
      const around = strays + crowdPerSr(scan, row);
      return unseenProb > LEAST_UNSEEN_PROB
        ? sum + ((1 - detectionProb) * prob * strays) / (unseenProb * around)
        : sum + (detectionProb * prob * likelihoodPerSr) / around;
    }, 0);
    evidence += Math.log(1 - detectionProb + odds);
  }
  return evidence;
}
