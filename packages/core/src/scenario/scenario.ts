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
  /** Armed satellites: the second fleet. None when absent. */
  readonly interceptors?: readonly InterceptorGroup[];
  /** How the second fleet is used; only with interceptors. */
  readonly engagement?: EngagementSettings;
  /** The scenario's own sensor kinds, each derived from a built-in one. */
  readonly sensors: readonly DerivedSensor[];
  readonly events: readonly ScenarioEvent[];
  /** The defended regions. */
  readonly regions: readonly RegionChoice[];
  readonly outages: OutageSettings;
  readonly network: Network;
  readonly requirements: Requirements;
  /** Height from which a plume can be seen from above. */
  readonly cloudTopKm: number;
  /** Element sets further than this from the epoch are refused. */
  readonly maxElementAgeDays: number;
  /** Acquisition file, relative to the scenario's: what the layer costs, how it gets into orbit, and what is offered. */
  readonly acquisition?: string;
}

/** A known region by its id, a GeoJSON file by its path (ends in `.geojson` or `.json`), or an area with more to say. */
export type RegionChoice = string | DefendedArea;

/** One of `region`, `file` and `polygon`. */
export interface DefendedArea {
  /** What reports call it; of a known region its own id when absent, of a file its name. */
  readonly id?: string;
  /** A known region. */
  readonly region?: string;
  /** GeoJSON, relative to the scenario's own file. */
  readonly file?: string;
  /** GeoJSON coordinates of a polygon: outer ring, then holes, of [longitude, latitude], degrees. */
  readonly polygon?: readonly (readonly (readonly number[])[])[];
  /** What lies within this of it belongs to it too. */
  readonly marginKm?: number;
}

/** Satellites that are alike: a designed shell, explicit orbits, or hosts chosen from a catalogue. */
export type SatelliteGroup = WalkerGroup | OrbitsGroup | CatalogueGroup;

export interface WalkerGroup {
  readonly id: string;
  /** Sensor kinds on every satellite of the group. */
  readonly sensors: readonly string[];
  readonly walker: Walker;
  readonly orbits?: never;
  readonly catalogue?: never;
  readonly select?: never;
}

export interface OrbitsGroup {
  readonly id: string;
  /** Sensor kinds on every satellite of the group. */
  readonly sensors: readonly string[];
  readonly orbits: readonly Orbit[];
  readonly walker?: never;
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
  readonly orbits?: never;
}

/** Interceptor satellites that are alike: where they stand is told as of satellites that watch. */
export type InterceptorGroup = (
  | Omit<WalkerGroup, 'sensors'>
  | Omit<OrbitsGroup, 'sensors'>
  | Omit<CatalogueGroup, 'sensors'>
) & {
  /** Kind of interceptor: one on every satellite of the group. */
  readonly kind: string;
};

/** When interceptors are ordered, where they may meet a target, and what shots are worth. */
export interface EngagementSettings {
  /** What is waited for: the declaration as a threat, or a confirmed track, whatever is thought of it. */
  readonly commitOn: 'declared' | 'confirmed';
  /** From there to the order, s; the network's command latency comes on top. */
  readonly decisionDelayS: number;
  /** For how long after that orders are given, s. */
  readonly orderWindowS: number;
  /** Phases in which all kinds meet a target; each in that of its kind when absent. */
  readonly phases?: readonly ('boost' | 'midcourse' | 'glide')[];
  /** Lowest and highest place of a meeting. */
  readonly interceptAltitudeKm: Interval;
  /** By how much a meeting has to come before its phase ends, s. */
  readonly marginS: number;
  readonly longestFlyOutS: number;
  readonly shotsPerTarget: number;
  /** A first shot at each target before a second at any, or all at one before the next. */
  readonly sharing: 'even' | 'salvo';
  /** Of one shot; that of each kind when absent. */
  readonly killProbability?: number;
  /** Per target: that nothing fails which all shots at it share. */
  readonly trackProbability: number;
  /** Share of the interceptors that may be ordered, drawn from the seed. */
  readonly readyShare: number;
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
  /** Slots of each plane, evenly spaced, whose satellites are spares: in orbit and out of service. */
  readonly sparesPerPlane?: number;
}

/** One circular orbit and the satellites on it, at the epoch. `altitudeKm` = semi-major axis - 6378.137. */
export interface Orbit {
  readonly altitudeKm: number;
  readonly inclinationDeg: number;
  /** Right ascension of the ascending node. */
  readonly nodeDeg: number;
  /** Angle of each satellite from the ascending node. */
  readonly argumentOfLatitudeDeg: readonly number[];
}

/** Satellites out of service: what is drawn and what is named add up. */
export interface OutageSettings {
  /** Share of the satellites out of service from the start, [0, 1), drawn from the seed. */
  readonly lossShare: number;
  /** Whole planes out of service from the start. */
  readonly planes?: readonly PlaneOfGroup[];
  /** Satellites made or launched together that are out of service from the start. */
  readonly batch?: BatchLoss;
  /** Outages over time. */
  readonly events?: readonly OutageEvent[];
}

