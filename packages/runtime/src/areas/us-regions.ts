import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assert, radians } from '@cupola/core/foundation';
import { merge } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { Region } from '@cupola/core/physics';

export const US_REGION_IDS = ['us-conus', 'us-alaska', 'us-hawaii', 'us-territories'] as const;
export type UsRegionId = (typeof US_REGION_IDS)[number];

/** State codes of the federal standard FIPS 5-2, as the map uses them. */
const ALASKA = '02';
const HAWAII = '15';
/** American Samoa, Guam, Northern Mariana Islands, Puerto Rico, Virgin Islands. */
const TERRITORIES: ReadonlySet<string> = new Set(['60', '66', '69', '72', '78']);

const TITLES: Readonly<Record<UsRegionId, string>> = {
  'us-conus': 'Contiguous United States (48 states and the District of Columbia)',
  'us-alaska': 'Alaska',
  'us-hawaii': 'Hawaii',
  'us-territories':
    'United States territories (Puerto Rico, Guam, Northern Mariana Islands, Virgin Islands, American Samoa)',
};

type UsAtlas = Topology<{ states: GeometryCollection }>;
type StateShape = Polygon | MultiPolygon;

/**
 * The four regions of the United States, from the Census Bureau's cartographic boundaries of 2017 as the package `us-atlas` carries
 * them (states, 1:10,000,000): land without territorial waters, simplified to the order of a kilometre. [Census-2017]
 *
 * Borders between the states of a region are dissolved.
 */
export function loadUsRegions(): readonly Region[] {
  const path = createRequire(import.meta.url).resolve('us-atlas/states-10m.json');
  const atlas: unknown = JSON.parse(readFileSync(path, 'utf8'));
  assert(isUsAtlas(atlas), 'us-atlas holds a topology of states');
  const states = atlas.objects.states.geometries.filter(
    (shape): shape is StateShape => shape.type === 'Polygon' || shape.type === 'MultiPolygon',
  );
  return US_REGION_IDS.map((id) => {
    const merged = merge(
      atlas,
      states.filter((state) => regionOfState(String(state.id)) === id),
    );
    return {
      id,
      title: TITLES[id],
      polygons: merged.coordinates.map((rings) =>
        rings.map((ring) =>
          ring.map(([lonDeg, latDeg]): [number, number] => [radians(lonDeg ?? 0), radians(latDeg ?? 0)]),
        ),
      ),
    };
  });
}

function isUsAtlas(value: unknown): value is UsAtlas {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Topology' &&
    'objects' in value &&
    typeof value.objects === 'object' &&
    value.objects !== null &&
    'states' in value.objects
  );
}

function regionOfState(fipsCode: string): UsRegionId {
  if (fipsCode === ALASKA) return 'us-alaska';
  if (fipsCode === HAWAII) return 'us-hawaii';
  return TERRITORIES.has(fipsCode) ? 'us-territories' : 'us-conus';
}
