/** What counts as seeing a cell. */
export type Sight = ElevationSight | ShellSight;

/** From the ground: the satellite stands at or above an elevation. Straight lines, no refraction. */
export interface ElevationSight {
  readonly kind: 'elevation';
  /** Above the local horizon, [0, π/2), rad. */
  readonly minElevationRad: number;
}

/**
 * From the satellite: a target at an altitude is in line of sight, in front of the Earth or its limb (below the horizon), or beside them on
 * rays that stay above the limb (above the horizon). Behind Earth or limb it is hidden.
 */
export interface ShellSight {
  readonly kind: 'shell';
  /** Of the targets, above the surface, m. */
  readonly altitudeM: number;
  /** Rays that pass below this height have the limb behind them, m; 0 for hard Earth only. */
  readonly limbM: number;
  /** Longest line of sight, m; may be infinite. */
  readonly maxRangeM: number;
}

/** Height of the cells above the surface, m. */
export function targetHeightM(sight: Sight): number {
  return sight.kind === 'shell' ? sight.altitudeM : 0;
}
