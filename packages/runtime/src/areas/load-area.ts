import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { corridorBetween } from '@cupola/core/coverage';
import type { Area } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';
import type { Region, RegionRing } from '@cupola/core/physics';
import { unknownId } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { readGeojsonAreas } from '@cupola/contract';
import { inFile, missingFile, textOf } from '../mission/load-scenario.ts';
import { US_REGION_IDS, loadUsRegions } from './us-regions.ts';

/** A corridor as it is asked for; the ends as `loadRegion` takes them. */
export interface CorridorWanted {
  readonly from: string;
  readonly to: string;
  readonly widthM: number;
}

/** All places in any of the regions; null after a problem. `path`: the flag that names them. */
export function loadRegionsArea(path: string, named: readonly string[], problems: Problem[]): Area | null {
  const regions = named.map((name) => loadRegion(path, name, problems));
  named.forEach((name, index) => {
    if (regions[index] === null || !isPlace(name)) return;
    const expected = 'LAT,LON,LAT,LON of two corners, a region or a GeoJSON file';
    problems.push({ path, value: name, expected, message: 'a single place has no cells' });
  });
  const found = regions.flatMap((region) => region ?? []);
  if (problems.length > 0 || found.length === 0) return null;
  return { kind: 'regions', title: found.map(({ id }) => id).join(' and '), regions: found };
}

/** The corridor between two ends; null after a problem. */
export function loadCorridorArea({ from, to, widthM }: CorridorWanted, problems: Problem[]): Area | null {
  const before = problems.length;
  const start = loadRegion('--corridor-from', from, problems);
  const goal = loadRegion('--corridor-to', to, problems);
  if (start === null || goal === null || problems.length > before) return null;
  const outcome =
    from === to ? ({ ok: false, fault: 'same' } as const) : corridorBetween(start, goal, widthM);
  if (outcome.ok) {
    const title = `the corridor from ${start.id} to ${goal.id}, ${widthM / 1000} km wide`;
    return { kind: 'corridor', title, corridor: outcome.corridor };
  }
  const isSame = outcome.fault === 'same';
  problems.push({
    path: '--corridor-to',
    value: to,
    expected: isSame
      ? 'another place than --corridor-from'
      : 'ends less than some 175 degrees apart, corner to corner',
    message: isSame
      ? 'the corridor ends where it begins'
      : 'the two ends are on opposite sides of the Earth, so that the shortest way between them is any way',
  });
  return null;
}

const NUMBER = String.raw`\s*[-+]?\d+(?:\.\d*)?\s*`;
const PLACE = new RegExp(`^${NUMBER},${NUMBER}$`);
const BOX = new RegExp(`^${NUMBER}(?:,${NUMBER}){3}$`);
const EXPECTED_BOX =
  'LAT,LON,LAT,LON in degrees of the south-west and the north-east corner; over the date line west is the larger longitude';

function isPlace(text: string): boolean {
  return PLACE.test(text);
}

/** A region by its name, `LAT,LON` of a place, `LAT,LON,LAT,LON` of a box's corners, or a GeoJSON file; null after a problem. */
function loadRegion(path: string, text: string, problems: Problem[]): Region | null {
  const isNamed = US_REGION_IDS.some((id) => id === text);
  if (isNamed) return loadUsRegions().find(({ id }) => id === text) ?? null;
  if (isPlace(text))
    return regionOf(
      text,
      placeRing(text),
      { path, expected: 'LAT,LON in degrees', message: 'there is no such place on the Earth' },
      problems,
    );
  if (BOX.test(text))
    return regionOf(
      text,
      boxRing(text),
      { path, expected: EXPECTED_BOX, message: 'these are no two corners of a box' },
      problems,
    );
  const isFile = existsSync(text) && statSync(text).isFile();
  if (!isFile && !/\.(?:geo)?json$|[/\\]/i.test(text)) {
    const problem = unknownId(path, text, 'region', US_REGION_IDS);
    problems.push({ ...problem, expected: `${problem.expected}; LAT,LON,LAT,LON; or a GeoJSON file` });
    return null;
  }
  const content = textOf(text);
  if (content === null) {
    problems.push({ ...missingFile(text), path });
    return null;
  }
  const outcome = readGeojsonAreas(content);
  if (outcome.ok) return { id: basename(text), title: text, polygons: outcome.polygons };
  problems.push(...inFile(outcome.problems, text));
  return null;
}

function regionOf(
  text: string,
  ring: RegionRing | null,
  told: Omit<Problem, 'value'>,
  problems: Problem[],
): Region | null {
  if (ring !== null) return { id: text, title: text, polygons: [[ring]] };
  problems.push({ ...told, value: text });
  return null;
}

function placeRing(text: string): RegionRing | null {
  const [latDeg = Number.NaN, lonDeg = Number.NaN] = text.split(',').map(Number);
  return isOnEarth(latDeg, lonDeg) ? [[radians(lonDeg), radians(latDeg)]] : null;
}

/** Parts of the box's southern and northern side: none may be half round the Earth, or its direction would be lost. */
const SIDE_PARTS = 4;

function boxRing(text: string): RegionRing | null {
  const [south = Number.NaN, west = Number.NaN, north = Number.NaN, east = Number.NaN] = text
    .split(',')
    .map(Number);
  if (!isOnEarth(south, west) || !isOnEarth(north, east) || south >= north || west === east) return null;
  const widthDeg = east > west ? east - west : east - west + 360;
  const lonsDeg = Array.from({ length: SIDE_PARTS + 1 }, (_, part) => west + (part * widthDeg) / SIDE_PARTS);
  return [...side(south, lonsDeg), ...side(north, lonsDeg.toReversed())];
}

function isOnEarth(latDeg: number, lonDeg: number): boolean {
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180;
}

/** Places along a parallel. */
function side(latDeg: number, lonsDeg: readonly number[]): RegionRing {
  return lonsDeg.map((lonDeg) => [radians(lonDeg), radians(latDeg)] as const);
}
