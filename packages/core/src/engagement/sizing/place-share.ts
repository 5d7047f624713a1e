import type { Surface } from '../../coverage/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { orbitInCapShare } from '../closed-form/bunching.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import { reachAngleRad } from '../closed-form/footprint.ts';
import { placeVolume } from '../reach/place-volume.ts';
import type { FleetDemand } from './demand.ts';

/**
 * Share of a shell in reach of a launch at a geodetic latitude: R5 averaged over the footprint, with the place where the surface has it. Exact for
 * circular orbits, on the ellipsoid too.
 */
export function placeShare(
  { flyOut, flyOutS, interceptAltitudeM }: FleetDemand,
  { altitudeM, inclinationRad }: { readonly altitudeM: number; readonly inclinationRad: number },
  latitudeRad: number,
  surface: Surface,
): number {
  const reachM = flyOutReachM(flyOut, flyOutS);
  const { centresM } = placeVolume(
    { latitudeRad, longitudeRad: 0, heightM: interceptAltitudeM },
    surface,
    reachM,
  );
  const radiusM = Math.hypot(...centresM);
  const geocentric = Math.asin(Math.max(-1, Math.min(1, centresM[2]! / radiusM)));
  const angle = reachAngleRad(reachM, EARTH_EQUATORIAL_RADIUS_M + altitudeM, radiusM);
  return orbitInCapShare(geocentric, inclinationRad, angle);
}
