import { US_PER_S, present } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { LOOK_STAGES } from '../../messages/index.ts';
import type { LookTarget, LooksCommand, Track, TrackId } from '../../messages/index.ts';
import { earthAngleRad, inertialFromRotating, itrfFromGeodeticInto } from '../../physics/index.ts';
import { STAGE_SIGNAL, narrowGazeOf } from '../../sensors/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import type { Outlooks } from './prospects.ts';
import { LEAST_DETECTION_PROB } from './tasking-rules.ts';
import type { TaskingRules } from './tasking-rules.ts';
import type { TaskedTrack } from './tasking-for.ts';

/** An operator's wish for looks, while it is in force. */
export interface LookRequest {
  readonly commandId: string;
  readonly target: LookTarget;
  /** Who may serve it. */
  readonly channelIndices: readonly number[];
  /** A satellite that was named gives all it has; of all satellites together only a few narrow fields are taken from what else they do. */
  readonly isOfOneSatellite: boolean;
  readonly fromUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
  readonly priority: number;
}

/** Requests in force at one time. */
export const MOST_LOOK_REQUESTS = 100;
/** Narrow fields that one request takes when it names no satellite. */
const MOST_FIELDS_OF_A_REQUEST = 2;
/** Whether somebody can see the target is asked at so many instants of the time, ... */
const SAMPLES = 12;
/** ... but not oftener than this, s. */
const LEAST_SAMPLE_S = 5;
/** How exactly a place is meant, m: what is seen within five times that counts as seen there. Notional. */
const PLACE_SIGMA_M = 5_000;

/** A look fails at the first of these; said of the one that comes farthest. */
const WHY_NOT: Readonly<Record<string, string>> = {
  geometry: 'the Earth is between, or no field looks there',
  limb: 'the line of sight passes too near to the ground',
  Sun: 'the Sun is too near to the line of sight',
  range: 'it is too far away',
  signal: 'it would be too faint against its background',
};

export type RequestOutcome =
  | { readonly ok: true; readonly request: LookRequest; readonly reason: string }
  | { readonly ok: false; readonly reason: string };

const PLACE_PREFIX = 'place:';

/** What taskings of a request go by: the track, or a name of its own for a place. */
export function targetIdOf({ target, commandId }: Pick<LookRequest, 'target' | 'commandId'>): TrackId {
  return target.kind === 'track' ? target.trackId : `${PLACE_PREFIX}${commandId}`;
}

/** Is what a tasking is about a place, and not a track? */
export function isPlace(trackId: TrackId): boolean {
  return trackId.startsWith(PLACE_PREFIX);
}

/** Takes a wish in, or says why nobody can meet it. */
export function requestFrom(
  command: LooksCommand,
  atUs: SimTimeUs,
  tracks: readonly TaskedTrack[],
  before: readonly LookRequest[],
  rules: TaskingRules,
  outlooks: Outlooks,
): RequestOutcome {
  const { ownSide } = outlooks;
  const { target, satelliteId, sensorId } = command;
  const channelIndices = ownSide.channels.flatMap(({ satelliteIndex, sensor }, index) =>
    (satelliteId === null || ownSide.satelliteIds[satelliteIndex] === satelliteId) &&
    (sensorId === null || sensor.id === sensorId)
      ? [index]
      : [],
  );
  if (channelIndices.length === 0) {
    return { ok: false, reason: `there is no ${sensorId ?? 'sensor'} on ${satelliteId ?? 'any satellite'}` };
  }
  if (before.length >= MOST_LOOK_REQUESTS) {
    return { ok: false, reason: `${MOST_LOOK_REQUESTS} requests are in force, which is the limit` };
  }
  const request: LookRequest = {
    commandId: command.id,
    target,
    channelIndices,
    isOfOneSatellite: satelliteId !== null,
    fromUs: atUs,
    untilUs: atUs + command.durationS * US_PER_S,
    priority: command.priority,
  };
  const aim =
    target.kind === 'place'
      ? placeOf(request, ownSide)
      : tracks.find(({ trackId }) => trackId === target.trackId);
  if (aim === undefined) return { ok: false, reason: `there is no track ${targetIdOf(request)} now` };
  return feasible(request, aim, rules, outlooks);
}

/** Can any of the channels see the target at any time of the request, and if none, what hinders the one that comes farthest? */
function feasible(
  request: LookRequest,
  aim: TaskedTrack,
  rules: TaskingRules,
  outlooks: Outlooks,
): RequestOutcome {
  const firstUs = aim.issuedAtUs + rules.commandLatencyUs;
  const lengthS = (request.untilUs - firstUs) / US_PER_S;
  const stepUs = Math.ceil(Math.max(LEAST_SAMPLE_S, lengthS / SAMPLES)) * US_PER_S;
  let farthest = 0;
  for (let atUs = firstUs; atUs < request.untilUs; atUs += stepUs) {
    for (const channelIndex of request.channelIndices) {
      const stage = stageOf(channelIndex, aim.trackAt(atUs), outlooks);
      if (stage > STAGE_SIGNAL) {
        const { satelliteIndex, sensor } = present(outlooks.ownSide.channels[channelIndex]);
        const who = `${sensor.id} of ${outlooks.ownSide.satelliteIds[satelliteIndex] ?? ''}`;
        const inS = Math.round((atUs - request.fromUs) / US_PER_S);
        return { ok: true, request, reason: `${who} can see it in ${inS} s` };
      }
      farthest = Math.max(farthest, stage);
    }
  }
  const hindrance = LOOK_STAGES[farthest] ?? 'geometry';
  const why = lengthS > 0 ? (WHY_NOT[hindrance] ?? hindrance) : 'it ends before a command reaches anybody';
  return { ok: false, reason: `none of the sensors asked can see it in that time: ${why}` };
}

