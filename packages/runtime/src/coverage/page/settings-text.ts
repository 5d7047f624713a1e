import type { Sight } from '@cupola/core/coverage';
import { degrees, sFromUs } from '@cupola/core/foundation';
import type { SensorView } from '@cupola/core/sensors';
import { decimal, duration, percent } from '../../page/numbers.ts';
import type { CoverageStudy } from './coverage-study.ts';

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `1 gap`, `2,500 gaps`. */
export function countText(count: number, noun: string): string {
  return `${decimal(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Decimals of a percentage at most. */
const SHARE_DIGITS_MAX = 6;

/** A share as a percentage with as many decimals as tell it from all: 99.9986 %. */
export function shareInFull(share: number | null): string {
  if (share === null || share <= 0.999 || share >= 1) return percent(share);
  const digits = Math.min(SHARE_DIGITS_MAX, Math.ceil(-Math.log10(1 - share)) - 1);
  return `${(Math.floor(100 * share * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits)}\u00a0%`;
}

/** What counts as seeing, in a sentence. */
export function sightText(sight: Sight): string {
  if (sight.kind === 'elevation') {
    return `counted from the ground at ${short(degrees(sight.minElevationRad))}° elevation or more`;
  }
  const limb = sight.limbM === 0 ? 'hard Earth' : `limb at ${short(sight.limbM / 1000)} km`;
  const range = Number.isFinite(sight.maxRangeM) ? `, at most ${short(sight.maxRangeM / 1000)} km away` : '';
  return `counted for targets at ${short(sight.altitudeM / 1000)} km in line of sight (${limb}${range})`;
}

/** What sensors take of what is in line of sight. */
function sensorText({ fields, sunExclusionRad }: SensorView): string {
  const parts = fields.map(({ offNadirRad: [from, to], maxRangeM, tangentFloorM }) => {
    const range = Number.isFinite(maxRangeM) ? `, at most ${short(maxRangeM / 1000)} km away` : '';
    const floor = tangentFloorM === null ? '' : `, rays above ${short(tangentFloorM / 1000)} km`;
    return `${short(degrees(from))}° to ${short(degrees(to))}° off nadir${range}${floor}`;
  });
  const sun = sunExclusionRad === 0 ? [] : [`nothing within ${short(degrees(sunExclusionRad))}° of the Sun`];
  return [...parts, ...sun].join('; ');
}

/** Of a file that was not read whole. */
function leftOutText({ skipped }: CoverageStudy['report']): string {
  return skipped.length === 0 ? '' : `; problems of records that were left out: ${skipped.length}`;
}

/** What was asked, as rows of a table. */
export function settingRows({
  settings,
  from,
  report,
  provenance,
}: CoverageStudy): readonly (readonly [string, string])[] {
  const { stereo, surface, grid, stepUs, area, sensor } = settings;
  const stepS = sFromUs(stepUs);
  return [
    [
      'satellites',
      `${decimal(report.satellites, 0)} in service, from ${provenance.satellitesFile}${leftOutText(report)}`,
    ],
    ['first sample', from],
    ['samples', `${decimal(report.samples, 0)}, every ${stepS < 1 ? `${short(stepS)} s` : duration(stepS)}`],
    [
      'grid',
      `${decimal(report.points, 0)} ${grid === 'rows' ? 'equal-area cells in rows of latitude' : 'points of a Fibonacci lattice'}`,
    ],
    ['area', area === undefined ? 'the whole Earth' : `cells whose centres lie in ${area.title}`],
    ['surface', surface.kind === 'wgs84' ? 'WGS 84' : `sphere of ${short(surface.radiusM / 1000)} km`],
    ['seen', sightText(settings.sight)],
    ['sensor', sensor === undefined ? 'none: every line of sight counts' : sensorText(sensor)],
    [
      'crossing angle',
      stereo === null
        ? 'not asked'
        : `${short(degrees(stereo.minRad))}° to ${short(degrees(stereo.maxRad))}° between two lines of sight`,
    ],
  ];
}
