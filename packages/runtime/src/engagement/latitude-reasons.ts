import { reachAngleRad } from '@cupola/core/engagement';
import type { ReachVolume } from '@cupola/core/engagement';
import { degrees } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import type { LoadedPart } from './load-fleet.ts';

/**
 * Shells that never come near the latitudes at which a target can be met, with the highest latitude that they reach.
 *
 * @param title - Of the launch area.
 * @param volumeOf - Where interceptors of a part could meet it.
 */
export function latitudeReasons(
  parts: readonly LoadedPart[],
  title: string,
  volumeOf: (part: LoadedPart) => ReachVolume,
): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    if (part.shell === null) return [];
    const { centresM, reachesM } = volumeOf(part);
    const orbitRadiusM = EARTH_EQUATORIAL_RADIUS_M + part.meanAltitudeM;
    const places = Array.from(reachesM, (reachM, place) => {
      const [x = 0, y = 0, z = 0] = centresM.subarray(3 * place, 3 * place + 3);
      const latitude = Math.abs(Math.atan2(z, Math.hypot(x, y)));
      return {
        latitude,
        highest: part.highestLatitudeRad + reachAngleRad(reachM, orbitRadiusM, Math.hypot(x, y, z)),
      };
    });
    if (places.length === 0 || places.some(({ latitude, highest }) => latitude <= highest)) return [];
    const nearest = places.reduce((a, b) => (b.latitude - b.highest < a.latitude - a.highest ? b : a));
    return [
      `${title}: no orbit of ${part.id} comes within reach of latitude ${degrees(nearest.latitude).toFixed(1)}; with its inclination it reaches ${degrees(nearest.highest).toFixed(1)} degrees`,
    ];
  });
}
