type Interval = readonly [min: number, max: number];

/** Which objects of a catalogue are meant. An object must pass every filter that is given. */
export interface SatelliteSelection {
  /** Text that the name contains. */
  readonly name?: string;
  /** These objects and no others. They are meant however they move, so the operational shell is not looked for. */
  readonly catalogueNumbers?: readonly number[];
  readonly inclinationDeg?: Interval;
  readonly altitudeKm?: Interval;
  readonly shell?: ShellSelection;
  /**
   * Right ascension of the ascending node, brought to the newest epoch of the catalogue: planes drift by up to 7 degrees a day, and elements
   * are days apart. [350, 10] goes through north: 350 to 360 and 0 to 10.
   */
  readonly planeNodeDeg?: Interval;
  readonly meanMotionRevPerDay?: Interval;
  /** Every n-th of what is left, sorted by node and argument of latitude, from the first on. */
  readonly everyNth?: number;
  /** How many to take, evenly spaced; all when absent. */
  readonly count?: number;
}

/** A shell by its nominal altitude and inclination. */
export interface ShellSelection {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  /** Half width, `SHELL_WITHIN_KM` when absent. */
  readonly withinKm?: number;
  /** Half width, `SHELL_WITHIN_DEG` when absent. */
  readonly withinDeg?: number;
}

/** Half widths of a shell: the published shells of one operator can be 10 km and 0.2 degrees apart. */
export const SHELL_WITHIN_KM = 10;
export const SHELL_WITHIN_DEG = 0.1;
