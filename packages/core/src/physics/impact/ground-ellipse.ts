/** One-sigma ellipse on the ground. */
export interface GroundEllipse {
  /** Half axes, m. */
  readonly majorM: number;
  readonly minorM: number;
  /** Direction of the major axis, rad clockwise from north, in [0, π). */
  readonly majorAzimuthRad: number;
}

/** Half axes and direction of a covariance on the ground (east-east, east-north, north-north), m². */
export function groundEllipse(covarianceM2: readonly [number, number, number]): GroundEllipse {
  const [eastEast, eastNorth, northNorth] = covarianceM2;
  const mean = (eastEast + northNorth) / 2;
  const spread = Math.hypot((eastEast - northNorth) / 2, eastNorth);
  const azimuth = Math.atan2(2 * eastNorth, northNorth - eastEast) / 2;
  return {
    majorM: Math.sqrt(Math.max(0, mean + spread)),
    minorM: Math.sqrt(Math.max(0, mean - spread)),
    majorAzimuthRad: azimuth < 0 ? azimuth + Math.PI : azimuth,
  };
}
