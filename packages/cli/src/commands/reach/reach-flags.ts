import { readSelection } from '@cupola/contract';
import { EQUATORIAL_SPHERE } from '@cupola/core/coverage';
import type { Surface } from '@cupola/core/coverage';
import { julianDateFromIso } from '@cupola/core/foundation';
import type { Problem, Selection } from '@cupola/core/scenario';
import { choiceFlag, maxAgeFlag, numberFlag } from '../flag-values.ts';
import { readOrderTimes } from './flight-flags.ts';
import type { FlightFlags, OrderTimes } from './flight-flags.ts';
import { readLawFlags } from './law-flags.ts';
import type { LawFlags, LawWish } from './law-flags.ts';
import { placeFlag } from './places.ts';
import type { PlaceFlag } from './places.ts';

/** Flags of `cupola reach` as the command line gives them. */
export interface ReachFlags extends LawFlags, FlightFlags {
  readonly area: readonly string[];
  readonly hours: string;
  readonly stepS: string;
  readonly from?: string;
  readonly select: readonly string[];
  readonly maxAgeDays?: string;
  readonly skipBad?: true;
  readonly surface: string;
  readonly map?: true;
  readonly cells: string;
  readonly out?: string;
  readonly workers?: number;
  readonly seed?: number;
  readonly json?: true;
}

export interface ReachWish {
  readonly places: readonly PlaceFlag[];
  readonly law: LawWish;
  readonly times: OrderTimes;
  readonly hours: number;
  readonly stepS: number;
  readonly sampleCount: number;
  readonly from: string | null;
  readonly select: Selection | null;
  readonly maxElementAgeDays: number | null;
  readonly surface: Surface;
  /** Cells of the world map; null when none is asked for. */
  readonly mapCells: number | null;
}

const LONGEST_H = 744;
const SHORTEST_STEP_S = 0.1;
const MOST_SAMPLES = 3_000_000;
const MOST_AREAS = 200;
const MOST_CELLS = 100_000;

/** Reads the flags; every problem is added. */
export function readReachFlags(flags: ReachFlags, problems: Problem[]): ReachWish {
  const hours = numberFlag('--hours', flags.hours, SHORTEST_STEP_S / 3600, LONGEST_H, 'hours', problems);
  const stepS = numberFlag('--step-s', flags.stepS, SHORTEST_STEP_S, 86_400, 'seconds', problems);
  const sampleCount = Math.floor((3600 * hours) / stepS + 1e-9);
  if (sampleCount < 1 || sampleCount > MOST_SAMPLES) {
    const message =
      sampleCount < 1 ? 'the step is longer than the window' : `these are ${sampleCount} samples`;
    const expected = `1 to ${MOST_SAMPLES} samples in the window of --hours`;
    problems.push({ path: '--step-s', value: flags.stepS, expected, message });
  }
  const places = flags.area.flatMap((text) => placeFlag('--area', text, problems) ?? []);
  const wantsMap = flags.map === true || flags.out !== undefined;
  if (flags.area.length === 0 || flags.area.length > MOST_AREAS) {
    const message =
      flags.area.length === 0 ? 'where missiles are launched is not said' : 'these are too many';
    const expected = `LAT,LON; repeatable, at most ${MOST_AREAS}`;
    problems.push({ path: '--area', value: flags.area.length === 0 ? null : flags.area, expected, message });
  }
  const { from = null } = flags;
  if (from !== null && julianDateFromIso(from) === null) {
    const expected = 'a UTC instant such as 2026-07-24T00:00:00Z';
    problems.push({ path: '--from', value: from, expected, message: 'it is not an instant' });
  }
  const selection = flags.select.length === 0 ? null : readSelection(flags.select);
  if (selection !== null && !selection.ok) problems.push(...selection.problems);
  const surface = choiceFlag('--surface', flags.surface, ['wgs84', 'sphere'], problems);
  if (flags.map === true && flags.vehicle !== undefined) {
    const message = 'a map has a place in every cell, not a flight';
    problems.push({ path: '--map', value: true, expected: '--map without --vehicle', message });
  }
  const cells = numberFlag('--cells', flags.cells, 50, MOST_CELLS, '', problems, Number.isInteger);
  return {
    places,
    law: readLawFlags(flags, problems),
    times: readOrderTimes(flags, problems),
    hours,
    stepS,
    sampleCount,
    from,
    select: selection?.ok === true ? selection.select : null,
    maxElementAgeDays: maxAgeFlag(flags.maxAgeDays, problems),
    surface: surface === 'sphere' ? EQUATORIAL_SPHERE : { kind: 'wgs84' },
    mapCells: wantsMap && flags.vehicle === undefined ? cells : null,
  };
}
