import { radians } from '@cupola/core/foundation';
import { buildRegionIndex } from '@cupola/core/physics';
import type { RegionIndex } from '@cupola/core/physics';
import { loadWorldLand } from '../page/world-land.ts';

/** All land of the Earth as one region: Natural Earth, 1:110 million, coarse to tens of kilometres at the coasts; small islands are sea. */
export function landIndex(): RegionIndex {
  const polygons = loadWorldLand().coordinates.map((rings) =>
    rings.map((ring) =>
      ring.map(([lonDeg = 0, latDeg = 0]): [number, number] => [radians(lonDeg), radians(latDeg)]),
    ),
  );
  return buildRegionIndex([{ id: 'land', title: 'Land', polygons }]);
}
