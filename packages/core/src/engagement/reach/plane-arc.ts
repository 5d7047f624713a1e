import { tangentLengthM } from './reach-volume.ts';
import type { ReachVolume } from './reach-volume.ts';

/**
 * What a place's component along the direction of a satellite has to reach, m, so that the satellite is within its reach by a line above the
 * ground: C of A cos u + B sin u ≥ C.
 *
 * @param radiusM - Of the orbit.
 */
export function arcLevelM({ centresM, reachesM }: ReachVolume, place: number, radiusM: number): number {
  const squared = centresM[3 * place]! ** 2 + centresM[3 * place + 1]! ** 2 + centresM[3 * place + 2]! ** 2;
  const clearM = tangentLengthM(Math.sqrt(squared)) + tangentLengthM(radiusM);
  const reachM = Math.min(reachesM[place]!, clearM);
  return (radiusM * radiusM + squared - reachM * reachM) / (2 * radiusM);
}
