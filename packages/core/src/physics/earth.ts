/** Earth gravitational parameter, m³/s². WGS 84 ([NIMA-TR8350.2] table 3.1); IERS TN36 table 1.1 differs in the ninth digit. */
export const EARTH_MU_M3_PER_S2 = 3.986004418e14;
/** WGS 84 semi-major axis, m. [NIMA-TR8350.2] table 3.1. */
export const EARTH_EQUATORIAL_RADIUS_M = 6_378_137;
/** WGS 84 flattening. [NIMA-TR8350.2] table 3.1. */
export const EARTH_FLATTENING: number = 1 / 298.257223563;
/** First eccentricity squared of the WGS 84 ellipsoid. */
export const EARTH_ECCENTRICITY_SQUARED: number = EARTH_FLATTENING * (2 - EARTH_FLATTENING);
/** WGS 84 polar radius, m. */
export const EARTH_POLAR_RADIUS_M: number = EARTH_EQUATORIAL_RADIUS_M * (1 - EARTH_FLATTENING);
/** Second zonal harmonic, unnormalised. EGM96; [Vallado-2013] table D-5. */
export const EARTH_J2 = 1.08262668e-3;
/** Rotation of the Earth against inertial axes, rad/s. [NIMA-TR8350.2] table 3.3. */
export const EARTH_ROTATION_RAD_PER_S = 7.292115146706979e-5;
/** Standard gravity, m/s². CGPM 1901. */
export const STANDARD_GRAVITY_M_PER_S2 = 9.80665;
/** Speed of light, m/s. SI definition. */
export const SPEED_OF_LIGHT_M_PER_S = 299_792_458;

/** A place on or above the WGS 84 ellipsoid. */
export interface Geodetic {
  /** Geodetic latitude, rad, [-π/2, π/2]. */
  readonly latitudeRad: number;
  /** Longitude, rad, east positive, [-π, π). */
  readonly longitudeRad: number;
  /** Height above the ellipsoid, m. */
  readonly heightM: number;
}

/** Earth-fixed Cartesian position of a geodetic place into `out[offset ...]`, m. [Vallado-2013] eq. 3-14. */
export function itrfFromGeodeticInto(out: Float64Array, offset: number, place: Geodetic): void {
  const sinLatitude = Math.sin(place.latitudeRad);
  const cosLatitude = Math.cos(place.latitudeRad);
  const primeVerticalM =
    EARTH_EQUATORIAL_RADIUS_M / Math.sqrt(1 - EARTH_ECCENTRICITY_SQUARED * sinLatitude * sinLatitude);
  out[offset] = (primeVerticalM + place.heightM) * cosLatitude * Math.cos(place.longitudeRad);
  out[offset + 1] = (primeVerticalM + place.heightM) * cosLatitude * Math.sin(place.longitudeRad);
  out[offset + 2] = (primeVerticalM * (1 - EARTH_ECCENTRICITY_SQUARED) + place.heightM) * sinLatitude;
}

/**
 * Geodetic latitude, longitude and height of an Earth-fixed position, m.
 *
 * Bowring's start and two Newton-like passes; better than 1e-9 rad and 1 mm from the centre-near 1,000 km to beyond geostationary radius.
 * At the poles the longitude is 0 by convention. [Bowring-1985].
 */
export function geodeticFromItrf(xM: number, yM: number, zM: number): Geodetic {
  const a = EARTH_EQUATORIAL_RADIUS_M;
  const b = EARTH_POLAR_RADIUS_M;
  const e2 = EARTH_ECCENTRICITY_SQUARED;
  const axisDistanceM = Math.sqrt(xM * xM + yM * yM);
  const secondEccentricitySquared = e2 / (1 - e2);
  let reducedTan =
    axisDistanceM > 0 ? (zM * a) / (axisDistanceM * b) : Number.POSITIVE_INFINITY * Math.sign(zM || 1);
  let latitudeRad = 0;
  for (let pass = 0; pass < 3; pass++) {
    const reducedRad = Math.atan(reducedTan);
    const s = Math.sin(reducedRad);
    const c = Math.cos(reducedRad);
    latitudeRad = Math.atan2(
      zM + secondEccentricitySquared * b * s * s * s,
      axisDistanceM - e2 * a * c * c * c,
    );
    reducedTan = (1 - EARTH_FLATTENING) * Math.tan(latitudeRad);
  }
  const sinLatitude = Math.sin(latitudeRad);
  const cosLatitude = Math.cos(latitudeRad);
  const primeVerticalM = a / Math.sqrt(1 - e2 * sinLatitude * sinLatitude);
  const heightM =
    axisDistanceM * cosLatitude + zM * sinLatitude - primeVerticalM * (1 - e2 * sinLatitude * sinLatitude);
  return { latitudeRad, longitudeRad: axisDistanceM > 0 ? Math.atan2(yM, xM) : 0, heightM };
}
