/**
 * The detections worth keeping, as columns: those that an object caused or a track took, in order of time and channel. False alarms that
 * nobody took are counted, not kept. Row i is the same detection in every column.
 */
export interface DetectionRows {
  readonly count: number;
  readonly scanAtS: Float64Array;
  readonly satelliteIds: readonly string[];
  readonly sensorIds: readonly string[];
  /** Unit vectors from the satellite, Earth-fixed at the scan time: [row][x, y, z], row-major. */
  readonly losItrf: Float64Array;
  /** One-sigma angular noise of each component, rad. */
  readonly sigmaRad: Float64Array;
  readonly snr: Float32Array;
  /** The track that took it; null when none did. */
  readonly trackIds: readonly (string | null)[];
  /** The object that caused it; null for a false alarm. */
  readonly objectIds: readonly (string | null)[];
}
