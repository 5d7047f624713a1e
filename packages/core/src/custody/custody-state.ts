import { US_PER_S, assert, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { CUSTODY_TERMS } from '../messages/index.ts';
import type {
  AssociatedLook,
  CustodyLevel,
  CustodyState,
  CustodyTerm,
  OperateEvent,
  Tasking,
  Track,
  TrackId,
} from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { custodyLevel, custodyPhaseOf, missedTerms } from './custody-requirement.ts';
import type { CustodyPhase, CustodyRequirement } from './custody-requirement.ts';
import { plannedLooks } from './planned-looks.ts';
import { grouped, lengthText } from './sentence-numbers.ts';

/** What custody remembers of one track between two whole seconds; plain data, at most one look per own satellite. */
export interface CustodyMemory {
  readonly trackId: TrackId;
  /** One entry per requirement, in their order; empty before the first second. */
  readonly standings: readonly CustodyStanding[];
  /** Newest associated scan of each satellite within the longest `maxGapS`, in order of the satellite's index. */
  readonly lastLooks: readonly LastLook[];
  /** Newest associated scan of all; null before the first. */
  readonly newestLookUs: SimTimeUs | null;
}

interface CustodyStanding {
  readonly level: CustodyLevel;
  /** The second on which neither condition was first missed; null while one is met. */
  readonly neitherSinceUs: SimTimeUs | null;
}

interface LastLook {
  readonly satelliteIndex: number;
  readonly scanAtUs: SimTimeUs;
}

/** What is known of one track on one whole second. */
export interface CustodySight {
  readonly atUs: SimTimeUs;
  /** The track predicted to `atUs`, or null when it has been dropped: then custody is lost. */
  readonly track: Track | null;
  /** Detections associated since the last call; other tracks' looks are passed over. */
  readonly looks: readonly AssociatedLook[];
  /** The newest tasking for it. */
  readonly tasking: Tasking | null;
}

export interface CustodyUpdate {
  readonly memory: CustodyMemory;
  /** One per requirement, in their order. */
  readonly states: readonly CustodyState[];
  readonly events: readonly OperateEvent[];
}

export function newCustodyMemory(trackId: TrackId): CustodyMemory {
  return { trackId, standings: [], lastLooks: [], newestLookUs: null };
}

const NEW_STANDING: CustodyStanding = { level: 'none', neitherSinceUs: null };

/** Is custody lost under every requirement? */
export function isLost(memory: CustodyMemory): boolean {
  return memory.standings.every(({ level }) => level === 'lost');
}

/**
 * Custody of one track on one whole second, under each requirement.
 *
 * The error is the root of the trace of the track's position covariance as the tracker states it for `atUs`; nothing here checks that it is
 * honest. Looks count by their scan time, from `atUs - maxGapS` to `atUs`, both included.
 */
export function updateCustody(
  memory: CustodyMemory,
  sight: CustodySight,
  requirements: readonly CustodyRequirement[],
  ownSide: Pick<OwnSide, 'channels' | 'satelliteIds'>,
): CustodyUpdate {
  const { atUs, track, tasking } = sight;
  assert(track === null || track.id === memory.trackId, 'custody memory belongs to the track');
  const longestGapS = Math.max(0, ...requirements.map(({ maxGapS }) => maxGapS));
  const lastLooks = track === null ? [] : looksInWindow(memory, sight, longestGapS, ownSide);
  const newestLookUs = newestOf(lastLooks, memory.newestLookUs);
  const latencyS = track === null || newestLookUs === null ? Number.NaN : sFromUs(atUs - newestLookUs);
  const positionSigmaM = track === null ? Number.NaN : positionSigmaOf(track);
  const standings: CustodyStanding[] = [];
  const states: CustodyState[] = [];
  const events: OperateEvent[] = [];
  for (const [index, requirement] of requirements.entries()) {
    const before = memory.standings[index] ?? NEW_STANDING;
    const holders = holdersOf(lastLooks, atUs, requirement.maxGapS);
    const { standing, missed, reason } =
      track === null
        ? DROPPED
        : standingOf(
            before,
            atUs,
            {
              distinctSatellites: holders.length,
              errorM: positionSigmaM,
              latencyS,
              phase: custodyPhaseOf(track.phase),
            },
            requirement,
          );
    standings.push(standing);
    states.push({
      trackId: memory.trackId,
      requirementId: requirement.id,
      atUs,
      level: standing.level,
      missed,
      holders,
      positionSigmaM,
      positionM: track === null ? null : positionOf(track),
      latencyS,
      reason,
    });
    if (standing.level === before.level) continue;
    const told = holders.length > 0 ? holders : memory.lastLooks.map((look) => look.satelliteIndex);
    events.push({
      kind: 'custody-changed',
      atUs,
      trackId: memory.trackId,
      requirementId: requirement.id,
      from: before.level,
      to: standing.level,
      holders: told.map((satellite) => ownSide.satelliteIds[satellite] ?? ''),
      next: plannedLooks(tasking, atUs, ownSide),
      reason,
    });
  }
  return { memory: { trackId: memory.trackId, standings, lastLooks, newestLookUs }, states, events };
}

interface Judged {
  readonly standing: CustodyStanding;
  readonly missed: readonly CustodyTerm[];
  readonly reason: string;
}

const DROPPED: Judged = {
  standing: { level: 'lost', neitherSinceUs: null },
  missed: CUSTODY_TERMS,
  reason: 'the track was dropped',
};

interface Evidence {
  readonly distinctSatellites: number;
  readonly errorM: number;
  readonly latencyS: number;
  readonly phase: CustodyPhase;
}

function standingOf(
  before: CustodyStanding,
  atUs: SimTimeUs,
  evidence: Evidence,
  requirement: CustodyRequirement,
): Judged {
  const { distinctSatellites, errorM, latencyS, phase } = evidence;
  const { minSensors, maxGapS, maxLatencyS } = requirement;
  const limitM = requirement.positionErrorM[phase];
  const missed = missedTerms(evidence, requirement);
  const met = !missed.includes('satellites') || !missed.includes('error');
  const neitherSinceUs = met ? null : (before.neitherSinceUs ?? atUs);
  const neitherForS = neitherSinceUs === null ? 0 : sFromUs(atUs - neitherSinceUs);
  const level = custodyLevel({ ...evidence, neitherForS, before: before.level }, requirement);
  const age = Number.isNaN(latencyS) ? 'no look yet' : `newest look ${grouped(latencyS, 1)} s old`;
  const reason =
    `${distinctSatellites} ${distinctSatellites === 1 ? 'satellite' : 'satellites'} in the last ${grouped(maxGapS)} s ` +
    `(${minSensors} required), position known to ${lengthText(errorM)} ` +
    `(${lengthText(limitM)} required in ${phase})` +
    (maxLatencyS === null ? '' : `, ${age} (${grouped(maxLatencyS, 1)} s allowed)`);
  return { standing: { level, neitherSinceUs }, missed, reason };
}

function looksInWindow(
  memory: CustodyMemory,
  { looks, atUs }: CustodySight,
  longestGapS: number,
  { channels }: Pick<OwnSide, 'channels'>,
): readonly LastLook[] {
  const newest = new Map(memory.lastLooks.map((look) => [look.satelliteIndex, look.scanAtUs]));
  for (const look of looks) {
    if (look.trackId !== memory.trackId || look.scanAtUs > atUs) continue;
    const satelliteIndex = channels[look.channelIndex]?.satelliteIndex;
    assert(satelliteIndex !== undefined, `channel ${look.channelIndex} is on a satellite`);
    newest.set(satelliteIndex, Math.max(look.scanAtUs, newest.get(satelliteIndex) ?? look.scanAtUs));
  }
  const fromUs = atUs - Math.round(longestGapS * US_PER_S);
  return [...newest]
    .filter(([, scanAtUs]) => scanAtUs >= fromUs)
    .toSorted((a, b) => a[0] - b[0])
    .map(([satelliteIndex, scanAtUs]) => ({ satelliteIndex, scanAtUs }));
}

function holdersOf(lastLooks: readonly LastLook[], atUs: SimTimeUs, maxGapS: number): readonly number[] {
  const fromUs = atUs - Math.round(maxGapS * US_PER_S);
  return lastLooks.filter((look) => look.scanAtUs >= fromUs).map((look) => look.satelliteIndex);
}

function newestOf(lastLooks: readonly LastLook[], before: SimTimeUs | null): SimTimeUs | null {
  return lastLooks.reduce<SimTimeUs | null>(
    (newest, { scanAtUs }) => (newest === null || scanAtUs > newest ? scanAtUs : newest),
    before,
  );
}

function positionOf({
  state: [x = Number.NaN, y = Number.NaN, z = Number.NaN],
}: Track): [number, number, number] {
  return [x, y, z];
}

/** Root of the trace of a track's position covariance, m. */
export function positionSigmaOf(track: Track): number {
  const size = track.state.length;
  const variance = [0, 1, 2].reduce(
    (sum, axis) => sum + (track.covariance[axis * (size + 1)] ?? Number.NaN),
    0,
  );
  return Math.sqrt(variance);
}
