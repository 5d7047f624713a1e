import type { SimTimeUs } from '../../foundation/index.ts';
import type { Tasking, TrackId } from '../../messages/index.ts';
import type { AimedTrack } from './aim-problem.ts';
import { narrowChannels, planFields } from './field-plan.ts';
import type { FieldPlan } from './field-plan.ts';
import { Wishes, inForceAt, isPlace, placesOf } from './look-requests.ts';
import type { LookRequest } from './look-requests.ts';
import type { Outlooks } from './prospects.ts';
import { taskingFor, watchersAhead } from './tasking-for.ts';
import type { TaskedTrack } from './tasking-for.ts';
import type { TaskingRules } from './tasking-rules.ts';

/** Who was told what; never changed, only replaced. */
export interface TaskBook {
  /** The newest tasking of each track. */
  readonly taskings: ReadonlyMap<TrackId, Tasking>;
  /** Where the narrow fields are to look; null before the first plan. */
  readonly fieldPlan: FieldPlan | null;
  /** What operators asked for, as long as it is in force. */
  readonly requests: readonly LookRequest[];
}

export const EMPTY_TASK_BOOK: TaskBook = { taskings: new Map(), fieldPlan: null, requests: [] };

/** Taken for the probability that a new object is a threat until a decision says more. */
const UNDECIDED_PROB = 0.5;
/** What an object counts, besides the probability that it is a threat: no object is given up. Notional. */
const LEAST_WEIGHT = 0.1;

/**
 * The taskings of one whole second: of tracks that are new or newly asked for, and of all of them when it is their turn. Narrow fields are planned again, for all
 * tracks together, when their plan ends or does not know a track.
 */
export function assignTasks(
  before: TaskBook,
  tracks: readonly TaskedTrack[],
  atUs: SimTimeUs,
  outlooks: Outlooks,
  rules: TaskingRules,
): { readonly book: TaskBook; readonly issued: readonly Tasking[] } {
  const isTurn = atUs % rules.renewalUs === 0;
  const requests = inForceAt(before.requests, tracks, atUs);
  const wishes = new Wishes(requests);
  const places = placesOf(requests, atUs, outlooks.ownSide);
  const all = places.length === 0 ? tracks : [...tracks, ...places];
  const due = all
    .filter(({ trackId }) => isTurn || !before.taskings.has(trackId) || wishes.isNew(trackId, atUs))
    .map((track) => ({
      ...track,
      weight: (LEAST_WEIGHT + (track.threatProb ?? UNDECIDED_PROB)) * wishes.priorityOf(track.trackId),
      prospects: watchersAhead(track, rules, outlooks),
    }))
    .map((track) => (isPlace(track.trackId) ? onlyAsked(track, wishes) : track));
  const fields = narrowChannels(outlooks.ownSide);
  const isOver = (plan: FieldPlan): boolean =>
    plan.untilUs <= atUs + rules.commandLatencyUs ||
    wishes.anySince(plan.issuedAtUs) ||
    due.some(({ trackId }) => !plan.looks.has(trackId));
  const old = before.fieldPlan;
  const fieldPlan =
    isTurn && fields.length > 0 && due.length > 0 && (old === null || isOver(old))
      ? planFields(fields, due, atUs, old, rules, outlooks, wishes)
      : old;
  const issued = due.map((track) => {
    const fromUs = track.issuedAtUs + rules.commandLatencyUs;
    const planned = (fieldPlan?.looks.get(track.trackId) ?? []).filter((look) => look.untilUs > fromUs);
    return taskingFor(track, track.prospects, planned, wishes.askedFor(track.trackId), rules, outlooks);
  });
  const newest = new Map(issued.map((tasking) => [tasking.trackId, tasking]));
  const taskings = new Map<TrackId, Tasking>();
  for (const { trackId } of all) {
    const tasking = newest.get(trackId) ?? before.taskings.get(trackId);
    if (tasking !== undefined) taskings.set(trackId, tasking);
  }
  return { book: { taskings, fieldPlan, requests }, issued };
}

/** A place is looked at by whoever was asked to, and by nobody else. */
function onlyAsked(track: AimedTrack, wishes: Wishes): AimedTrack {
  const asked = wishes.askedFor(track.trackId);
  return { ...track, prospects: track.prospects.filter(({ channelIndex }) => asked.has(channelIndex)) };
}
