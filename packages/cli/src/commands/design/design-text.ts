import { shellsText } from '@cupola/runtime';
import type { DesignEntry, DesignReport } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

/** The answer of `cupola coverage --design` for people. */
export function designText(report: DesignReport, wallS: number): string {
  const { candidates, front, knee, kneeRule, marginal, shortcutError, given } = report;
  const paragraphs = [
    `${candidates.length} designs compared${leftOut(report)} (${wallS.toFixed(1)} s)`,
    `Front of satellites against stereo in the worst row of latitude (shortcut; ± one standard error; full computation for ${shortcutError.finalists}):`,
    textTable(
      ['', 'satellites', 'shells', 'worst row', '±', 'full', 'at lat', 'all rows', 'ten more bring'],
      front.map((entry, index) => {
        const next = marginal[index];
        return [
          isSame(entry, knee) ? 'knee' : '',
          String(entry.satellites),
          shellsText(entry),
          percent(entry.worstStereoFraction),
          percent(entry.standardError),
          entry.full === null ? '-' : percent(entry.full.worstStereoFraction),
          entry.worstLatDeg.toFixed(1),
          percent(entry.meanStereoFraction),
          next === undefined ? '-' : percent(next.gainPerTen),
        ];
      }),
    ),
    [
      knee === null
        ? 'No knee: no design of the front stands above the straight line between its ends.'
        : `Knee: ${knee.satellites} satellites, ${shellsText(knee)} (${kneeRule}).`,
      `Shortcut against full computation, ${shortcutError.finalists} finalists: worst row off by at most ${percent(shortcutError.worstRowMax)}, any row by at most ${percent(shortcutError.anyRowMax)} and ${percent(shortcutError.anyRowMean)} on average. It looks ${shortcutError.samplesPerRow} times at each row, and may miss what is rarer.`,
      ...(given === null
        ? []
        : [
            `The ${given.satellites} satellites of the file, full computation: ${percent(given.worstStereoFraction)} in the worst row (latitude ${given.worstLatDeg.toFixed(1)}), ${percent(given.meanStereoFraction)} over all rows.`,
          ]),
    ].join('\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function leftOut({ skipped, keptStep }: DesignReport): string {
  const parts = [
    ...(skipped === 0 ? [] : [`${skipped} left out, their count does not divide by the planes`]),
    ...(keptStep === 0 ? [] : [`${keptStep} left out, their shells keep step`]),
  ];
  return parts.map((part) => `; ${part}`).join('');
}

/** On a front no two designs have as many satellites. */
function isSame(entry: DesignEntry, knee: DesignEntry | null): boolean {
  return entry.satellites === knee?.satellites;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
