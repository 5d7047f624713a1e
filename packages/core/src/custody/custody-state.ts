import { US_PER_S, assert, sFromUs } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type {
  AssociatedLook,
  CustodyLevel,
  CustodyState,
  OperateEvent,
  Track,
  TrackId,
} from '../messages/index.ts';
import { custodyLevel, custodyPhaseOf } from './custody-requirement.ts';
import type { CustodyRequirement } from './custody-requirement.ts';
import { grouped, lengthText } from './sentence-numbers.ts';

/** What custody remembers of one track between two whole seconds; plain data, at most one entry per own satellite. */
export interface CustodyMemory {
  readonly trackId: TrackId;
  readonly level: CustodyLevel;
  /** Newest associated scan of each satellite within the last `maxGapS`, in order of the satellite's index. */
  readonly lastLooks: readonly { readonly satelliteIndex: number; readonly scanAtUs: SimTimeUs }[];
  /** The second on which neither condition was first missed; null while one is met. */
  readonly neitherSinceUs: SimTimeUs | null;
}

export interface CustodyUpdate {
  readonly memory: CustodyMemory;
  readonly state: CustodyState;
  readonly events: readonly OperateEvent[];
}

export function newCustodyMemory(trackId: TrackId): CustodyMemory {
  return { trackId, level: 'none', lastLooks: [], neitherSinceUs: null };
}

/**
 * Custody of one track on one whole second.
 *
 * The error is the root of the trace of the track's position covariance as the tracker states it for `atUs`; nothing here checks that it is
 * honest. Looks count by their scan time, from `atUs - maxGapS` to `atUs`, both included.
 *
 * @param track - The track predicted to `atUs`, or null when it has been dropped: then custody is lost.
 * @param looks - Detections associated since the last call; other tracks' looks are passed over.
 * @param satelliteOfChannel - Satellite index of every channel of the own side.
 */
export function updateCustody(
  memory: CustodyMemory,
  track: Track | null,
  looks: readonly AssociatedLook[],
  atUs: SimTimeUs,
  requirement: CustodyRequirement,
  satelliteOfChannel: ArrayLike<number>,
): CustodyUpdate {
  const lastLooks = looksInWindow(memory, looks, atUs, requirement.maxGapS, satelliteOfChannel);
  const holders = lastLooks.length;
  if (track === null) {
    return conclude(memory, { ...memory, level: 'lost', lastLooks: [], neitherSinceUs: null }, atUs, {
      holders,
      positionSigmaM: Number.NaN,
      reason: 'the track was dropped',
    });
  }
  assert(track.id === memory.trackId, 'custody memory belongs to the track');
  const phase = custodyPhaseOf(track.phase);
  const limitM = requirement.positionErrorM[phase];
  const positionSigmaM = positionSigmaOf(track);
  const met = holders >= requirement.minSensors || positionSigmaM <= limitM;
  const neitherSinceUs = met ? null : (memory.neitherSinceUs ?? atUs);
  const level = custodyLevel(
    {
      distinctSatellites: holders,
      errorM: positionSigmaM,
      phase,
      neitherForS: neitherSinceUs === null ? 0 : sFromUs(atUs - neitherSinceUs),
      before: memory.level,
    },
    requirement,
  );
  const reason =
    `${holders} ${holders === 1 ? 'satellite' : 'satellites'} in the last ${grouped(requirement.maxGapS)} s ` +
    `(${requirement.minSensors} required), position known to ${lengthText(positionSigmaM)} ` +
    `(${lengthText(limitM)} required in ${phase})`;
  return conclude(memory, { trackId: memory.trackId, level, lastLooks, neitherSinceUs }, atUs, {
    holders,
    positionSigmaM,
    reason,
  });
}

function conclude(
  before: CustodyMemory,
  memory: CustodyMemory,
  atUs: SimTimeUs,
  found: Pick<CustodyState, 'holders' | 'positionSigmaM' | 'reason'>,
): CustodyUpdate {
  const { trackId, level } = memory;
  const events: OperateEvent[] =
    level === before.level
      ? []
      : [{ kind: 'custody-changed', atUs, trackId, from: before.level, to: level, reason: found.reason }];
  return { memory, state: { trackId, atUs, level, ...found }, events };
}

function looksInWindow(
  memory: CustodyMemory,
  looks: readonly AssociatedLook[],
  atUs: SimTimeUs,
  maxGapS: number,
  satelliteOfChannel: ArrayLike<number>,
): CustodyMemory['lastLooks'] {
  const newest = new Map(memory.lastLooks.map((look) => [look.satelliteIndex, look.scanAtUs]));
  for (const look of looks) {
    if (look.trackId !== memory.trackId || look.scanAtUs > atUs) continue;
    const satelliteIndex = satelliteOfChannel[look.channelIndex];
    assert(satelliteIndex !== undefined, `channel ${look.channelIndex} is on a satellite`);
    newest.set(satelliteIndex, Math.max(look.scanAtUs, newest.get(satelliteIndex) ?? look.scanAtUs));
  }
  const fromUs = atUs - Math.round(maxGapS * US_PER_S);
  return [...newest]
    .filter(([, scanAtUs]) => scanAtUs >= fromUs)
    .toSorted((a, b) => a[0] - b[0])
    .map(([satelliteIndex, scanAtUs]) => ({ satelliteIndex, scanAtUs }));
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
