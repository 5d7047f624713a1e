import { sFromUs } from '@cupola/core/foundation';
import type { CustodyGap, ObjectRecord, PhaseShares, RecordedObject, Watch } from '@cupola/core/metrics';
import { regionsAt } from '@cupola/core/physics';
import type { RegionIndex } from '@cupola/core/physics';
import { FLIGHT_PHASES } from '@cupola/core/truth';
import type { FlightRole } from '@cupola/core/truth';
import { qualityByPhase } from './custody-quality-summary.ts';
import type { QualityByPhase } from './custody-quality-summary.ts';
import { forPhases } from './for-phases.ts';
import { median, rounded } from './statistics.ts';

/** One value per phase; null where there is none. */
export type PhaseNumbers = PhaseShares;

/** What the run says about one object. Times are seconds since the epoch of the scenario. */
export interface ObjectSummary {
  readonly id: string;
  /** The event of the scenario that it belongs to. */
  readonly event: string;
  /** Vehicle class. */
  readonly kind: string;
  readonly weapon: boolean;
  /** What it is to its launch, and the object that let it go; null for what the event itself is. */
  readonly role: FlightRole;
  readonly parent: string | null;
  /** Regions it truly comes down in. */
  readonly inRegions: readonly string[];
  readonly launchedAtS: number;
  readonly cloudBreakAtS: number;
  readonly burnoutAtS: number;
  /** Null when it stays in orbit. May lie after the end of the scenario. */
  readonly impactAtS: number | null;
  readonly flightTimeS: number | null;
  /** Does it truly come down in the sea, as a test may? By a coarse map: small islands outside the regions are sea. Null when it does not come down. */
  readonly aimInSea: boolean | null;
  readonly apogeeKm: number;
  readonly firstDetectedAtS: number | null;
  readonly confirmedAtS: number | null;
  readonly declaredAtS: number | null;
  /** The first declaration, also when it was revoked. */
  readonly firstDeclaredAtS: number | null;
  readonly declaredAfterBurnoutS: number | null;
  readonly revocations: number;
  /** Probability that it is a weapon and comes down in a region: when declared, else the last one; null when it was never judged. */
  readonly probability: number | null;
  /** Seconds during which a thrusting object's instantaneous impact point lay in a region: a transit, not a prediction. */
  readonly transitSeconds: number;
  /** Share of each phase in which custody was held; null where the phase did not occur. */
  readonly custody: PhaseShares;
  /** The same, judged with the true error instead of what the tracker believed. */
  readonly custodyByTruth: PhaseShares;
  /** The same when only one sensor kind's looks count. */
  readonly custodyBySensor: Readonly<Record<string, PhaseShares>>;
  readonly longestGapS: number;
  readonly gaps: readonly CustodyGap[];
  /** Custody under each of the scenario's requirements; the first is the one above. */
  readonly requirements: readonly ObjectCustody[];
  /** Who held it. */
  readonly holders: HolderSummary;
  /** Median true error of the track, km, and the median one-sigma it claimed. */
  readonly positionErrorKm: PhaseNumbers;
  readonly positionSigmaKm: PhaseNumbers;
  /** Mean number of satellites whose detection was taken for this object, per second of the phase. */
  readonly observers: PhaseNumbers;
  readonly looksByBackground: ObjectRecord['looksByBackground'];
  readonly tracks: readonly string[];
}

/** What one object shows of one requirement. */
export interface ObjectCustody {
  readonly id: string;
  readonly custody: PhaseShares;
  readonly custodyByTruth: PhaseShares;
  readonly gaps: number;
  readonly longestGapS: number;
  /** How good custody was while it was held; null where nothing was. */
  readonly quality: QualityByPhase;
}

interface HolderSummary {
  /** Satellites whose looks were taken for this object. */
  readonly satellites: number;
  /** Stretches of watching: one satellite, looks no further apart than the longest gap allowed. */
  readonly watches: number;
  /** Those with the most looks. */
  readonly longest: readonly Watch[];
}

/** Watches told in the summary of an object. */
const LONGEST_WATCHES = 5;

/** What flies, known before anything is seen of it. */
export type FlownSummary = Pick<
  ObjectSummary,
  | 'id'
  | 'event'
  | 'kind'
  | 'weapon'
  | 'role'
  | 'parent'
  | 'inRegions'
  | 'launchedAtS'
  | 'cloudBreakAtS'
  | 'burnoutAtS'
  | 'impactAtS'
  | 'flightTimeS'
  | 'aimInSea'
  | 'apogeeKm'
