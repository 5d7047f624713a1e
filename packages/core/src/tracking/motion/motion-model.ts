/** How the tracker believes objects move. Its own numbers, not those of the truth: a mismatch study changes one line. */
export interface MotionModel {
  /** Spectral density of the unknown change of thrust acceleration, (m/s²)²/s per axis. */
  readonly boostJerkDensity: number;
  /** Spectral density of unknown acceleration in coast, (m/s²)²·s per axis; nearly none. */
  readonly coastAccelerationDensity: number;
  /** Ballistic coefficient of a body whose drag no look has measured yet, kg/m², ... */
  readonly ballisticCoefficientKgPerM2: number;
  /** ... and one sigma of its inverse, the drag parameter, as a share of the mean. */
  readonly dragParameterSigmaShare: number;
  /** Square of the share by which the drag parameter changes on the way down, with Mach number and the air of the day, 1/s. */
  readonly dragParameterShareDensity: number;
  /** On the way up the drag of that body may be wrong by this share, one sigma, ... */
  readonly dragShareSigma: number;
  /** ... which stays the same for about this long, s. */
  readonly dragCorrelationS: number;
  /** Lift of a gliding body, upward and to the side, over the drag of that ballistic coefficient, one sigma, ... */
  readonly liftToDragSigma: number;
  /** ... forgotten after this long, s. */
  readonly liftMemoryS: number;
}

/** docs/models/tracking.md gives the reasons. */
export const MOTION_MODEL: MotionModel = {
  boostJerkDensity: 1,
  coastAccelerationDensity: 1e-8,
  ballisticCoefficientKgPerM2: 5_000,
  dragParameterSigmaShare: 1,
  dragParameterShareDensity: 1e-4,
  dragShareSigma: 0.5,
  dragCorrelationS: 10,
  liftToDragSigma: 2,
  liftMemoryS: 100,
};
