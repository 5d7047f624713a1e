import { present } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { PlannedLook, TrackId } from '../../messages/index.ts';
import { narrowGazeOf, parkedDirection, turnUs } from '../../sensors/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import { aimProblem } from './aim-problem.ts';
import type { AimedTrack } from './aim-problem.ts';
import { choosePointings } from './choose-pointings.ts';
import { NO_WISHES, isPlace } from './look-requests.ts';
import type { Wishes } from './look-requests.ts';
import type { PointingProblem } from './pointing-problem.ts';
import type { Outlooks } from './prospects.ts';
import type { TaskingRules } from './tasking-rules.ts';

/** A look of a narrow field at a track. */
export type FieldLook = Omit<PlannedLook, 'losesAtUs'>;

/** Where a narrow field points from an instant on: unit vector, inertial. */
interface Aim {
  readonly fromUs: SimTimeUs;
  /** It follows until then, and then waits. */
  readonly untilUs: SimTimeUs;
  /** Whom it follows; null of one that was never sent anywhere. */
  readonly trackId: TrackId | null;
  readonly direction: Float64Array;
}

/** Who looks where, for all narrow fields together; kept until the next one. */
export interface FieldPlan {
  readonly issuedAtUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
  readonly looks: ReadonlyMap<TrackId, readonly FieldLook[]>;
  /** Of each narrow field by its channel, in order of time; the first is where it pointed before. */
  readonly aims: ReadonlyMap<number, readonly Aim[]>;
}

/** Found once for each own side: it is asked every second. */
const narrowOf = new WeakMap<OwnSide['channels'], readonly number[]>();

/** The channels that have to be pointed. */
export function narrowChannels({ channels }: Pick<OwnSide, 'channels'>): readonly number[] {
  const known = narrowOf.get(channels);
  if (known !== undefined) return known;
  const found = channels.flatMap(({ sensor }, index) => (narrowGazeOf(sensor) === null ? [] : [index]));
  narrowOf.set(channels, found);
  return found;
}

/**
 * Plans all narrow fields for the time ahead.
 *
 * @param fields - The channels that have to be pointed.
 * @param before - The plan that holds until this one is obeyed; it tells where the fields will point then.
 * @param wishes - Of operators: a field that was asked for follows what it was asked to, as far as it can.
 */
export function planFields(
  fields: readonly number[],
  tracks: readonly AimedTrack[],
  issuedAtUs: SimTimeUs,
  before: FieldPlan | null,
  rules: TaskingRules,
  outlooks: Outlooks,
  wishes: Wishes = NO_WISHES,
): FieldPlan {
  const { slotUs, slotCount } = rules.pointing;
  const fromUs = issuedAtUs + rules.commandLatencyUs;
  const { channels } = outlooks.ownSide;
  const { satellites } = outlooks.at(fromUs);
  const starts = fields.map(
    (index): Aim =>
      aimAt(before, index, fromUs) ?? {
        fromUs: Number.NEGATIVE_INFINITY,
        untilUs: Number.NEGATIVE_INFINITY,
        trackId: null,
        direction: parkedDirection(satellites, 3 * present(channels[index]).satelliteIndex),
      },
  );
  const held = wishes.fieldsHeld(tracks, fromUs, outlooks);
  const problem = aimProblem(
    fields,
    tracks,
    fromUs,
    starts.map(({ direction }) => direction),
    rules.pointing,
    outlooks,
    (channelIndex, trackId) =>
      (held.get(channelIndex) ?? trackId) === trackId && (held.has(channelIndex) || !isPlace(trackId)),
  );
  const { chosen } = choosePointings(problem);
  fields.forEach((channelIndex, field) => {
    if (held.has(channelIndex)) useEverySlot(chosen, field, problem);
  });
  const looks = new Map<TrackId, FieldLook[]>(tracks.map(({ trackId }) => [trackId, []]));
  const aims = new Map<number, readonly Aim[]>();
  fields.forEach((channelIndex, field) => {
    const gaze = present(narrowGazeOf(present(channels[channelIndex]).sensor));
    let last: Aim = { ...present(starts[field]), fromUs: Number.NEGATIVE_INFINITY };
    const own: Aim[] = [last];
    let freeUs = fromUs;
    for (let slot = 0; slot < slotCount; slot++) {
      const option = chosen[field * slotCount + slot]!;
      if (option < 0) continue;
      const direction = problem.optionDirection.slice(3 * option, 3 * option + 3);
      const startUs = fromUs + slot * slotUs;
      const { trackId } = present(tracks[problem.optionTarget[option]!]);
      const goesOn = trackId === last.trackId && last.untilUs >= startUs;
      const turningUs = goesOn ? 0 : turnUs(gaze, last.direction, direction);
      // A field that had nothing to do in the slot before turns then.
      const steerUs = Math.max(freeUs, startUs - turningUs);
      const untilUs = startUs + slotUs;
      const stretch = { channelIndex, fromUs: steerUs + turningUs, untilUs };
      for (let sight = problem.sightStart[option]!; sight < problem.sightStart[option + 1]!; sight++) {
        const object = problem.sightObject[sight]!;
        const isTarget = object === problem.optionTarget[option];
        looks.get(present(tracks[object]).trackId)?.push({ ...stretch, steerUs: isTarget ? steerUs : null });
      }
      last = { fromUs: steerUs, untilUs, trackId, direction };
      own.push(last);
      freeUs = untilUs;
    }
    aims.set(channelIndex, own);
  });
  return { issuedAtUs, untilUs: fromUs + slotCount * slotUs, looks, aims };
}

/** A field that was asked for looks in every slot in which it can, worth something or not: its options are of one target. */
function useEverySlot(chosen: Int32Array, field: number, problem: PointingProblem): void {
  const { slotCount, optionStart, optionSlot } = problem;
  for (let option = optionStart[field]!; option < optionStart[field + 1]!; option++) {
    const place = field * slotCount + optionSlot[option]!;
    if (chosen[place]! < 0) chosen[place] = option;
  }
}

/** Where a plan has a field point at an instant; null when it knows nothing of the field. */
function aimAt(plan: FieldPlan | null, channelIndex: number, atUs: SimTimeUs): Aim | null {
  return plan?.aims.get(channelIndex)?.findLast((aim) => aim.fromUs < atUs) ?? null;
}