>;

/** @param land - All land as a region. */
export function flownSummary(object: RecordedObject, land: RegionIndex): FlownSummary {
  const { flight } = object;
  const launchedAtS = sFromUs(flight.launchAtUs);
  const impactAtS = flight.impactAtUs === null ? null : sFromUs(flight.impactAtUs);
  return {
    id: flight.id,
    event: flight.eventId,
    kind: flight.vehicleId,
    weapon: object.weapon,
    role: flight.role,
    parent: flight.parentId,
    inRegions: object.inRegions,
    launchedAtS,
    cloudBreakAtS: sFromUs(flight.cloudBreakAtUs),
    burnoutAtS: sFromUs(flight.burnoutAtUs),
    impactAtS,
    flightTimeS: impactAtS === null ? null : impactAtS - launchedAtS,
    aimInSea:
      flight.impact === null
        ? null
        : object.inRegions.length === 0 &&
          regionsAt(land, flight.impact.longitudeRad, flight.impact.latitudeRad).length === 0,
    apogeeKm: rounded(flight.apogeeM / 1000),
  };
}

/** @param land - All land as a region. */
export function objectSummary(object: ObjectRecord, land: RegionIndex): ObjectSummary {
  const { declaredAtS } = object;
  const flown = flownSummary(object, land);
  return {
    ...flown,
    firstDetectedAtS: object.firstDetectedAtS,
    confirmedAtS: object.confirmedAtS,
    declaredAtS,
    firstDeclaredAtS: object.firstDeclaredAtS,
    declaredAfterBurnoutS: declaredAtS === null ? null : declaredAtS - flown.burnoutAtS,
    revocations: object.revocations,
    probability: rounded(probability(object)),
    transitSeconds: object.transitInRegion.reduce((sum, inside) => sum + Number(inside === 1), 0),
    custody: object.continuity,
    custodyByTruth: object.continuityByTruth,
    custodyBySensor: object.continuityBySensor,
    longestGapS: longestGapS(object.gaps),
    gaps: object.gaps,
    requirements: object.custodyUnder.map((under, index) => ({
      id: under.requirement.id,
      custody: under.continuity,
      custodyByTruth: under.continuityByTruth,
      gaps: under.gaps.length,
      longestGapS: longestGapS(under.gaps),
      quality: qualityByPhase([object], index),
    })),
    holders: {
      satellites: new Set(object.watches.map((watch) => watch.satelliteId)).size,
      watches: object.watches.length,
      longest: object.watches.toSorted((a, b) => b.looks - a.looks).slice(0, LONGEST_WATCHES),
    },
    positionErrorKm: perPhase(object, (seconds) => kmMedian(object.positionErrorM, seconds)),
    positionSigmaKm: perPhase(object, (seconds) => kmMedian(object.positionSigmaM, seconds)),
    observers: perPhase(object, (seconds) => meanObservers(object, seconds)),
    looksByBackground: object.looksByBackground,
    tracks: object.trackIds,
  };
}

function longestGapS(gaps: readonly CustodyGap[]): number {
  return Math.max(0, ...gaps.map((gap) => gap.toS - gap.fromS));
}

function probability(object: ObjectRecord): number | null {
  if (object.declaredAtS !== null) return object.jointProb[object.declaredAtS] ?? null;
  return object.jointProb.findLast(Number.isFinite) ?? null;
}

/** One value for each phase, from the seconds the object spent in it. */
function perPhase(object: ObjectRecord, value: (seconds: readonly number[]) => number | null): PhaseNumbers {
  return forPhases((name) => {
    const seconds = [...object.phase.keys()].filter(
      (second) => FLIGHT_PHASES[object.phase[second]!] === name,
    );
    return seconds.length === 0 ? null : rounded(value(seconds));
  });
}

function kmMedian(columnM: Float64Array, seconds: readonly number[]): number | null {
  const medianM = median(seconds.map((second) => columnM[second] ?? Number.NaN));
  return medianM === null ? null : medianM / 1000;
}

function meanObservers(object: ObjectRecord, seconds: readonly number[]): number {
  const kinds = Object.values(object.observers);
  const sum = seconds.reduce(
    (total, second) => total + kinds.reduce((all, column) => all + (column[second] ?? 0), 0),
    0,
  );
  return sum / seconds.length;
}
