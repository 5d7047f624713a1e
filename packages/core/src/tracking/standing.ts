import { present } from '../foundation/index.ts';
import type { Assimilated } from './assimilate.ts';
import type { ChannelRates } from './channel-memory.ts';
import type { Scan } from './scan.ts';

/**
 * Is a young track an object of its own, or pieced together from detections of its neighbours? A sequential test, [Wald-1945]; null once it is
 * passed.
 */
export interface Standing {
  /** Natural logarithm of the odds "of its own" to "of others". */
  readonly logOdds: number;
  /** Channels that ever gave it a detection. */
  readonly channels: readonly number[];
}

/** Before its first scan. Notional: of what starts in a crowd one in ten is a ghost. */
export const NEW_LOG_ODDS = 0;
/** From here on it is an object of its own: a hundred million to one. */
const PROVEN_LOG_ODDS = Number(process.env['PROVEN'] ?? 20);
/** Misses of one scan have common causes: together they speak no louder than this when nothing was seen at all. Notional. */
const ALL_MISSED = Math.log(0.1);
const NEIGHBOURS = 4;
const LEAST_MISSED_PROB = 1e-3;

/** Detections of the same channel around one, 1/sr: from the distance of the fourth nearest; 0 when there are fewer. */
export function crowdPerSr(scan: Scan, row: number): number {
  const channel = scan.channelIndex[row]!;
  let from = row;
  while (from > 0 && scan.channelIndex[from - 1] === channel) from--;
  const least = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  for (let other = from; other < scan.detectionCount && scan.channelIndex[other] === channel; other++) {
    if (other === row) continue;
    const dx = scan.los[3 * other]! - scan.los[3 * row]!;
    const dy = scan.los[3 * other + 1]! - scan.los[3 * row + 1]!;
    const dz = scan.los[3 * other + 2]! - scan.los[3 * row + 2]!;
    let squared = dx * dx + dy * dy + dz * dz;
    for (let k = 0; k < NEIGHBOURS; k++) {
      const nearer = Math.min(least[k]!, squared);
      squared = Math.max(least[k]!, squared);
      least[k] = nearer;
    }
  }
  const farthest = least[NEIGHBOURS - 1]!;
  return farthest === Number.POSITIVE_INFINITY ? 0 : NEIGHBOURS / (Math.PI * farthest);
}

export function standingAfter(
  before: Standing | null,
  { undisputed, undisputedLogOdds, disputed }: Assimilated,
  scan: Scan,
  rates: ChannelRates,
  watching: (channels: readonly number[]) => readonly number[],
): Standing | null {
  if (before === null) return null;
  let evidence = undisputedLogOdds;
  for (const row of undisputed) {
    const strays = rates.straysPerSr(scan.channelIndex[row]!);
    evidence += Math.log(strays / (strays + crowdPerSr(scan, row)));
  }
  const seeing = new Set(undisputed.map((row) => scan.channelIndex[row]!));
  for (const [channel, own] of Map.groupBy(disputed, ({ row }) => scan.channelIndex[row]!)) {
    seeing.add(channel);
    const strays = rates.straysPerSr(channel);
    const detectionProb = rates.detectionProb(channel);
    const unseenProb = 1 - own.reduce((sum, { prob }) => sum + prob, 0);
    const told = own.reduce((sum, { row, prob, likelihoodPerSr }) => {
      const around = strays + crowdPerSr(scan, row);
      return (
        sum +
        (unseenProb > LEAST_MISSED_PROB
          ? ((1 - detectionProb) * prob * strays) / (unseenProb * around)
          : (detectionProb * prob * likelihoodPerSr) / around)
      );
    }, 0);
    evidence += Math.log(1 - detectionProb + told);
  }
  let missed = 0;
  for (const channel of watching(before.channels.filter((each) => !seeing.has(each)))) {
    missed += Math.log(1 - rates.detectionProb(channel));
  }
  evidence += seeing.size > 0 ? missed : Math.max(missed, ALL_MISSED);
  const logOdds = Number(process.env['FADE'] ?? 0.9) * before.logOdds + evidence;
  if (logOdds > PROVEN_LOG_ODDS) return null;
  const channels = [...new Set([...before.channels, ...seeing])].toSorted((a, b) => a - b);
  return { logOdds, channels };
}
