import type { MeanElements } from './mean-elements.ts';
import { altitudeKmOf, newestEpoch, nodeDegAt } from './mean-orbit.ts';
import { SHELL_WITHIN_DEG, SHELL_WITHIN_KM } from './satellite-selection.ts';
import type { SatelliteSelection, ShellSelection } from './satellite-selection.ts';

/** Objects whose mean motion is further than this from the median are moving to or from their place, rev/day. */
const OPERATIONAL_MEAN_MOTION_REV_PER_DAY = 0.02;

/** A key of the selection that decides for each object on its own. */
export type FilterKey = Exclude<keyof SatelliteSelection, 'everyNth' | 'count'>;

/** One filter that was given, and what it tests. */
export interface SatelliteFilter {
  readonly key: FilterKey;
  readonly passes: (elements: MeanElements) => boolean;
}

/**
 * The objects that pass every filter, sorted by node and argument of latitude; of these every n-th, then `count` evenly spaced. Without a filter
 * on the mean motion only those within 0.02 rev/day of the median of what the other filters left are kept: the operational shell. Objects
 * given by number are all kept.
 */
export function selectSatellites(
  elements: readonly MeanElements[],
  select: SatelliteSelection,
): readonly MeanElements[] {
  const filters = filtersOf(elements, select);
  const passing = elements.filter((each) => filters.every((filter) => filter.passes(each)));
  const isShellMeant = select.meanMotionRevPerDay === undefined && select.catalogueNumbers === undefined;
  const everyNth = select.everyNth ?? 1;
  const sorted = (isShellMeant ? operationalShell(passing) : [...passing])
    .toSorted(
      (a, b) =>
        a.nodeDeg - b.nodeDeg ||
        argumentOfLatitudeDeg(a) - argumentOfLatitudeDeg(b) ||
        a.catalogueNumber - b.catalogueNumber,
    )
    .filter((_, index) => index % everyNth === 0);
  const count = Math.min(select.count ?? sorted.length, sorted.length);
  return Array.from(
    { length: count },
    (_, index) => sorted[Math.floor((index * sorted.length) / count)],
  ).filter((each) => each !== undefined);
}

/** The filters that a selection gives, in the order of its keys. `elements`: the whole catalogue. */
export function filtersOf(
  elements: readonly MeanElements[],
  select: SatelliteSelection,
): readonly SatelliteFilter[] {
  const { name, catalogueNumbers, inclinationDeg, altitudeKm, shell, planeNodeDeg, meanMotionRevPerDay } =
    select;
  const filters: SatelliteFilter[] = [];
  const add = (key: FilterKey, passes: SatelliteFilter['passes']): void => void filters.push({ key, passes });
  if (name !== undefined) add('name', (each) => each.objectName.includes(name));
  if (catalogueNumbers !== undefined) {
    const numbers = new Set(catalogueNumbers);
    add('catalogueNumbers', (each) => numbers.has(each.catalogueNumber));
  }
  if (inclinationDeg !== undefined)
    add('inclinationDeg', (each) => within(each.inclinationDeg, inclinationDeg));
  if (altitudeKm !== undefined) add('altitudeKm', (each) => within(altitudeKmOf(each), altitudeKm));
  if (shell !== undefined) add('shell', (each) => isInShell(each, shell));
  const newest = newestEpoch(elements);
  if (planeNodeDeg !== undefined && newest !== null) {
    add('planeNodeDeg', (each) => withinCircle(nodeDegAt(each, newest), planeNodeDeg));
  }
  if (meanMotionRevPerDay !== undefined)
    add('meanMotionRevPerDay', (each) => within(each.meanMotionRevPerDay, meanMotionRevPerDay));
  return filters;
}

/** Does an object's orbit lie within the half widths of a shell? */
function isInShell(elements: MeanElements, shell: ShellSelection): boolean {
  const { withinKm = SHELL_WITHIN_KM, withinDeg = SHELL_WITHIN_DEG } = shell;
  return (
    Math.abs(altitudeKmOf(elements) - shell.altitudeKm) <= withinKm &&
    Math.abs(elements.inclinationDeg - shell.inclinationDeg) <= withinDeg
  );
}

function operationalShell(elements: readonly MeanElements[]): readonly MeanElements[] {
  const motions = elements.map((each) => each.meanMotionRevPerDay).toSorted((a, b) => a - b);
  const median = ((motions[(motions.length - 1) >> 1] ?? 0) + (motions[motions.length >> 1] ?? 0)) / 2;
  return elements.filter(
    (each) => Math.abs(each.meanMotionRevPerDay - median) <= OPERATIONAL_MEAN_MOTION_REV_PER_DAY,
  );
}

function within(value: number, [min, max]: readonly [number, number]): boolean {
  return value >= min && value <= max;
}

/** On the circle the smaller number may be the end: [350, 10]. */
function withinCircle(deg: number, [from, to]: readonly [number, number]): boolean {
  return from <= to ? within(deg, [from, to]) : deg >= from || deg <= to;
}

function argumentOfLatitudeDeg(elements: MeanElements): number {
  return (elements.argumentOfPerigeeDeg + elements.meanAnomalyDeg) % 360;
}
