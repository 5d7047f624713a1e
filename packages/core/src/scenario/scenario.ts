/**
 * A scenario with every default filled in and every rule kept. The edge of the program: degrees, kilometres, minutes, as people write
 * them; each room takes its own configuration from it in SI units.
 */
export interface Scenario {
  /** Version of the format. */
  readonly cupola: 1;
  readonly title: string;
  /** UTC instant of second 0, `2026-07-24T00:00:00Z`. */
  readonly epoch: string;
  readonly durationMin: number;
  readonly seed: number;
  readonly satellites: readonly SatelliteGroup[];
  /** The scenario's own sensor kinds, each derived from a built-in one. */
  readonly sensors: readonly DerivedSensor[];
  readonly events: readonly ScenarioEvent[];
  /** Ids of the defended regions. */
  readonly regions: readonly string[];
  /** Share of the satellites out of service from the start, [0, 1). */
  readonly outages: { readonly lossShare: number };
  readonly network: Network;
  readonly requirements: Requirements;
  /** Height from which a plume can be seen from above. */
  readonly cloudTopKm: number;
  /** Element sets further than this from the epoch are refused. */
  readonly maxElementAgeDays: number;
}

/** Satellites that are alike: a designed shell, or hosts chosen from a catalogue. */
export type SatelliteGroup = WalkerGroup | CatalogueGroup;

export interface WalkerGroup {
  readonly id: string;
  /** Sensor kinds on every satellite of the group. */
  readonly sensors: readonly string[];
  readonly walker: Walker;
  readonly catalogue?: never;
  readonly select?: never;
}

export interface CatalogueGroup {
  readonly id: string;
  /** Sensor kinds on every satellite of the group. */
  readonly sensors: readonly string[];
  /** TLE or OMM file, relative to the scenario's own. */
  readonly catalogue: string;
  readonly select: Selection;
  readonly walker?: never;
}

/** Walker constellation: `count` satellites in `planes` evenly spaced circular planes. `altitudeKm` = semi-major axis - 6378.137. */
export interface Walker {
  /** Nodes spread over 360 (`delta`) or 180 degrees (`star`). */
  readonly kind: 'delta' | 'star';
  readonly count: number;
  readonly planes: number;
  /** Walker's F, 0 .. planes - 1: phase step between neighbouring planes in units of 360 / count degrees. */
  readonly phasing: number;
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
}

/** Smallest and largest value that is kept. */
export type Interval = readonly [min: number, max: number];

/** Which objects of a catalogue carry the sensors. */
export interface Selection {
  /** Text that the object's name contains. */
  readonly name?: string;
  /** These objects and no others. */
  readonly catalogueNumbers?: readonly number[];
  readonly inclinationDeg?: Interval;
  readonly altitudeKm?: Interval;
  readonly shell?: ShellChoice;
  /** Node at the newest epoch of the catalogue; [350, 10] goes through 0. */
  readonly planeNodeDeg?: Interval;
  readonly meanMotionRevPerDay?: Interval;
  /** Every n-th by node and argument of latitude. */
  readonly everyNth?: number;
  /** How many to take, evenly spaced by node and argument of latitude; all when absent. */
  readonly count?: number;
}

/** A shell by its nominal altitude and inclination. */
export interface ShellChoice {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  /** Half widths; 10 km and 0.1 degrees when absent. */
  readonly withinKm?: number;
  readonly withinDeg?: number;
}

/** A sensor kind equal to a built-in one except for what is given. */
export interface DerivedSensor {
  readonly id: string;
  readonly base: string;
  readonly noiseEquivalentIrradianceWPerCm2?: number;
  readonly sigmaMicrorad?: number;
  readonly falseAlarmsPerScan?: number;
  readonly maxRangeKm?: number;
}

export interface Place {
  /** Geodetic latitude, [-90, 90]. */
  readonly latDeg: number;
  /** Longitude, east positive, [-180, 180]. */
  readonly lonDeg: number;
}

/** One or several launches alike. Tell them apart by `orbitAltitudeKm` (a space launch) and `aim` (minimum energy); the rest are lofted. */
export type ScenarioEvent = MinimumEnergyEvent | LoftedEvent | SpaceLaunchEvent;

interface Launches {
  readonly id: string;
  readonly vehicle: string;
  readonly launch: Place;
  /** How many objects. */
  readonly count: number;
  /** Time between one launch and the next, s. */
  readonly spacingS: number;
  /** Time of the first launch, s after the epoch. */
  readonly atS: number;
}

export interface MinimumEnergyEvent extends Launches {
  readonly aim: Place;
  readonly trajectory: { readonly kind: 'minimum-energy' };
  readonly azimuthDeg?: never;
  readonly orbitAltitudeKm?: never;
}

export interface LoftedEvent extends Launches {
  readonly azimuthDeg: number;
  readonly trajectory: { readonly kind: 'lofted'; readonly apogeeKm: number; readonly rangeKm: number };
  readonly aim?: never;
  readonly orbitAltitudeKm?: never;
}

export interface SpaceLaunchEvent extends Launches {
  readonly azimuthDeg: number;
  readonly orbitAltitudeKm: number;
  readonly aim?: never;
  readonly trajectory?: never;
}

export interface Network {
  /** From scan to the operator's desk, s. */
  readonly latencyS: number;
  /** From tasking to the satellite's obeying it, s. */
  readonly commandLatencyS: number;
  /** Down-link limit: detections of one object sent down per frame, over all satellites. */
  readonly looksPerObject: number;
}

export interface Requirements {
  readonly custody: {
    readonly minSensors: number;
    /** Largest root of the trace of the position covariance that counts as held. */
    readonly positionErrorKm: {
      readonly boost: number;
      readonly midcourse: number;
      readonly glide: number;
      readonly reentry: number;
    };
    readonly maxGapS: number;
  };
  readonly declare: {
    /** Probability that must be reached, (0, 1). */
    readonly probability: number;
    /** In this many successive one-second updates. */
    readonly consecutive: number;
  };
}
