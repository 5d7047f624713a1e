import { present } from '../../foundation/index.ts';
import { localAxesInto } from '../../sensors/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { sizeOf } from '../motion/hypothesis.ts';
import type { Scan } from '../scan.ts';
import type { TrackState } from '../track-state.ts';
import { blockOf, withChannels } from './bias-belief.ts';
import type { BiasBelief } from './bias-belief.ts';
import type { BiasState } from './bias-state.ts';
import type { BiasedLook } from './biased-look.ts';
import type { BiasEvidence } from './bias-evidence.ts';
import { NO_LEVER, widened } from './bias-lever.ts';
import type { BiasLever } from './bias-lever.ts';
import { believed } from './believed-hypothesis.ts';
import { believedScan } from './believed-scan.ts';

/** Everything about pointing errors that the work on one scan needs. */
export interface Pointing {
  /** What was believed before this scan. */
  readonly belief: BiasBelief;
  /** The scan as believed, for gates and starts. */
  readonly scan: Scan;
  /** Grows during the scan. */
  readonly evidence: BiasEvidence[];
  /** Local axes at the satellite of each channel that detected something. */
  readonly axes: ReadonlyMap<number, Float64Array>;
  /** May this channel point wrongly? */
  inDoubt(channel: number): boolean;
}

export function pointingIn(scan: Scan, before: BiasState, ownSide: OwnSide): Pointing {
  const belief = withChannels(before.belief, ownSide.channels);
  const axes = new Map<number, Float64Array>();
  for (const channel of scan.blockChannel) {
    const at = new Float64Array(9);
    localAxesInto(at, scan.satellites, 3 * present(ownSide.channels[channel]).satelliteIndex);
    axes.set(channel, at);
  }
  return {
    belief,
    scan: believedScan(scan, belief),
    evidence: [],
    axes,
    inDoubt: (channel) => present(ownSide.channels[channel]).sensor.biasSigmaRad > 0,
  };
}

export function asBelieved(hypotheses: readonly Hypothesis[], { belief }: Pointing): readonly Hypothesis[] {
  return hypotheses.map((each) => believed(each, belief));
}

/** Channels whose errors bear on any of these tracks. */
export function channelsInUse(tracks: readonly TrackState[]): ReadonlySet<number> {
  return new Set(
    tracks.flatMap((each) => each.hypotheses.flatMap((hypothesis) => hypothesis.lever?.channels ?? [])),
  );
}

/** The looks at these rows as a hypothesis with a lever takes them; the lever is a copy, changed by the updates. */
export interface BiasedLooks {
  readonly lever: BiasLever;
  at(row: number): BiasedLook;
}

export function biasedLooks(
  pointing: Pointing,
  hypothesis: Hypothesis,
  rows: readonly number[],
  scan: Scan,
  isEvidence: boolean,
): BiasedLooks {
  const looking = rows.map((row) => scan.channelIndex[row]!).filter((channel) => pointing.inDoubt(channel));
  const lever = widened(hypothesis.lever ?? NO_LEVER, sizeOf(hypothesis), looking, scan.atUs);
  const about = blockOf(pointing.belief, lever.channels);
  const evidence = isEvidence ? pointing.evidence : null;
  return {
    lever,
    at: (row) => {
      const channel = scan.channelIndex[row]!;
      const slot = lever.channels.indexOf(channel);
      return { lever, believed: about, slot, axes: present(pointing.axes.get(channel)), evidence };
    },
  };
}
