import type { ReachReport } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

/** Rows of k that a table for people shows; JSON has all. */
const ROWS_SHOWN = 8;

/** The answer of `cupola reach` for people. */
export function reachText(report: ReachReport, wallS: number): string {
  const { gaps, decision, closedForm } = report;
  const parts = report.parts.map(
    (part) =>
      `${part.interceptors} of ${part.id} at ${part.altitudeKm.toFixed(0)} km${part.inclinationDeg === null ? '' : `, ${part.inclinationDeg.toFixed(1)}°`}: ${part.speedKmS} km/s, ${part.accelG.toFixed(1)} g, intercept at ${part.interceptKm.toFixed(0)} km, reach ${part.reachKm.toFixed(1)} km, radius ${part.radiusKm.toFixed(1)} km`,
  );
  const paragraphs = [
    `${report.interceptors} interceptors, ${report.samples} samples, fly-out ${report.flyoutS} s (${wallS.toFixed(1)} s)`,
    parts.join('\n'),
    `In reach: ${report.meanInReach.toFixed(3)} on average, at most ${report.maxInReach}; one in ${ratioText(report.absenteeRatio)}.`,
    ...(report.why.length === 0 ? [] : [report.why.join('\n')]),
    textTable(
      ['at least', 'of launches'],
      report.atLeast.slice(0, ROWS_SHOWN).map(({ k, share }) => [String(k), percent(share)]),
    ),
    `Without any: ${gaps.count} times, ${gaps.meanS.toFixed(0)} s on average, 95 % within ${gaps.p95S.toFixed(0)} s, longest ${gaps.maxS.toFixed(0)} s.`,
    ...(report.byArea.length > 1 ? [areaTable(report)] : []),
    textTable(
      ['fly-out s', 'radius km', 'mean', 'at least 1', 'one in'],
      report.byFlyout.map((row) => [
        row.flyoutS.toFixed(0),
        row.radiusKm.toFixed(0),
        row.meanInReach.toFixed(3),
        percent(row.share),
        ratioText(row.absenteeRatio),
      ]),
    ),
    `${decision.extraS} s more to decide: ${decision.meanInReach.toFixed(3)} in reach; ${decision.timesInterceptors === null ? 'no number of interceptors makes up for it' : `${decision.timesInterceptors.toFixed(2)} times the interceptors for the same`}.`,
    ...(closedForm === null
      ? []
      : [
          `Closed forms: one in ${ratioText(closedForm.flatAbsenteeRatio)} evenly spread, one in ${ratioText(closedForm.absenteeRatio)} by latitude; at least one ${percent(closedForm.binomial)} if independent.`,
        ]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function areaTable({ byArea }: ReachReport): string {
  return textTable(
    ['area', 'mean', 'at least 1', 'longest gap s', 'one in'],
    byArea.map((row) => [
      row.area,
      row.meanInReach.toFixed(3),
      percent(row.atLeast[0]?.share ?? 0),
      row.gaps.maxS.toFixed(0),
      ratioText(row.absenteeRatio),
    ]),
  );
}

export function ratioText(ratio: number | null): string {
  return ratio === null ? '-' : ratio.toFixed(ratio < 100 ? 1 : 0);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
