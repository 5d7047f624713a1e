import type { JulianDate } from '../foundation/index.ts';
import type { MeanElements } from './mean-elements.ts';
import { newestEpoch } from './mean-orbit.ts';

/** Where work with a catalogue begins unless told otherwise: the first 00:00 UTC after its newest epoch; `null` of an empty one. */
export function catalogueStart(elements: readonly MeanElements[]): JulianDate | null {
  const newest = newestEpoch(elements);
  return newest === null ? null : { dayJd: newest.dayJd + 1, dayShare: 0 };
}
