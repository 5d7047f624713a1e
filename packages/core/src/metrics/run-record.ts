import type { CustodyPhase, CustodyRequirement } from '../custody/index.ts';
import type {
  Background,
  CustodyTerm,
  Decision,
  LookFailure,
  OperateEvent,
  Track,
} from '../messages/index.ts';
import type { DetectionRows } from './detection-rows.ts';
import type { FlightLog, FlightPhase } from '../truth/index.ts';

/**
 * What happened to one true object, by whole second 0 .. durationS of the scenario (index = second). Columns hold NaN, or 0, where nothing
 * applies. What happened at scan time t stands at index t; what the operator believed stands at the second he believed it.
 */
export interface ObjectColumns {
  /** Index into FLIGHT_PHASES; 255 before launch. */
  readonly phase: Uint8Array;
  /** Per sensor kind: distinct satellites whose detection was associated with this object's track at that scan. */
  readonly observers: Readonly<Record<string, Uint8Array>>;
  /** Per sensor kind: index into LOOK_STAGES of the furthest stage any satellite reached at that scan. */
  readonly stage: Readonly<Record<string, Uint8Array>>;
  /** Associated looks per background and flight phase. */
  readonly looksByBackground: Readonly<Record<Background, Readonly<Record<FlightPhase, number>>>>;
  /** True error of the position at the second it was known, m: predicted to that second from what had arrived. */
  readonly deskErrorM: Float32Array;
  /** What the tracker believed of that error: root of the trace of its position covariance, m. */
  readonly deskSigmaM: Float32Array;
  /** Age of the newest associated look at that second, s. */
  readonly latencyS: Float32Array;
  readonly positionErrorM: Float64Array;
  readonly positionSigmaM: Float64Array;
  readonly velocityErrorMPerS: Float64Array;
  readonly velocitySigmaMPerS: Float64Array;
  readonly nees: Float64Array;
  readonly unionProb: Float64Array;
  readonly weaponProb: Float64Array;
  readonly jointProb: Float64Array;
  /** Root of the largest variance of the impact estimate on the ground, m. */
  readonly impactSigmaM: Float64Array;
  /** 1 while the instantaneous impact point of a thrusting object lies in a region, from the operator's estimate. */
  readonly transitInRegion: Uint8Array;
  readonly firstDetectedAtS: number | null;
  readonly confirmedAtS: number | null;
  /** The declaration still in force at the end; null when there is none. */
  readonly declaredAtS: number | null;
  /** The first declaration, revoked later or not. */
  readonly firstDeclaredAtS: number | null;
  readonly revocations: number;
  /** The exclusion in force at the end; null when there is none. */
  readonly excludedAtS: number | null;
  readonly firstExcludedAtS: number | null;
  /** Decisions kept for drawing: every 10 s at first, then every 60 s, at each change of the verdict, and the last. */
  readonly decisions: readonly Decision[];
}

/** Custody of one object under one requirement, by whole second like the columns. */
export interface CustodyColumns {
  /** Index into CUSTODY_LEVELS, judged with the tracker's own covariance. */
  readonly custody: Uint8Array;
  /** Index into CUSTODY_LEVELS, judged with the true error. */
  readonly custodyByTruth: Uint8Array;
  /** Distinct satellites that held it, at most 255. */
  readonly holders: Uint8Array;
  /** Terms not met, one bit each in the order of CUSTODY_TERMS; 255 where the object had no track. */
  readonly missed: Uint8Array;
}

/** Custody of one object under one requirement, judged. */
export interface CustodyRecord extends CustodyColumns {
  readonly requirement: CustodyRequirement;
  readonly gaps: readonly CustodyGap[];
  /** Share of the phase in which custody was held; null when the phase did not occur. */
  readonly continuity: PhaseShares;
  /** The same, judged with the true error. */
  readonly continuityByTruth: PhaseShares;
  /** Share of each phase in which at least `minSensors` satellites of this sensor kind had an associated look within the last `maxGapS`. */
  readonly continuityBySensor: Readonly<Record<string, PhaseShares>>;
  /** Longest stretch of each phase without an associated look from at least `minSensors` satellites of any kind, s. */
  readonly longestLookGapS: PhaseShares;
}