/** The stage at which a look fails; beyond `STAGE_SIGNAL` when it does not. */
function stageOf(channelIndex: number, { atUs, state, phase }: Track, outlooks: Outlooks): number {
  const outlook = outlooks.at(atUs);
  const channel = present(outlooks.ownSide.channels[channelIndex]);
  const stage = outlook.stageOf(channel, state[0] ?? 0, state[1] ?? 0, state[2] ?? 0);
  if (stage < STAGE_SIGNAL) return stage;
  return outlook.detectionProb(channel, phase) < LEAST_DETECTION_PROB ? STAGE_SIGNAL : STAGE_SIGNAL + 1;
}

/** Requests that are still to be served. A track that is gone takes its requests with it. */
export function inForceAt(
  requests: readonly LookRequest[],
  tracks: readonly TaskedTrack[],
  atUs: SimTimeUs,
): readonly LookRequest[] {
  if (requests.length === 0) return requests;
  const known = new Set(tracks.map(({ trackId }) => trackId));
  return requests.filter(
    (each) => each.untilUs > atUs && (each.target.kind === 'place' || known.has(each.target.trackId)),
  );
}

/** The places that are asked for, as if a missile rose from each: that is what one looks for there. */
export function placesOf(
  requests: readonly LookRequest[],
  atUs: SimTimeUs,
  ownSide: OwnSide,
): readonly TaskedTrack[] {
  return requests
    .filter(({ target }) => target.kind === 'place')
    .map((request) => ({ ...placeOf(request, ownSide), issuedAtUs: atUs }));
}

function placeOf(request: LookRequest, { earth }: OwnSide): TaskedTrack {
  const { target, fromUs } = request;
  const itrfM = new Float64Array(6);
  if (target.kind === 'place') itrfFromGeodeticInto(itrfM, 0, target);
  const trackId = targetIdOf(request);
  const trackAt = (atUs: SimTimeUs): Track => ({
    id: trackId,
    atUs,
    phase: 'boost',
    phaseProbs: { boost: 1, coast: 0, reentry: 0, glide: 0 },
    state: [...inertialFromRotating(itrfM, earthAngleRad(earth, atUs))],
    covariance: PLACE_COVARIANCE,
    firstDetectedAtUs: fromUs,
    firstPositionM: [0, 0, 0],
    confirmedAtUs: fromUs,
    cutoffAtUs: null,
    lastDetectedAtUs: fromUs,
    boostSeen: false,
    existenceProb: 1,
  });
  return { trackId, trackAt, issuedAtUs: fromUs, threatProb: null };
}

/** Of position and velocity; the error of the position is the root of its trace. */
const PLACE_COVARIANCE: readonly number[] = Array.from({ length: 36 }, (_, at) =>
  at % 7 === 0 && at < 21 ? PLACE_SIGMA_M ** 2 / 3 : 0,
);

/** What the requests in force ask of the sharing out. */
export class Wishes {
  readonly #byTarget: ReadonlyMap<TrackId, readonly LookRequest[]>;
  readonly #requests: readonly LookRequest[];

  constructor(requests: readonly LookRequest[]) {
    this.#requests = requests;
    this.#byTarget = Map.groupBy(requests, targetIdOf);
  }

  /** Is there a request that begins now? Its target is tasked at once. */
  isNew(trackId: TrackId, atUs: SimTimeUs): boolean {
    return this.#byTarget.get(trackId)?.some(({ fromUs }) => fromUs === atUs) ?? false;
  }

  /** Has one begun since? */
  anySince(atUs: SimTimeUs): boolean {
    return this.#requests.some(({ fromUs }) => fromUs > atUs);
  }

  priorityOf(trackId: TrackId): number {
    return this.#byTarget.get(trackId)?.reduce((most, { priority }) => Math.max(most, priority), 0) ?? 1;
  }

  /** Channels that were asked for looks at a target; empty of most. */
  askedFor(trackId: TrackId): ReadonlySet<number> {
    return new Set(this.#byTarget.get(trackId)?.flatMap(({ channelIndices }) => channelIndices) ?? []);
  }

  /** Narrow fields that follow what they were asked to: of two requests for one field the first is served. */
  fieldsHeld(
    tracks: readonly TaskedTrack[],
    atUs: SimTimeUs,
    outlooks: Outlooks,
  ): ReadonlyMap<number, TrackId> {
    const held = new Map<number, TrackId>();
    for (const request of this.#requests) {
      const trackId = targetIdOf(request);
      const aim = tracks.find((each) => each.trackId === trackId);
      if (aim === undefined) continue;
      const ahead = aim.trackAt(Math.max(atUs, aim.issuedAtUs));
      const able = request.channelIndices
        .filter((index) => narrowGazeOf(present(outlooks.ownSide.channels[index]).sensor) !== null)
        .filter((index) => !held.has(index))
        .flatMap((index) =>
          stageOf(index, ahead, outlooks) > STAGE_SIGNAL
            ? [{ index, rangeM: outlooks.at(ahead.atUs).look.rangeM }]
            : [],
        )
        .toSorted((a, b) => a.rangeM - b.rangeM || a.index - b.index);
      const taken = request.isOfOneSatellite ? able : able.slice(0, MOST_FIELDS_OF_A_REQUEST);
      for (const { index } of taken) held.set(index, trackId);
    }
    return held;
  }
}

export const NO_WISHES: Wishes = new Wishes([]);
