import { flyOutReachM, reachAngleRad } from '@cupola/core/engagement';
import { degrees, radians } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import type { LoadedPart } from './load-fleet.ts';
import type { LaunchArea, PartLaw } from './reach-question.ts';

/** Shells that never come near the latitude of a place, with the highest latitude that they reach. On a sphere. */
export function latitudeReasons(
  parts: readonly LoadedPart[],
  { title, latDeg }: LaunchArea,
  lawOf: (part: LoadedPart) => PartLaw,
  flyOutS: number,
): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    const { flyOut, interceptAltitudeM } = lawOf(part);
    const angle = reachAngleRad(
      flyOutReachM(flyOut, flyOutS),
      EARTH_EQUATORIAL_RADIUS_M + part.meanAltitudeM,
      EARTH_EQUATORIAL_RADIUS_M + interceptAltitudeM,
    );
    const highest = part.highestLatitudeRad + angle;
    if (part.shell === null || radians(Math.abs(latDeg)) <= highest) return [];
    return [
      `${title}: no orbit of ${part.id} comes within reach of latitude ${latDeg}; with its inclination it reaches ${degrees(highest).toFixed(1)} degrees`,
    ];
  });
}
