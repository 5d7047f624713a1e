import { TWO_PI } from '../../foundation/index.ts';
import type { RandomStream } from '../../foundation/index.ts';

/**
 * How much denser satellites stand over a latitude than if they were spread evenly over the sphere: (2/π) / √(sin² i - sin² L).
 *
 * Circular orbits of one inclination, uniform in node and phase, spherical Earth. 0 beyond the inclination, and infinite where latitude and
 * inclination are equal: take `bandDensityRatio` over the band that matters there.
 *
 * @see [Wertz-1999] §7.2; relation R5 of docs/models/coverage.md.
 */
export function latitudeDensityRatio(latitudeRad: number, inclinationRad: number): number {
  const difference = Math.sin(inclinationRad) ** 2 - Math.sin(latitudeRad) ** 2;
  return difference < 0 ? 0 : 2 / (Math.PI * Math.sqrt(difference));
}

/** The same averaged over a band of latitude: share of time in the band over its share of the sphere. Finite everywhere. */
export function bandDensityRatio(southRad: number, northRad: number, inclinationRad: number): number {
  const sinInclination = Math.sin(inclinationRad);
  const phase = (latitudeRad: number): number =>
    Math.asin(Math.max(-1, Math.min(1, Math.sin(latitudeRad) / sinInclination)));
  return (phase(northRad) - phase(southRad)) / Math.PI / bandShare(southRad, northRad);
}

/** The same by counting: satellites of random phase that lie in the band. Draws `count` numbers of the stream. */
export function sampledBandDensityRatio(
  southRad: number,
  northRad: number,
  inclinationRad: number,
  stream: RandomStream,
  count: number,
): number {
  const south = Math.sin(southRad);
  const north = Math.sin(northRad);
  const sinInclination = Math.sin(inclinationRad);
  let inside = 0;
  for (let draw = 0; draw < count; draw++) {
    const sinLatitude = sinInclination * Math.sin(TWO_PI * stream.uniform(draw, 0));
    if (sinLatitude >= south && sinLatitude < north) inside += 1;
  }
  return inside / count / bandShare(southRad, northRad);
}

/** Share of the sphere between two latitudes. */
function bandShare(southRad: number, northRad: number): number {
  return (Math.sin(northRad) - Math.sin(southRad)) / 2;
}
