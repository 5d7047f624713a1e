/**
 * Share of the time, or of the satellites of a shell, that a satellite stands within an angle of a place: circular orbits of one inclination,
 * even in node and phase.
 *
 * Relation R5 averaged over the footprint: instead of a density that is infinite at the inclination, the share of longitudes within the cap is
 * integrated over the orbit, which stays finite everywhere, at the poles and at the inclination too. Exact for the sphere up to the
 * quadrature (1e-9 relative).
 *
 * @param latitudeRad - Geocentric.
 * @param angleRad - Half-angle of the cap at the Earth's centre, [0, π].
 * @returns [0, 1]; 0 where no orbit comes near.
 */
export function orbitInCapShare(latitudeRad: number, inclinationRad: number, angleRad: number): number {
  if (!(angleRad > 0)) return 0;
  const latitude = Math.abs(latitudeRad);
  const highest = highestLatitudeRad(inclinationRad);
  // On the equator a circle has one latitude only.
  if (highest < 1e-12) return longitudeShare(0, latitude, angleRad);
  const edges = [
    -highest,
    latitude - angleRad,
    Math.PI - latitude - angleRad,
    angleRad - Math.PI - latitude,
    latitude + angleRad,
    angleRad + latitude - Math.PI,
    highest,
  ]
    .filter((edge) => edge >= -highest && edge <= highest)
    .toSorted((a, b) => a - b);
  let share = 0;
  for (const [index, north] of edges.entries()) {
    const south = edges[index - 1] ?? north;
    if (north - south > 1e-15) share += pieceShare(south, north, highest, latitude, angleRad);
  }
  return share;
}

/** The highest latitude of orbits of an inclination, rad; retrograde ones mirror prograde ones. */
export function highestLatitudeRad(inclinationRad: number): number {
  return Math.asin(Math.min(1, Math.abs(Math.sin(inclinationRad))));
}

const NODES = 64;

/**
 * Over the argument of latitude between two latitudes, on the climbing and the falling half alike. The share of longitudes leaves its ends as
 * a square root does, which the middle points of an even circle integrate to many digits.
 */
function pieceShare(
  southRad: number,
  northRad: number,
  highestRad: number,
  latitude: number,
  angleRad: number,
): number {
  const sinHighest = Math.sin(highestRad);
  const argument = (rad: number): number => Math.asin(Math.max(-1, Math.min(1, Math.sin(rad) / sinHighest)));
  const from = argument(southRad);
  const to = argument(northRad);
  const middle = 0.5 * (from + to);
  const half = 0.5 * (to - from);
  let sum = 0;
  for (let node = 0; node < NODES; node++) {
    const angle = (Math.PI * (node + 0.5)) / NODES;
    const at = Math.asin(sinHighest * Math.sin(middle + half * Math.cos(angle)));
    sum += Math.sin(angle) * longitudeShare(at, latitude, angleRad);
  }
  // Two arcs of the circle have this latitude; the weights are those of the interval [-π/2, π/2].
  return (half * sum) / NODES;
}

/** Share of the longitudes of one latitude that lie within the cap about another. */
function longitudeShare(atRad: number, latitude: number, angleRad: number): number {
  const width = Math.cos(latitude) * Math.cos(atRad);
  const level = Math.cos(angleRad) - Math.sin(latitude) * Math.sin(atRad);
  if (level >= width) return 0;
  if (level <= -width) return 1;
  return Math.acos(level / width) / Math.PI;
}
