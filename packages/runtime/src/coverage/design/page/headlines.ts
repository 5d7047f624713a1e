import { decimal } from '../../../page/numbers.ts';
import { shellsText } from '../design-report.ts';
import { pointsText, shareText } from './design-text.ts';
import type { DesignEntry, DesignReport } from './design-study.ts';

/** The answer in sentences, the most important first. */
export function headlines(report: DesignReport): readonly string[] {
  return [
    kneeSentence(report),
    ...marginalSentences(report),
    ...frontSentences(report),
    ...errorSentences(report),
    ...givenSentences(report),
  ];
}

function designText(entry: DesignEntry): string {
  return `${decimal(entry.satellites, 0)} satellites (${shellsText(entry)})`;
}

function kneeSentence({ knee }: DesignReport): string {
  if (knee === null)
    return 'The front has no knee: no design stands above the straight line between its ends.';
  const full =
    knee.full === null ? '' : `; ${shareText(knee.full.worstStereoFraction)} by the full computation`;
  return `Knee: ${designText(knee)}. Stereo in the worst row of latitude ${shareText(knee.worstStereoFraction)} of the time by the shortcut, one standard error ${pointsText(knee.standardError)}${full}.`;
}

function marginalSentences({ knee, marginal }: DesignReport): string[] {
  if (knee === null) return [];
  const before = marginal.find(({ toSatellites }) => toSatellites === knee.satellites);
  const after = marginal.find(({ fromSatellites }) => fromSatellites === knee.satellites);
  if (before === undefined || after === undefined) return [];
  return [
    `Ten more satellites buy ${pointsText(before.gainPerTen)} just below the knee and ${pointsText(after.gainPerTen)} just above it.`,
  ];
}

function frontSentences({ front, candidates }: DesignReport): string[] {
  const first = front[0];
  const last = front.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  return [
    `The front of ${front.length} among ${candidates.length} designs goes from ${decimal(first.satellites, 0)} satellites (${shareText(first.worstStereoFraction)}) to ${decimal(last.satellites, 0)} (${shareText(last.worstStereoFraction)}).`,
  ];
}

function errorSentences({ shortcutError }: DesignReport): string[] {
  const { finalists, worstRowMax, anyRowMax, anyRowMean, samplesPerRow } = shortcutError;
  if (finalists === 0) return [];
  return [
    `Shortcut against full computation of ${finalists} finalists: worst row off by at most ${pointsText(worstRowMax)}, any row by at most ${pointsText(anyRowMax)} and ${pointsText(anyRowMean)} on average. It looks ${decimal(samplesPerRow, 0)} times at each row and may miss what is rarer.`,
  ];
}

function givenSentences({ given }: DesignReport): string[] {
  if (given === null) return [];
  return [
    `The ${decimal(given.satellites, 0)} satellites of the file, full computation: ${shareText(given.worstStereoFraction)} in the worst row (latitude ${given.worstLatDeg.toFixed(1)}°), ${shareText(given.meanStereoFraction)} over all rows.`,
  ];
}