/** Plane `plane` of a designed group, from 0. */
export interface PlaneOfGroup {
  readonly group: string;
  readonly plane: number;
}

export interface BatchLoss {
  /** Only batches of this group; of all groups when absent. */
  readonly group?: string;
  /** Satellites in a batch: neighbours in one plane. */
  readonly size: number;
  /** How many batches are lost, drawn from the seed. */
  readonly count: number;
}

/** Either `satelliteIds`, or `group` with all its planes or one. */
export interface OutageEvent {
  readonly satelliteIds?: readonly string[];
  readonly group?: string;
  readonly plane?: number;
  /** s after the epoch. */
  readonly fromS: number;
  /** The first second back in service; for the rest of the run when absent. */
  readonly toS?: number;
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
  /** One-sigma constant pointing error about each of three axes. */
  readonly biasSigmaMicrorad?: number;
  readonly falseAlarmsPerScan?: number;
  readonly maxRangeKm?: number;
  readonly band?: 'swir' | 'mwir' | 'lwir';
  /** Signal over noise. */
  readonly detectionThreshold?: number;
  readonly maxDetectionsPerFrame?: number;
  readonly sunExclusionDeg?: number;
  /** How many times noisier a sunlit background is. */
  readonly sunlitNoiseFactor?: number;
  /** Limits of all fields, and of the steering of a narrow one. */
  readonly offNadirDeg?: Interval;
  /** A line that goes round once in this time, whole frames. */
  readonly sweepPeriodS?: number;
  /** A field that has to be pointed. */
  readonly narrow?: NarrowField;
}

export interface NarrowField {
  /** Full angle across. */
  readonly widthDeg: number;
  readonly pixelMicrorad: number;
  readonly slewDegPerS: number;
  readonly settleS: number;
}

export interface Place {
  /** Geodetic latitude, [-90, 90]. */
  readonly latDeg: number;
  /** Longitude, east positive, [-180, 180]. */
  readonly lonDeg: number;
}

/**
 * One or several events alike. Tell them apart by `flight` (a published one), `entry` (a body out of orbit), `flash` (a meteor), `orbitAltitudeKm` (a space
 * launch), and for the rest by `trajectory.kind`.
 */
export type ScenarioEvent =
  | PublishedFlightEvent
  | EntryEvent
  | FlashEvent
  | SpaceLaunchEvent
  | LoftedEvent
  | AimedEvent;

interface Repeated {
  readonly id: string;
  /** How many launches, or bodies. */
  readonly count: number;
  /** Time between one and the next, s. */
  readonly spacingS: number;
  /** Time of the first, s after the epoch. */
  readonly atS: number;
}

interface Launches extends Repeated {
  readonly vehicle: string;
  readonly launch: Place;
  /** What each launch lets go besides its payload. */
  readonly objects?: EventObjects;
  readonly flight?: never;
  readonly entry?: never;
  readonly flash?: never;
}

/** What one launch lets go; each part is absent or has at least one. */
export interface EventObjects {
  /** The last so many spent stages. */
  readonly stages?: ReleasedObjects;
  /** Payloads in all; the first keeps to its aim. */
  readonly payloads?: { readonly count: number; readonly speedMPerS: number; readonly intervalS: number };
  readonly decoys?: ReleasedObjects;
  /** Fragments of the last separation. */
  readonly debris?: ReleasedObjects;
}

export interface ReleasedObjects {
  readonly count: number;
  /** Against what lets them go. */
  readonly speedMPerS: number;
  readonly ballisticCoefficientKgPerM2: number;
  /** Cold, 8-12 um. */
  readonly intensityWPerSr: number;
}

/** A published test flight by its name, flown by the generic class that stands for it. */
export interface PublishedFlightEvent extends Repeated {
  readonly flight: string;
  readonly objects?: EventObjects;
  readonly vehicle?: never;
  readonly launch?: never;
  readonly entry?: never;
  readonly flash?: never;
  readonly aim?: never;
  readonly azimuthDeg?: never;
  readonly trajectory?: never;
  readonly orbitAltitudeKm?: never;
}

/** A body that comes in from orbit, followed from `leadS` before it passes the point of entry. */
export interface EntryEvent extends Repeated {
  readonly vehicle: string;
  readonly entry: Place & {
    readonly altitudeKm: number;
    /** Of the inertial velocity, clockwise from north. */
    readonly headingDeg: number;
    /** Inertial. */
    readonly speedKmPerS: number;
    /** Above the horizon: negative. */
    readonly flightPathDeg: number;
    readonly leadS: number;
  };
  readonly flight?: never;
  readonly launch?: never;
  readonly flash?: never;
  readonly objects?: never;
  readonly aim?: never;
  readonly azimuthDeg?: never;
  readonly trajectory?: never;
  readonly orbitAltitudeKm?: never;
}

