import { sFromUs } from '@cupola/core/foundation';
import { earthAngleRad, geodeticFromItrf, twoBodyImpactInto } from '@cupola/core/physics';
import type { EarthRotation, Geodetic } from '@cupola/core/physics';
import type { Track } from '@cupola/core/messages';
import { runsOf } from './buckets.ts';
import { regionAt } from './regions-drawn.ts';
import type { DrawnRegion } from './regions-drawn.ts';
import { trackRowsOf } from './run-view.ts';
import type { ObjectView, RunView } from './run-view.ts';

/**
 * Where a track would come down if thrust ended now, without air: good enough to name the region a transit point lies in, not a
 * prediction.
 *
 * @returns null when it would not come down.
 */
export function cutoffPlace(earth: EarthRotation, track: Track): Geodetic | null {
  const out = new Float64Array(4);
  if (!twoBodyImpactInto(out, track.state, earthAngleRad(earth, track.atUs))) return null;
  const [x = 0, y = 0, z = 0] = out;
  return geodeticFromItrf(x, y, z);
}

/** A stretch in which the point where an object would come down, had its thrust ended, lay in defended regions. */
export interface Transit {
  readonly fromS: number;
  readonly toS: number;
  /** Regions it was in, in the order met; empty when the tracks on those seconds do not tell. */
  readonly regionIds: readonly string[];
}

/** The transits of one object, from the operator's estimate. */
export function transitsOf(
  view: RunView,
  object: ObjectView,
  regions: readonly DrawnRegion[],
): readonly Transit[] {
  const column = object.record.transitInRegion;
  const rows = column.includes(1) ? trackRowsOf(view, object) : [];
  return runsOf(0, column.length, (second) => column[second] ?? 0)
    .filter((run) => run.value === 1)
    .map((run): Transit => {
      const met = new Set<string>();
      for (const track of rows) {
        const atS = sFromUs(track.atUs);
        if (atS < run.fromS || atS >= run.toS) continue;
        const place = cutoffPlace(view.earth, track);
        const id = place === null ? null : regionAt(regions, place.latitudeRad, place.longitudeRad);
        if (id !== null) met.add(id);
      }
      return { fromS: run.fromS, toS: run.toS, regionIds: [...met] };
    });
}
