import type { Surface } from '../../coverage/index.ts';
import { itrfFromGeodeticInto } from '../../physics/index.ts';
import type { Geodetic } from '../../physics/index.ts';
import type { ReachVolume } from './reach-volume.ts';

/**
 * The volume of the published relations: a target stands at one height over the launch area, and interceptors fly there in a given time.
 *
 * @param place - Launch area, with the height of the intercept. On a sphere the latitude is geocentric.
 */
export function placeVolume(place: Geodetic, surface: Surface, reachM: number): ReachVolume {
  const centresM = new Float64Array(3);
  if (surface.kind === 'sphere') {
    const radiusM = surface.radiusM + place.heightM;
    centresM[0] = radiusM * Math.cos(place.latitudeRad) * Math.cos(place.longitudeRad);
    centresM[1] = radiusM * Math.cos(place.latitudeRad) * Math.sin(place.longitudeRad);
    centresM[2] = radiusM * Math.sin(place.latitudeRad);
  } else {
    itrfFromGeodeticInto(centresM, 0, place);
  }
  return { centresM, reachesM: Float64Array.of(reachM), orderAfterS: 0 };
}
