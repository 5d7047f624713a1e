import type { CoverageReport, WindowReport } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';

/** Folds that a table for people shows; JSON has all. */
const FOLDS_SHOWN = 8;

/** The answer of `cupola coverage` for people. */
export function coverageText(report: CoverageReport | WindowReport, wallS: number): string {
  const { satellites, samples, points, surface, folds, worstCell, worstSample, stereo } = report;
  const leftOut =
    report.skipped.length === 0 ? '' : `; problems of records that were left out: ${report.skipped.length}`;
  const ofCatalogue =
    report.catalogueObjects === null
      ? ''
      : ` (of ${report.catalogueObjects} objects in the catalogue${leftOut})`;
  const paragraphs = [
    `${satellites} satellites${ofCatalogue}, ${samples} samples, ${points} points ${report.area === null ? '' : `in ${report.area} `}on ${surface} (${wallS.toFixed(1)} s)`,
    `In view: ${report.meanInView.toFixed(3)} on average, ${report.minInView} to ${report.maxInView}.`,
    textTable(
      ['at least', 'of points and samples'],
      folds.slice(0, FOLDS_SHOWN).map(({ k, fraction }) => [String(k), percent(fraction)]),
    ),
    textTable(
      ['', 'how many', 'mean s', '95 % s', 'longest s'],
      (['gaps', 'revisit', 'response'] as const).map((name) => {
        const { count, meanS, p95S, maxS } = report[name];
        return [name, String(count), meanS.toFixed(1), p95S.toFixed(0), maxS.toFixed(0)];
      }),
    ),
    latitudeTable(report),
    [
      ...('windows' in report ? windowLines(report.windows) : []),
      ...backgroundLines(report),
      ...(stereo === null
        ? []
        : [
            `Crossing angle in the band: ${percent(stereo.fraction)}, longest gap ${stereo.gaps.maxS.toFixed(0)} s.`,
          ]),
      `Worst place: ${worstCell.latDeg.toFixed(2)}, ${worstCell.lonDeg.toFixed(2)}: covered ${percent(worstCell.coveredFraction)}, longest gap ${worstCell.longestGapS.toFixed(0)} s, ${worstCell.meanInView.toFixed(2)} in view on average.`,
      `Worst moment: ${worstSample.atS.toFixed(0)} s after the first sample: covered ${percent(worstSample.coveredFraction)}, ${worstSample.meanInView.toFixed(2)} in view on average.`,
    ].join('\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function latitudeTable({ byLatitude, stereo }: CoverageReport): string {
  const header = [
    'latitude',
    'points',
    'covered',
    'mean',
    'least',
    'most',
    'mean gap s',
    '95 %',
    'longest',
    'revisit s',
    'response s',
  ];
  const rows = byLatitude
    .toReversed()
    .map((band) => [
      `${band.southDeg} to ${band.northDeg}`,
      String(band.points),
      percent(band.coveredFraction),
      band.meanInView.toFixed(2),
      String(band.minInView),
      String(band.maxInView),
      band.meanGapS.toFixed(0),
      band.p95GapS === null ? '-' : band.p95GapS.toFixed(0),
      band.longestGapS.toFixed(0),
      band.meanRevisitS.toFixed(0),
      band.meanResponseS.toFixed(0),
      ...(band.stereoFraction === null ? [] : [percent(band.stereoFraction)]),
    ]);
  return textTable(stereo === null ? header : [...header, 'stereo'], rows);
}

function backgroundLines({ backgrounds }: CoverageReport): string[] {
  if (backgrounds === null) return [];
  return (['below', 'above'] as const).map((name) => {
    const { meanInView, minInView, maxInView, folds } = backgrounds[name];
    const covered = percent(folds[0]?.fraction ?? 0);
    return `${name === 'below' ? 'Below' : 'Above'} the horizon: ${meanInView.toFixed(3)} in view on average, ${minInView} to ${maxInView}; covered ${covered}.`;
  });
}

function windowLines({
  count,
  meanS,
  shortestS,
  longestS,
  longestGap,
  toleranceS,
}: WindowReport['windows']): string[] {
  const lines = [
    `${count} windows, ${shortestS.toFixed(1)} to ${longestS.toFixed(1)} s, ${meanS.toFixed(1)} s on average; gaps, revisit and response in the table above are exact to ${toleranceS} s; shares, latitudes, worst place and worst moment are by samples.`,
  ];
  if (longestGap === null) return [...lines, 'No gap anywhere.'];
  const { latDeg, lonDeg, fromS, lengthS } = longestGap;
  return [
    ...lines,
    `Longest gap: ${lengthS.toFixed(2)} s from ${fromS.toFixed(2)} s on, at ${latDeg.toFixed(2)}, ${lonDeg.toFixed(2)}.`,
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(4)} %`;
}
