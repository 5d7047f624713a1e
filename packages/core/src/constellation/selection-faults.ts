import type { MeanElements } from './mean-elements.ts';
import { altitudeKmOf, newestEpoch, nodeDegAt } from './mean-orbit.ts';
import type { SatelliteSelection } from './satellite-selection.ts';
import { filtersOf, selectSatellites } from './select-satellites.ts';
import type { FilterKey } from './select-satellites.ts';

/** What a selection asks for and the catalogue does not have. */
export interface SelectionFault {
  /** Key of the selection; `null` when the catalogue itself is empty. */
  readonly key: keyof SatelliteSelection | null;
  readonly expected: string;
  readonly message: string;
}

/**
 * Why a selection yields nothing, or less than was asked for: the filter that nothing passed of what those before it left, numbers that are not
 * in the catalogue, a count that cannot be reached. Empty when the selection is met.
 */
export function selectionFaults(
  elements: readonly MeanElements[],
  select: SatelliteSelection,
): readonly SelectionFault[] {
  if (elements.length === 0) {
    return [{ key: null, expected: 'a catalogue of objects', message: 'the catalogue holds no object' }];
  }
  const { catalogueNumbers, count } = select;
  const faults: SelectionFault[] = [];
  const known = new Set(elements.map((each) => each.catalogueNumber));
  const missing = (catalogueNumbers ?? []).filter((number) => !known.has(number));
  if (missing.length > 0) {
    const message = `the catalogue has no object ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
    faults.push({ key: 'catalogueNumbers', expected: 'numbers of the catalogue', message });
  }
  const emptied = emptyingFilter(elements, select);
  if (emptied !== null) return [...faults, emptied];
  const { count: _, ...others } = select;
  const available = selectSatellites(elements, others).length;
  if (available === 0) {
    const message = 'no object has a mean motion near the median of those that pass the other filters';
    return [...faults, { key: 'meanMotionRevPerDay', expected: 'the mean motions to take', message }];
  }
  if (count !== undefined && available < count) {
    const message = `only ${available} objects pass the other filters`;
    faults.push({ key: 'count', expected: `at most ${available}`, message });
  }
  return faults;
}

function emptyingFilter(
  elements: readonly MeanElements[],
  select: SatelliteSelection,
): SelectionFault | null {
  let left = elements;
  const passed: FilterKey[] = [];
  for (const { key, passes } of filtersOf(elements, select)) {
    const kept = left.filter(passes);
    if (kept.length === 0) {
      const those = passed.length === 0 ? 'objects' : `objects that pass ${passed.join(', ')}`;
      const range = rangeOf(key, left, elements);
      const message = `of ${left.length} ${those} none passes ${key} ${JSON.stringify(select[key])}`;
      return { key, expected: range ?? 'a filter that some object passes', message };
    }
    left = kept;
    passed.push(key);
  }
  return null;
}

/** Between which values the objects lie that a filter was asked about; `null` when that is no number. */
function rangeOf(key: FilterKey, left: readonly MeanElements[], all: readonly MeanElements[]): string | null {
  const newest = newestEpoch(all);
  const values: Partial<Record<FilterKey, (each: MeanElements) => number>> = {
    inclinationDeg: (each) => each.inclinationDeg,
    altitudeKm: altitudeKmOf,
    meanMotionRevPerDay: (each) => each.meanMotionRevPerDay,
    ...(newest === null ? {} : { planeNodeDeg: (each) => nodeDegAt(each, newest) }),
  };
  const spanOf = (value: (each: MeanElements) => number): string => {
    const sorted = left.map(value).toSorted((a, b) => a - b);
    return `${(sorted[0] ?? 0).toFixed(2)} to ${(sorted.at(-1) ?? 0).toFixed(2)}`;
  };
  const value = values[key];
  if (value !== undefined) return `values that lie between ${spanOf(value)}`;
  if (key !== 'shell') return null;
  return `a shell from ${spanOf(altitudeKmOf)} km and ${spanOf((each) => each.inclinationDeg)} degrees`;
}
