import type { Command, CustodyLevel, CustodyTerm, OperateEvent, TrackPhase } from '@cupola/core/messages';

/** Where what is told comes from; every record says it. There is no mode for the real thing: the sensors are simulated. */
export const DATA_MODES = ['SIMULATED', 'EXERCISE', 'TEST'] as const;
export type DataMode = (typeof DATA_MODES)[number];

/** What every record says of itself: when it was so, microseconds since the epoch and in UTC. */
export interface Stamp {
  readonly dataMode: DataMode;
  readonly atUs: number;
  readonly at: string;
}

export interface TrackCustody {
  readonly requirementId: string;
  readonly level: CustodyLevel;
  readonly missed: readonly CustodyTerm[];
  readonly satelliteIds: readonly string[];
  readonly positionSigmaM: number | null;
  readonly latencyS: number | null;
}

export interface TrackThreat {
  readonly jointProb: number;
  readonly unionProb: number;
  readonly weaponProb: number;
  readonly declared: boolean;
  readonly excluded: boolean;
  /** The likeliest known class; null while anything else is likelier. */
  readonly vehicleClass: string | null;
  readonly vehicleClassProb: number | null;
  /** The region it most likely comes down in; null when none is likely at all. */
  readonly regionId: string | null;
}

/** One object as it is known now; later reports may still change what it says. It lapses at `expiresAt` unless it is told anew. */
export interface TrackRecord extends Stamp {
  readonly id: string;
  readonly phase: TrackPhase;
  readonly phaseProbs: Readonly<Record<TrackPhase, number>>;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly altitudeKm: number;
  readonly speedKmPerS: number;
  readonly courseDeg: number;
  readonly positionSigmaKm: number;
  readonly positionItrfM: readonly [number, number, number];
  readonly velocityItrfMPerS: readonly [number, number, number];
  /** Upper triangle, row by row, of the covariance of position and velocity, m and m/s, Earth-fixed. */
  readonly covarianceItrf: readonly number[];
  readonly existenceProb: number;
  readonly firstDetectedAt: string;
  readonly confirmedAt: string;
  readonly lastDetectedAt: string;
  readonly expiresAt: string;
  /** Under the first requirement. */
  readonly custody: TrackCustody | null;
  readonly threat: TrackThreat | null;
}

/** Custody of one track under every requirement. */
export interface CustodyRecord extends Stamp {
  readonly trackId: string;
  readonly requirements: readonly (TrackCustody & { readonly reason: string })[];
}

export interface GroundPoint {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly at: string;
  /** Covariance on the ground, km², east-east, east-north, north-north. */
  readonly covarianceKm2: readonly [number, number, number];
}

/** The threat decision on one track, with its reasons. */
export interface DecisionRecord extends Stamp {
  readonly trackId: string;
  readonly unionProb: number;
  readonly weaponProb: number;
  readonly jointProb: number;
  readonly declared: boolean;
  readonly excluded: boolean;
  readonly regions: readonly { readonly regionId: string; readonly prob: number }[];
  readonly classes: readonly { readonly vehicleId: string; readonly prob: number }[];
  readonly otherProb: number;
  readonly impact: (GroundPoint & { readonly kind: 'transit' | 'prediction' }) | null;
  readonly launch: GroundPoint | null;
  readonly clock: readonly { readonly mark: string; readonly at: string | null; readonly reason: string }[];
  readonly reasons: readonly string[];
}

/** Something that happened, counted up in each session. */
export interface EventRecord extends Stamp {
  readonly sequence: number;
  readonly kind: OperateEvent['kind'];
  readonly trackId: string | null;
  /** The event with the numbers it rests on. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A launch that was seen: where and when, and what came of it. */
export interface LaunchRecord extends Stamp {
  readonly id: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly launchedAt: string;
  readonly launchedAtUs: number;
  readonly launchedAtSigmaS: number | null;
  /** Covariance on the ground, km², east-east, east-north, north-north. */
  readonly covarianceKm2: readonly [number, number, number];
  /** Known sites that are worth naming; what is missing to 1 is anywhere else. */
  readonly sites: readonly { readonly siteId: string; readonly title: string; readonly prob: number }[];
  /** All that ever came of it, the first one first. */
  readonly trackIds: readonly string[];
  /** The track whose estimate this is. */
  readonly toldBy: string | null;
  readonly firstToldAt: string;
  /** Is any of its tracks held for a threat? */
  readonly declared: boolean;
  /** The likeliest known class of the track last told of. */
  readonly vehicleClass: string | null;
}

/** One direction that a satellite saw something in, at its scan. */
export interface DetectionRecord extends Stamp {
  readonly id: string;
  readonly satelliteId: string;
  readonly sensorId: string;
  readonly arrivedAtUs: number;
  readonly arrivedAt: string;
  /** Unit vector, Earth-fixed. */
  readonly losItrf: readonly [number, number, number];
  readonly sigmaRad: number;
  readonly snr: number | null;
  /** The track that took it; null while none did. */
  readonly trackId: string | null;
}

/** What became of something that an operator asked of operations. */
export interface CommandRecord extends Stamp {
  readonly id: string;
  readonly command: Command['kind'];
  /** Null of a wish that is about a place. */
  readonly trackId: string | null;
  readonly outcome: 'obeyed' | 'refused';
  readonly reason: string;
}

export const ALERT_LEVELS = ['high', 'medium', 'low'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** Something that somebody has to know; open until its cause is gone. */
export interface Alert extends Stamp {
  readonly id: string;
  readonly kind: 'threat-declared' | 'custody-lost' | 'bound-reached';
  readonly level: AlertLevel;
  readonly trackId: string | null;
  readonly text: string;
  /** When its cause went away; null while it lasts. */
  readonly closedAt: string | null;
}

/** Who is asked to look at a track. */
export interface TaskingRecord extends Stamp {
  readonly trackId: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly looks: readonly {
    readonly satelliteId: string;
    readonly sensorId: string;
    readonly from: string;
    readonly until: string;
    /** When a narrow field is to start turning; null of one that looks there anyway. */
    readonly steerAt: string | null;
  }[];
  /** Predicted Earth-fixed position, m, at the start. */
  readonly positionItrfM: readonly [number, number, number];
  readonly positionSigmaM: number;
}
/** What operators did about an alert. */
export interface AlertHandling {
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  /** Not to be shown until then, wall clock; null when it is. */
  readonly shelvedUntil: string | null;
  readonly note: string | null;
}

export type AlertRecord = Alert & AlertHandling;