/** One satellite's watch over an object: its associated looks without a break longer than the requirement's `maxGapS`. */
export interface Watch {
  readonly satelliteId: string;
  readonly sensorKind: string;
  readonly fromS: number;
  /** Second after the last look. */
  readonly toS: number;
  /** Seconds with a look. */
  readonly looks: number;
}

/** One true object through the run: what happened to it, and how that is judged. Custody is that of the first requirement. */
export interface ObjectRecord extends ObjectColumns, Omit<CustodyRecord, 'requirement'> {
  readonly flight: FlightLog;
  readonly weapon: boolean;
  /** Ids of the regions it truly comes down in. */
  readonly inRegions: readonly string[];
  readonly trackIds: readonly string[];
  /** Custody under every requirement, in their order. */
  readonly custodyUnder: readonly CustodyRecord[];
  /** Who watched it, in order of the first look. */
  readonly watches: readonly Watch[];
}

export type PhaseShares = Readonly<Record<CustodyPhase, number | null>>;

/** A stretch without custody between cloud break and impact or end. */
export interface CustodyGap {
  readonly phase: CustodyPhase;
  readonly fromS: number;
  readonly toS: number;
  /** The sensor kind that last held the object; null when none had yet. */
  readonly sensorKind: string | null;
  readonly cause: LookFailure;
  /** Causes for the other sensor kinds on board. */
  readonly otherCauses: Readonly<Record<string, LookFailure>>;
  /** Seconds of the gap in which the object had no track, and in which each term of the requirement was missed. */
  readonly short: Readonly<Record<'track' | CustodyTerm, number>>;
  /** Ids of the satellites with the last looks before the gap, and of those whose looks ended it; at most eight each. */
  readonly lastHolders: readonly string[];
  readonly nextHolders: readonly string[];
}

/** One group of satellites: how many there are and what they do. */
export interface GroupRecord {
  readonly id: string;
  readonly satellites: number;
  /** Out of service for the whole run, spares included. */
  readonly lost: number;
  readonly spares: number;
  /** Out of service for some of the run. */
  readonly interrupted: number;
  /** Mean drift of the ascending nodes, degrees a day: most westward and most eastward of the group. */
  readonly nodeDegPerDay: readonly [min: number, max: number];
}

/** Everything a finished run knows; tables, report and scene are drawn from it. */
export interface RunRecord {
  readonly durationS: number;
  readonly sensorKinds: readonly string[];
  /** What custody was asked for; the first decides what is called held. */
  readonly requirements: readonly CustodyRequirement[];
  readonly objects: readonly ObjectRecord[];
  readonly events: readonly OperateEvent[];
  /** Confirmed tracks on every whole second, final rows, in order of time and id. */
  readonly tracks: readonly Track[];
  readonly tracking: TrackingSummary;
  readonly detections: DetectionRows;
  readonly groups: readonly GroupRecord[];
  /** Inertial satellite positions every 60 s for drawing: [sample][satellite][x, y, z], m. */
  readonly satellitePositionsM: Float64Array;
  readonly satelliteSampleS: number;
}

export interface TrackingSummary {
  readonly scans: number;
  readonly detections: number;
  readonly falseAlarms: number;
  readonly associated: number;
  readonly tracksConfirmed: number;
  readonly falseTracks: number;
  readonly identitySwitches: number;
  /** Rows of tracks and detections were kept of every so manieth second: 1 unless memory would not hold all. */
  readonly rowsEveryS: number;
  /** Limits of the tracker that were reached, and in how many scans. */
  readonly boundsReached: readonly {
    readonly bound: string;
    readonly limit: number;
    readonly times: number;
  }[];
}
