import type { RaidReport } from '@cupola/runtime';
import { percent } from '../reach/reach-text.ts';
import { textTable } from '../../text-table.ts';

/** The answer of `cupola raid` for people. */
export function raidText(report: RaidReport): string {
  const { doctrine, second } = report;
  const windows = report.areas.map(({ area, phaseS, orderAfterS, timeLeftS }) => {
    const phase = phaseS === null ? '' : `, ${report.phase} from ${phaseS[0]} to ${phaseS[1]} s`;
    const orders = orderAfterS.map((each) => (each === null ? 'never' : each.toFixed(0)));
    return `${area}${phase}: order after ${listed(orders)} s, ${listed(timeLeftS.map((each) => each.toFixed(0)))} s to fly`;
  });
  const paragraphs = [
    `${report.ready} of ${report.interceptors} interceptors, ${report.launches} launches, seed ${report.seed}, missiles ${report.spacingS > 0 ? `${report.spacingS} s apart` : 'all at once'}`,
    windows.join('\n'),
    `Up to ${report.shotsPerTarget} shots at each of ${report.killProb}, ${doctrine.kind}; ${report.meanInReach.toFixed(3)} in reach on average, at least one for ${percent(report.atLeast[0]?.share ?? 0)}.`,
    ...(report.why.length === 0 ? [] : [report.why.join('\n')]),
    leakTable(report.sizes),
    ...(second === null
      ? []
      : [`A second raid ${second.afterS} s later, against what is left:`, leakTable(second.sizes)]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Different ones in order, shortened when there are many. */
function listed(values: readonly string[]): string {
  const different = [...new Set(values)];
  return different.length <= 4 ? different.join(', ') : `${different.slice(0, 3).join(', ')}, ...`;
}

function leakTable(
  rows: readonly (RaidReport['sizes'][number] | Omit<RaidReport['sizes'][number], 'greedyMeanLeak'>)[],
): string {
  const greedy = rows.some((row) => 'greedyMeanLeak' in row && row.greedyMeanLeak !== null);
  return textTable(
    [
      'missiles',
      'leak, mean',
      '95 % of it',
      '10 %',
      '90 %',
      'none leaks',
      'shots',
      ...(greedy ? ['greedy'] : []),
    ],
    rows.map((row) => [
      String(row.k),
      row.meanLeak.toFixed(3),
      `${row.meanLeakCi[0].toFixed(3)}-${row.meanLeakCi[1].toFixed(3)}`,
      String(row.p10),
      String(row.p90),
      percent(row.pNoLeak),
      row.meanShots.toFixed(2),
      ...(greedy && 'greedyMeanLeak' in row ? [row.greedyMeanLeak?.toFixed(3) ?? '-'] : []),
    ]),
  );
}
