import { decimal, duration, placeText } from '../../page/numbers.ts';
import { radians } from '@cupola/core/foundation';
import type { CoverageReport, WorstCell } from '../coverage-report.ts';
import type { CoverageStudy } from './coverage-study.ts';
import { countText, shareInFull, sightText } from './settings-text.ts';

/** A shorter mean wait would be told as none, s. */
const SHORTEST_WAIT_S = 1;

/** The answer in sentences, the most important first. */
export function headlines(study: CoverageStudy): readonly string[] {
  const { report } = study;
  const covered = report.folds[0]?.fraction ?? 0;
  return [
    `${countText(report.satellites, 'satellite')} ${report.satellites === 1 ? 'covers' : 'cover'} ${shareInFull(covered)} of places and moments${twofold(report)}, ${sightText(study.settings.sight)}${study.settings.sensor === undefined ? '' : ' and in a field of their sensor'}.`,
    `In view of a place at once: ${decimal(report.meanInView, 2)} on average, ${report.minInView} to ${report.maxInView}.`,
    ...gapSentences(study.told),
    ...stereoSentences(report),
    ...latitudeSentences(report),
    ...backgroundSentences(report),
  ];
}

function twofold({ folds }: CoverageReport): string {
  return folds[1] === undefined ? '' : ` (${shareInFull(folds[1].fraction)} by two or more)`;
}

function gapSentences(told: CoverageStudy['told']): string[] {
  const { gaps, response, worstCell } = told;
  const isExact = 'windows' in told;
  if (gaps.count === 0) return [`No place is without a satellite at any ${isExact ? 'moment' : 'sample'}.`];
  return [
    `${countText(gaps.count, 'gap')}${isExact ? ', from set to rise' : ''}: ${duration(gaps.meanS)} on average, 95 % of them at most ${duration(gaps.p95S)}, the longest ${duration(gaps.maxS)}.`,
    `Least covered place: ${place(worstCell)}, ${shareInFull(worstCell.coveredFraction)} of the time, longest gap ${duration(worstCell.longestGapS)}${isExact ? ', both by samples' : ''}.`,
    ...(response.meanS < SHORTEST_WAIT_S
      ? []
      : [`From any moment the next satellite comes after ${duration(response.meanS)} on average.`]),
  ];
}

function place({ latDeg, lonDeg }: WorstCell): string {
  return placeText({ latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) });
}

function stereoSentences({ stereo }: CoverageReport): string[] {
  if (stereo === null) return [];
  const { gaps, fraction, worstCell } = stereo;
  const worst = `least at ${place(worstCell)} with ${shareInFull(worstCell.coveredFraction)}`;
  const gap = gaps.count === 0 ? 'without a gap' : `longest time without ${duration(gaps.maxS)}`;
  return [`Two satellites cross at an angle in the band for ${shareInFull(fraction)}: ${worst}, ${gap}.`];
}

function latitudeSentences({ byLatitude }: CoverageReport): string[] {
  const [first, ...rest] = byLatitude;
  if (first === undefined || rest.length === 0) return [];
  const most = rest.reduce((best, band) => (band.meanInView > best.meanInView ? band : best), first);
  const least = rest.reduce((worst, band) => (band.meanInView < worst.meanInView ? band : worst), first);
  const text = (band: typeof first): string =>
    `${decimal(band.meanInView, 2)} between ${parallel(band.southDeg)} and ${parallel(band.northDeg)}`;
  return [`By latitude, most are in view, ${text(most)}; fewest, ${text(least)}.`];
}

function parallel(latDeg: number): string {
  return latDeg === 0 ? 'the equator' : `${Math.abs(latDeg)}° ${latDeg < 0 ? 'S' : 'N'}`;
}

function backgroundSentences({ backgrounds }: CoverageReport): string[] {
  if (backgrounds === null) return [];
  const { below, above } = backgrounds;
  return [
    `On average ${decimal(below.meanInView, 2)} have Earth or limb behind the target, ${decimal(above.meanInView, 2)} have space.`,
  ];
}
