/** A part of the sky that is looked at, told by where it lies from the satellite. */
export interface FieldOfRegard {
  /** Angle from the satellite's nadir, rad: [from, to). */
  readonly offNadirRad: readonly [number, number];
  readonly maxRangeM: number;
  /** The line of sight, produced to infinity, must stay this high above the ground, m; null where the Earth may lie behind. */
  readonly tangentFloorM: number | null;
}

/** Where a sensor looks, whatever there is to see. */
export interface SensorView {
  /** No direction lies in two of them. */
  readonly fields: readonly FieldOfRegard[];
  /** Nothing is seen closer to the Sun than this, rad. */
  readonly sunExclusionRad: number;
}

/** A field of regard with what it needs to see there. */
export interface SensorField extends FieldOfRegard {
  readonly kind: 'nadir-disc' | 'limb' | 'above-limb' | 'upward';
  /** Noise (and background clutter) equivalent irradiance at the aperture, W/cm². */
  readonly noiseEquivalentIrradianceWPerCm2: number;
  /** How many times larger that is where what lies behind the target is sunlit ground, cloud or limb. */
  readonly sunlitNoiseFactor: number;
}

/** How a sensor covers its fields in time. */
export type Gaze =
  /** All of them in every frame. */
  | { readonly kind: 'stare' }
  /** A line goes round nadir once in `periodS`, a whole number of frames; a frame takes the wedge that it passed since the one before. */
  | { readonly kind: 'sweep'; readonly periodS: number }
  /** One narrow field at a time, steered to where a tasking asks for it; `fields` are the limits of the steering. */
  | NarrowGaze;

export interface NarrowGaze {
  readonly kind: 'point';
  /** Full angle across the field, which is round, rad. */
  readonly widthRad: number;
  readonly pixelRad: number;
  readonly slewRadPerS: number;
  /** Time from the end of a slew to the first good frame. */
  readonly settleS: number;
}

/** One kind of infrared sensor. Every number is cited or marked notional in `source`. */
export interface SensorSpec extends SensorView {
  readonly id: string;
  readonly band: 'swir' | 'mwir' | 'lwir';
  readonly fields: readonly SensorField[];
  readonly gaze: Gaze;
  readonly framePeriodS: number;
  /** A frame holds at most so many detections, the strongest ones, and is then called saturated; null when it holds any number. */
  readonly maxDetectionsPerFrame: number | null;
  /** One-sigma angular noise of each component, rad. */
  readonly sigmaRad: number;
  /** One-sigma pointing error of each sensor, the same from look to look, about each of three axes, rad; 0 when it points exactly. */
  readonly biasSigmaRad: number;
  /** Mean number of false alarms in a scan. */
  readonly falseAlarmsPerScan: number;
  /** Signal over noise at which a pixel is reported. */
  readonly detectionThreshold: number;
  readonly source: string;
}
