import { readSelection } from '@cupola/contract';
import { EQUATORIAL_SPHERE } from '@cupola/core/coverage';
import type { Area, GridKind, Sight, StereoBand, Surface } from '@cupola/core/coverage';
import { julianDateFromIso, radians } from '@cupola/core/foundation';
import type { Problem, Selection } from '@cupola/core/scenario';
import type { SensorView } from '@cupola/core/sensors';
import { readAreaFlags } from './area-flags.ts';
import type { AreaFlags } from './area-flags.ts';
import { choiceFlag, maxAgeFlag, numberFlag, numberFrom } from '../flag-values.ts';
import { readSensorFlags } from './sensor-flags.ts';
import type { SensorFlags } from './sensor-flags.ts';
import { readWindowsFlags } from './windows-flags.ts';
import type { WindowsWish } from './windows-flags.ts';

/** Flags of `cupola coverage` as the command line gives them. */
export interface CoverageFlags extends AreaFlags, SensorFlags {
  readonly from?: string;
  readonly select: readonly string[];
  readonly maxAgeDays?: string;
  readonly skipBad?: true;
  readonly hours?: string;
  readonly stepS?: string;
  readonly points?: string;
  readonly grid: string;
  readonly targetAltitudeKm?: string;
  readonly limbKm?: string;
  readonly surface: string;
  readonly stereo?: string;
  readonly minDurationS?: string;
  readonly windowsOut?: string;
  readonly workers?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: true;
}

/** What the flags ask for. */
export interface CoverageWish {
  readonly from: string | null;
  readonly select: Selection | null;
  /** Null when not said. */
  readonly maxElementAgeDays: number | null;
  readonly hours: number;
  readonly stepS: number;
  readonly sampleCount: number;
  readonly points: number;
  readonly grid: GridKind;
  readonly sight: Sight;
  readonly surface: Surface;
  readonly stereo: StereoBand | null;
  readonly windows: WindowsWish | null;
  /** Only points that lie here. */
  readonly area?: Area;
  /** Only what a sensor takes of it. */
  readonly sensor?: SensorView;
}

export type WishOutcome =
  | { readonly ok: true; readonly wish: CoverageWish }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A month: elements are refused at that age. */
const LONGEST_H = 744;
const SHORTEST_STEP_S = 0.001;
const MOST_SAMPLES = 3_000_000;
const MOST_POINTS = 1_000_000;
const HIGHEST_TARGET_KM = 1500;
const HIGHEST_LIMB_KM = 300;
const LONGEST_RANGE_KM = 500_000;
/** At 90 degrees nothing is seen but by chance. */
const STEEPEST_DEG = 89.9;

/** Reads the flags; every problem at once. */
export function readCoverageFlags(flags: CoverageFlags): WishOutcome {
  const problems: Problem[] = [];
  const hours = numberFlag('--hours', flags.hours, SHORTEST_STEP_S / 3600, LONGEST_H, 'hours', problems);
  const stepS = numberFlag('--step-s', flags.stepS, SHORTEST_STEP_S, LONGEST_H * 3600, 'seconds', problems);
  const points = numberFlag('--points', flags.points, 1, MOST_POINTS, '', problems, Number.isInteger);
  const sampleCount = Math.floor((3600 * hours) / stepS + 1e-9);
  if (sampleCount < 1) {
    const message = 'the step is longer than the window, so that there is nothing between two samples';
    problems.push({
      path: '--step-s',
      value: flags.stepS,
      expected: `at most the ${3600 * hours} s of the window`,
      message,
    });
  }
  if (sampleCount > MOST_SAMPLES) {
    const message = `these are ${sampleCount} samples`;
    problems.push({
      path: '--step-s',
      value: flags.stepS,
      expected: `at most ${MOST_SAMPLES} samples; a longer step`,
      message,
    });
  }
  const grid = choiceFlag('--grid', flags.grid, ['fibonacci', 'rows'], problems);
  const surface = choiceFlag('--surface', flags.surface, ['wgs84', 'sphere'], problems);
  const maxRangeM =
    flags.maxRangeKm === undefined
      ? Number.POSITIVE_INFINITY
      : 1000 * numberFlag('--max-range-km', flags.maxRangeKm, 1, LONGEST_RANGE_KM, 'km', problems);
  const sight = sightOf(flags, maxRangeM, problems);
  const stereo = stereoOf(flags, problems);
  const windows = readWindowsFlags(flags, problems);
  const sensor = readSensorFlags(flags, maxRangeM, problems);
  const area = readAreaFlags(flags, problems);
  const { from = null } = flags;
  if (from !== null && julianDateFromIso(from) === null) {
    const expected = 'a UTC instant such as 2026-07-24T00:00:00Z';
    problems.push({ path: '--from', value: from, expected, message: 'it is not an instant' });
  }
  const maxElementAgeDays = maxAgeFlag(flags.maxAgeDays, problems);
  const selection = flags.select.length === 0 ? null : readSelection(flags.select);
  if (selection !== null && !selection.ok) problems.push(...selection.problems);
  if (problems.length > 0 || grid === null || surface === null || sight === null)
    return { ok: false, problems };
  return {
    ok: true,
    wish: {
      from,
      select: selection?.ok === true ? selection.select : null,
      maxElementAgeDays,
      hours,
      stepS,
      sampleCount,
      points,
      grid,
      sight,
      surface: surface === 'sphere' ? EQUATORIAL_SPHERE : { kind: surface },
      stereo,
      windows,
      ...(area === null ? {} : { area }),
      ...(sensor === null ? {} : { sensor }),
    },
  };
}

