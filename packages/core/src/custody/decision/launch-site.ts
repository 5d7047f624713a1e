import { present, radians } from '../../foundation/index.ts';
import type { FlightEnd, SiteProb } from '../../messages/index.ts';
import { bearingRad, groundDistanceM } from '../../physics/index.ts';
import { LAUNCH_SITES, SITE_SPREAD_M } from '../../vehicles/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';

/** Share of its launches that a class makes from a known space-launch site. Notional: soft, so that a place alone proves nothing. */
const FROM_SITES = { orbit: 0.95, sounding: 0.6, weapon: 0.2 } as const;
/** What is left over of the Earth's land, m²: launches from elsewhere are taken as evenly spread over it. */
const LAND_M2 = 1.5e14;
/** A site farther than this many sigmas is not the one. */
const FARTHEST_SIGMAS = 6;
/** A site less probable than this is not named. */
const NEGLIGIBLE_SITE_PROB = 1e-3;

/** How well a launch point fits each known site: density there, 1/m², in the order of `LAUNCH_SITES`. */
export type SiteFit = readonly number[];

/** Density of a launch point's ellipse, widened by the spread of a site, at the middle of each site. */
export function siteFit(launch: FlightEnd): SiteFit {
  const [eastEast, eastNorth, northNorth] = launch.covarianceM2;
  const spread = SITE_SPREAD_M ** 2;
  const [a, b, c] = [eastEast + spread, eastNorth, northNorth + spread];
  const determinant = a * c - b * b;
  const reachM = FARTHEST_SIGMAS * Math.sqrt(a + c);
  return LAUNCH_SITES.map((site) => {
    const place = { latitudeRad: radians(site.latDeg), longitudeRad: radians(site.lonDeg) };
    if (Math.abs(place.latitudeRad - launch.latitudeRad) * 6.3e6 > reachM) return 0;
    const distanceM = groundDistanceM(launch, place);
    if (distanceM > reachM) return 0;
    const bearing = bearingRad(launch, place);
    const east = distanceM * Math.sin(bearing);
    const north = distanceM * Math.cos(bearing);
    const squared = (c * east * east - 2 * b * east * north + a * north * north) / determinant;
    return Math.exp(-squared / 2) / (2 * Math.PI * Math.sqrt(determinant));
  });
}

/** Likelihood of the launch point for one class, 1/m²: from one of the known sites, or from anywhere else. */
export function siteLikelihood(vehicle: VehicleClass | null, fit: SiteFit): number {
  const share = siteShare(vehicle);
  const sum = fit.reduce((total, density) => total + density, 0);
  return (share * sum) / LAUNCH_SITES.length + (1 - share) / LAND_M2;
}

/** Probability of each known site worth naming, the likeliest first. @param weights - Of each class, and null for none of them. */
export function siteProbs(
  fit: SiteFit,
  weights: readonly { readonly vehicle: VehicleClass | null; readonly prob: number }[],
): readonly SiteProb[] {
  const perDensity = weights.reduce(
    (sum, { vehicle, prob }) =>
      sum + (prob * siteShare(vehicle)) / LAUNCH_SITES.length / siteLikelihood(vehicle, fit),
    0,
  );
  return LAUNCH_SITES.map((site, i) => ({
    siteId: site.id,
    title: site.title,
    prob: Math.min(1, present(fit[i]) * perDensity),
  }))
    .filter(({ prob }) => prob >= NEGLIGIBLE_SITE_PROB)
    .toSorted((one, other) => other.prob - one.prob);
}

function siteShare(vehicle: VehicleClass | null): number {
  if (vehicle === null) return FROM_SITES.sounding;
  if (vehicle.weapon) return FROM_SITES.weapon;
  return vehicle.course.kind === 'orbit' ? FROM_SITES.orbit : FROM_SITES.sounding;
}
