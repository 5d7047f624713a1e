import { present } from '../foundation/index.ts';
import {
  borderDistanceM,
  buildBorder,
  buildRegionIndex,
  groundPointAt,
  isInAnyRegion,
} from '../physics/index.ts';
import type { Border, GroundPoint, Region, RegionIndex } from '../physics/index.ts';
import type { Span } from './campaign.ts';

/** The defended regions as a campaign needs them: who is inside, and how far from the border. */
export interface Defended {
  readonly index: RegionIndex;
  readonly border: Border;
  readonly regions: readonly Region[];
}

export function defendedOf(regions: readonly Region[]): Defended {
  return { index: buildRegionIndex(regions), border: buildBorder(regions), regions };
}

/** Distance to the nearest border of any region, positive inside, negative outside, km; -Infinity without regions. */
export function insideKm(defended: Defended, { latitudeRad, longitudeRad }: GroundPoint): number {
  const distanceKm = borderDistanceM(defended.border, longitudeRad, latitudeRad) / 1000;
  return isInAnyRegion(defended.index, longitudeRad, latitudeRad) ? distanceKm : -distanceKm;
}

/**
 * A place whose distance to the border lies in the span, or null when the draw has missed it. Wholly inside: evenly over the boxes round the regions, so
 * that large ones get more. Otherwise: from a corner of a region's outline, each region as likely and each corner too, away in any direction by an
 * even share of the span.
 */
export function drawAtBorder(
  defended: Defended,
  span: Span,
  luck: (index: number) => number,
): GroundPoint | null {
  if (defended.regions.length === 0) return null;
  const place = span[0] >= 0 ? inSomeBox(defended.index, luck) : offTheBorder(defended, span, luck);
  const distanceKm = insideKm(defended, place);
  return distanceKm >= span[0] && distanceKm <= span[1] ? place : null;
}

function inSomeBox({ regions }: RegionIndex, luck: (index: number) => number): GroundPoint {
  const areas = regions.map(
    ({ box }) => (box.eastRad - box.westRad) * (Math.sin(box.northRad) - Math.sin(box.southRad)),
  );
  let rest = luck(3) * areas.reduce((sum, area) => sum + area, 0);
  let chosen = 0;
  while (chosen < areas.length - 1 && rest >= (areas[chosen] ?? 0)) rest -= areas[chosen++] ?? 0;
  const { box } = present(regions[chosen]);
  const south = Math.sin(box.southRad);
  return {
    latitudeRad: Math.asin(south + luck(4) * (Math.sin(box.northRad) - south)),
    longitudeRad: box.westRad + luck(5) * (box.eastRad - box.westRad),
  };
}

function offTheBorder({ regions }: Defended, [min, max]: Span, luck: (index: number) => number): GroundPoint {
  const region = present(regions[Math.floor(luck(3) * regions.length)]);
  const corners = region.polygons.flatMap((rings) => rings.flat());
  const [longitudeRad, latitudeRad] = present(corners[Math.floor(luck(4) * corners.length)]);
  const distanceKm = Math.abs(min + luck(5) * (max - min));
  return groundPointAt({ latitudeRad, longitudeRad }, 2 * Math.PI * luck(6), distanceKm * 1000);
}