function sightOf(flags: CoverageFlags, maxRangeM: number, problems: Problem[]): Sight | null {
  const { minElevationDeg, targetAltitudeKm, maxRangeKm, limbKm } = flags;
  if ((minElevationDeg === undefined) === (targetAltitudeKm === undefined)) {
    const both = minElevationDeg !== undefined;
    problems.push({
      path: '--min-elevation-deg',
      value: minElevationDeg ?? null,
      expected: 'either --min-elevation-deg or --target-altitude-km',
      message: both ? 'both are given, and mean different things' : 'what counts as seeing is not said',
    });
    return null;
  }
  if (minElevationDeg !== undefined) {
    const hasCone = flags.sensor !== undefined || flags.offNadirDeg !== undefined;
    if (maxRangeKm !== undefined && !hasCone) {
      const message = 'from the ground the elevation is the only limit';
      const expected = '--max-range-km only with --target-altitude-km or a sensor';
      problems.push({ path: '--max-range-km', value: maxRangeKm, expected, message });
    }
    if (limbKm !== undefined) {
      const message = 'from the ground the elevation is the only limit';
      const expected = '--limb-km only with --target-altitude-km';
      problems.push({ path: '--limb-km', value: limbKm, expected, message });
    }
    const elevationDeg = numberFlag(
      '--min-elevation-deg',
      minElevationDeg,
      0,
      STEEPEST_DEG,
      'degrees',
      problems,
    );
    return { kind: 'elevation', minElevationRad: radians(elevationDeg) };
  }
  return {
    kind: 'shell',
    altitudeM:
      1000 * numberFlag('--target-altitude-km', targetAltitudeKm, 0, HIGHEST_TARGET_KM, 'km', problems),
    limbM:
      limbKm === undefined ? 0 : 1000 * numberFlag('--limb-km', limbKm, 0, HIGHEST_LIMB_KM, 'km', problems),
    maxRangeM,
  };
}

function stereoOf({ stereo, grid }: CoverageFlags, problems: Problem[]): StereoBand | null {
  if (stereo === undefined) return null;
  const [minDeg = Number.NaN, maxDeg = Number.NaN, ...rest] = stereo.split(',').map(numberFrom);
  if (!(minDeg >= 0 && minDeg < maxDeg && maxDeg <= 180) || rest.length > 0) {
    const expected = 'two angles from 0 to 180 degrees, the smaller first, such as 30,150';
    problems.push({ path: '--stereo', value: stereo, expected, message: 'it is no band of crossing angles' });
  }
  if (grid === 'rows') {
    const message = 'crossing angles are looked for point by point';
    problems.push({ path: '--stereo', value: stereo, expected: '--grid fibonacci', message });
  }
  return { minRad: radians(minDeg), maxRad: radians(maxDeg) };
}
