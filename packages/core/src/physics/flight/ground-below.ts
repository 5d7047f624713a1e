import { geodeticFromItrf } from '../earth.ts';
import type { GroundPoint } from './ground-distance.ts';

/**
 * The place on the ground below an inertial position, m.
 *
 * @param meridianRad - Angle from the inertial x axis to the Greenwich meridian at that instant (`earthAngleRad`).
 */
export function groundBelow(position: ArrayLike<number>, meridianRad: number): GroundPoint {
  const [x, y, z] = [position[0]!, position[1]!, position[2]!];
  const [cosine, sine] = [Math.cos(meridianRad), Math.sin(meridianRad)];
  const { latitudeRad, longitudeRad } = geodeticFromItrf(cosine * x + sine * y, cosine * y - sine * x, z);
  return { latitudeRad, longitudeRad };
}