/** Something bright for less than a frame. */
export interface FlashEvent extends Repeated {
  readonly vehicle: string;
  readonly flash: Place & {
    readonly altitudeKm: number;
    readonly headingDeg: number;
    readonly intensityWPerSr: number;
  };
  readonly flight?: never;
  readonly launch?: never;
  readonly entry?: never;
  readonly objects?: never;
  readonly aim?: never;
  readonly azimuthDeg?: never;
  readonly trajectory?: never;
  readonly orbitAltitudeKm?: never;
}

/** How an event comes to its aim. */
export type AimedTrajectory =
  | { readonly kind: 'minimum-energy' }
  | { readonly kind: 'depressed'; readonly apogeeKm: number }
  | GlideTrajectory
  | {
      readonly kind: 'fractional-orbit';
      /** The short way over the ground or the other one. */
      readonly way: 'short' | 'far';
    };

export interface GlideTrajectory {
  readonly kind: 'glide';
  /** Stated turns; straight where none is on. */
  readonly turns?: readonly TurnSetting[];
  /** So many turns drawn from the seed instead. */
  readonly drawnTurns?: number;
  /** That of the class when absent. */
  readonly liftToDrag?: number;
}

export interface TurnSetting {
  /** After lift-off. */
  readonly fromS: number;
  readonly durationS: number;
  /** Positive to the right. */
  readonly bankDeg: number;
}

export interface AimedEvent extends Launches {
  readonly aim: Place;
  readonly trajectory: AimedTrajectory;
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
  /** Either the direction of the climb over the ground or the inclination of the orbit. */
  readonly azimuthDeg?: number;
  readonly inclinationDeg?: number;
  /** With an inclination: does it leave on the way north or south? */
  readonly pass?: 'northbound' | 'southbound';
  readonly orbitAltitudeKm: number;
  readonly aim?: never;
  readonly trajectory?: never;
}

export interface Network {
  /** From scan to the operator's desk, s; of every report, unless there are `paths`. */
  readonly latencyS: number;
  /** Ways down, each with its own latency. */
  readonly paths?: NetworkPaths;
  /** From tasking to the satellite's obeying it, s. */
  readonly commandLatencyS: number;
  /** Down-link limit: detections of one object sent down per frame, over all satellites. */
  readonly looksPerObject: number;
}

/** What custody has to be, km: satellites, error by phase, gap, age. */
export interface CustodyDemand {
  readonly minSensors: number;
  /** Largest root of the trace of the position covariance that counts as held. */
  readonly positionErrorKm: {
    readonly boost: number;
    readonly midcourse: number;
    readonly glide: number;
    readonly reentry: number;
  };
  readonly maxGapS: number;
  /** Largest age of the newest look, from its scan to the desk; none is asked for when absent. */
  readonly maxLatencyS?: number;
}

/** One of several demands on custody. */
export interface NamedCustodyDemand extends CustodyDemand {
  readonly id: string;
}

/** A report takes the first path there is: to a station in view, else over other satellites, else at the next station that comes by. */
export interface NetworkPaths {
  readonly direct?: NetworkPath;
  readonly relayed?: NetworkPath;
  readonly groundPass?: NetworkPath;
  /** Ids of ground stations; all known ones when absent. */
  readonly stations?: readonly string[];
  /** Of a satellite over a station; 5 when absent. */
  readonly minElevationDeg?: number;
}

/** At least `leastS`, and beyond that exponential with a mean of `moreS`, 0 when absent. */
export interface NetworkPath {
  readonly leastS: number;
  readonly moreS?: number;
}

export interface Requirements {
  /** One demand, or several with ids; the first of several decides what is called held. */
  readonly custody: CustodyDemand | readonly NamedCustodyDemand[];
  readonly declare: DeclareRequirement;
}

export interface DeclareRequirement {
  /** Probability that must be reached, (0, 1); with `costs` the one that follows from them. */
  readonly probability: number;
  /** In this many successive one-second updates. */
  readonly consecutive: number;
  /** Probability below which, in as many updates, the regions are out of reach. */
  readonly excludeBelow: number;
  /** Time that whoever is told needs before the impact, s. */
  readonly responseS: number;
  /** How often each vehicle class flies, before anything is seen: as the world launches, or all alike. */
  readonly classPriors: 'activity' | 'even';
  /** How many times likelier than by its motion alone a weapon is aimed at the regions, while its burn, lift or orbit leaves that open. */
  readonly aimedOdds: number;
  /** The same of places outside, within 300 km of a region, for what lift or orbit carries on after its burn. */
  readonly aimedNearOdds: number;
  /** What a false alarm and a missed threat cost, in one unit. */
  readonly costs?: DeclareCosts;
}

export interface DeclareCosts {
  readonly falseAlarm: number;
  readonly miss: number;
}
