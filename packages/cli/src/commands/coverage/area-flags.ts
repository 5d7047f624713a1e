import type { Area } from '@cupola/core/coverage';
import type { Problem } from '@cupola/core/scenario';
import { loadCorridorArea, loadRegionsArea } from '@cupola/runtime';
import { numberFlag } from '../flag-values.ts';

/** Flags that choose a part of the Earth. */
export interface AreaFlags {
  readonly region?: readonly string[];
  readonly corridorFrom?: string;
  readonly corridorTo?: string;
  readonly corridorWidthKm?: string;
}

const DEFAULT_WIDTH_KM = '500';
const WIDEST_KM = 5000;

/** Null for the whole Earth, and after a problem. */
export function readAreaFlags(
  { region, corridorFrom, corridorTo, corridorWidthKm }: AreaFlags,
  problems: Problem[],
): Area | null {
  const ends = { '--corridor-from': corridorFrom, '--corridor-to': corridorTo };
  const named = Object.values(ends).filter((end) => end !== undefined);
  if (region !== undefined && named.length > 0) {
    const message = 'both are given, and the points can lie in one of them only';
    problems.push({ path: '--region', value: region, expected: 'either --region or a corridor', message });
    return null;
  }
  if (region !== undefined || named.length === 0) {
    if (corridorWidthKm !== undefined) {
      const expected = '--corridor-width-km only with --corridor-from and --corridor-to';
      const message = 'there is no corridor to be so wide';
      problems.push({ path: '--corridor-width-km', value: corridorWidthKm, expected, message });
    }
    return region === undefined ? null : loadRegionsArea('--region', region, problems);
  }
  const text = corridorWidthKm ?? DEFAULT_WIDTH_KM;
  const widthKm = numberFlag('--corridor-width-km', text, 1, WIDEST_KM, 'km', problems);
  if (corridorFrom !== undefined && corridorTo !== undefined) {
    const area = loadCorridorArea({ from: corridorFrom, to: corridorTo, widthM: 1000 * widthKm }, problems);
    return Number.isNaN(widthKm) ? null : area;
  }
  const missing = Object.entries(ends).find(([, end]) => end === undefined)?.[0] ?? '';
  const message = 'a corridor has two ends, and only one is given';
  problems.push({ path: missing, value: null, expected: 'LAT,LON, a region or a GeoJSON file', message });
  return null;
}
