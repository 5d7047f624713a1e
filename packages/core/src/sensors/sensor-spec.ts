/** A part of the sky a sensor covers, told by where it looks from the satellite, with what it needs to see there. */
export interface SensorField {
  readonly kind: 'nadir-disc' | 'limb' | 'above-limb' | 'upward';
  /** Angle from the satellite's nadir, rad: [from, to). */
  readonly offNadirRad: readonly [number, number];
  /** Noise (and background clutter) equivalent irradiance at the aperture, W/cm². */
  readonly noiseEquivalentIrradianceWPerCm2: number;
  readonly maxRangeM: number;
  /** The line of sight, produced to infinity, must stay this high above the ground, m; null where the Earth may lie behind. */
  readonly tangentFloorM: number | null;
}

/** One kind of infrared sensor. Every number is cited or marked notional in `source`. */
export interface SensorSpec {
  readonly id: string;
  readonly band: 'swir' | 'mwir' | 'lwir';
  readonly fields: readonly SensorField[];
  readonly framePeriodS: number;
  /** One-sigma angular noise of each component, rad. */
  readonly sigmaRad: number;
  /** One-sigma pointing error of each sensor, the same from look to look, about each of three axes, rad; 0 when it points exactly. */
  readonly biasSigmaRad: number;
  /** Mean number of false alarms in a scan. */
  readonly falseAlarmsPerScan: number;
  /** Nothing is seen closer to the Sun than this, rad. */
  readonly sunExclusionRad: number;
  /** Signal over noise at which a pixel is reported. */
  readonly detectionThreshold: number;
  readonly source: string;
}
