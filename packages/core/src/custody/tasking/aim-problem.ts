import { present, sFromUs } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { TrackId, TrackPhase } from '../../messages/index.ts';
import { narrowGazeOf } from '../../sensors/index.ts';
import type { Channel, NarrowGaze } from '../../sensors/index.ts';
import { positionSigmaOf } from '../custody-state.ts';
import { canTurn } from './pointing-problem.ts';
import type { PointingProblem } from './pointing-problem.ts';
import type { Outlook, Outlooks, Prospect } from './prospects.ts';
import { LEAST_DETECTION_PROB } from './tasking-rules.ts';
import type { PointingRules } from './tasking-rules.ts';
import type { TaskedTrack } from './tasking-for.ts';

/** A track with what it counts and who sees it anyway. */
export interface AimedTrack extends TaskedTrack {
  readonly weight: number;
  /** Channels that need no pointing. */
  readonly prospects: readonly Prospect[];
}

/** A look that will be lost soon after counts this share of one that will not. Notional. */
const HANDED_OVER_WORTH = 0.8;
/** Half of a field's width must hold so many sigmas of the object's place. */
const FIELD_SIGMAS = 2;
/** An object this share of the field's width from another one's direction is not aimed at by itself: the field that follows the other sees it. */
const COMPANY_SHARE = 1 / 8;

/**
 * The choice before the narrow fields: what each could look at in each slot, as predicted.
 *
 * @param mayAim - Whom a channel may follow; it sees others besides all the same.
 */
export function aimProblem(
  fields: readonly number[],
  tracks: readonly AimedTrack[],
  fromUs: SimTimeUs,
  starts: readonly Float64Array[],
  rules: PointingRules,
  outlooks: Outlooks,
  mayAim: (channelIndex: number, trackId: TrackId) => boolean = () => true,
): PointingProblem {
  const { slotUs, slotCount } = rules;
  const { channels } = outlooks.ownSide;
  const gazes = fields.map((index) => present(narrowGazeOf(present(channels[index]).sensor)));
  const middles = Array.from({ length: slotCount }, (_, slot) => Math.round(fromUs + (slot + 0.5) * slotUs));
  const inSlot = middles.map((atUs) => new Places(tracks, atUs));
  const afterUs = fromUs + slotCount * slotUs + rules.handOverUs;
  const after = new Places(tracks, afterUs);
  const options = new OptionColumns();
  const frame = {
    fieldCount: fields.length,
    objectCount: tracks.length,
    slotCount,
    slotS: sFromUs(slotUs),
    dwellS: sFromUs(rules.dwellUs),
    weight: Float64Array.from(tracks, ({ weight }) => weight),
    sureLooks: Float64Array.from(tracks, ({ prospects }) =>
      prospects.reduce((sum, { prob }) => sum + prob, 0),
    ),
    sureDirections: tracks.map(({ prospects }) => Float64Array.from(prospects.flatMap(({ los }) => los))),
    slewRadPerS: Float64Array.from(gazes, (gaze) => gaze.slewRadPerS),
    settleS: Float64Array.from(gazes, (gaze) => gaze.settleS),
    startDirection: Float64Array.from(starts.flatMap((start) => [...start])),
    lineOfSight: linesOfSight(
      fields,
      present(inSlot[slotCount >> 1]),
      outlooks.at(present(middles[slotCount >> 1])),
      outlooks,
    ),
  };
  const seen = new SeenObjects(tracks.length);
  fields.forEach((channelIndex, field) => {
    const gaze = present(gazes[field]);
    const channel = present(channels[channelIndex]);
    for (let slot = 0; slot < slotCount; slot++) {
      seen.find(channel, gaze, present(inSlot[slot]), outlooks.at(present(middles[slot])));
      seen.discount(channel, after, outlooks.at(afterUs));
      options.addSlot(frame, field, slot, gaze, seen, (object) =>
        mayAim(channelIndex, tracks[object]?.trackId ?? ''),
      );
    }
    options.closeField();
  });
  return { ...frame, ...options.taken() };
}

/** Where all tracks are at one instant, and how well that is known. */
class Places {
  readonly count: number;
  /** Inertial, m, [track][x, y, z]. */
  readonly positions: Float64Array;
  readonly sigmaM: Float64Array;
  readonly phases: readonly TrackPhase[];

  constructor(tracks: readonly TaskedTrack[], atUs: SimTimeUs) {
    const predicted = tracks.map((track) => track.trackAt(atUs));
    this.count = tracks.length;
    this.positions = new Float64Array(3 * tracks.length);
    predicted.forEach(({ state }, track) => {
      for (let axis = 0; axis < 3; axis++) this.positions[3 * track + axis] = state[axis] ?? Number.NaN;
    });
    this.sigmaM = Float64Array.from(predicted, positionSigmaOf);
    this.phases = predicted.map(({ phase }) => phase);
  }
}

/** Directions from every field to every object at one instant. */
function linesOfSight(
  fields: readonly number[],
  { count, positions }: Places,
  { satellites }: Outlook,
  { ownSide }: Outlooks,
): Float64Array {
  const out = new Float64Array(3 * fields.length * count);
  let at = 0;
  for (const index of fields) {
    const offset = 3 * present(ownSide.channels[index]).satelliteIndex;
    const x = satellites[offset]!;
    const y = satellites[offset + 1]!;
    const z = satellites[offset + 2]!;
    for (let place = 0; place < 3 * count; place += 3) {
      const dx = positions[place]! - x;
      const dy = positions[place + 1]! - y;
      const dz = positions[place + 2]! - z;
      const range = Math.sqrt(dx * dx + dy * dy + dz * dz);
      out[at++] = dx / range;
      out[at++] = dy / range;
      out[at++] = dz / range;
    }
  }
  return out;
}

/** The objects that a field could see in a slot; one instance serves all. */
class SeenObjects {
  count = 0;
  readonly object: Int32Array;
  readonly worth: Float64Array;
  readonly direction: Float64Array;

  constructor(objects: number) {
    this.object = new Int32Array(objects);
    this.worth = new Float64Array(objects);
    this.direction = new Float64Array(3 * objects);
  }

  find(channel: Channel, { widthRad }: NarrowGaze, places: Places, outlook: Outlook): void {
    const { look } = outlook;
    const { positions, sigmaM } = places;
    this.count = 0;
    for (let object = 0; object < places.count; object++) {
      const x = positions[3 * object]!;
      if (!outlook.takes(channel, x, positions[3 * object + 1]!, positions[3 * object + 2]!)) continue;
      if (FIELD_SIGMAS * sigmaM[object]! > (look.rangeM * widthRad) / 2) continue;
      const prob = outlook.detectionProb(channel, places.phases[object]!);
      if (prob < LEAST_DETECTION_PROB) continue;
      this.object[this.count] = object;
      this.worth[this.count] = prob;
      this.direction[3 * this.count] = look.losX;
      this.direction[3 * this.count + 1] = look.losY;
      this.direction[3 * this.count + 2] = look.losZ;
      this.count++;
    }
  }

  /** Lessens the worth of those that the field will soon lose. */
  discount(channel: Channel, { positions }: Places, outlook: Outlook): void {
    for (let row = 0; row < this.count; row++) {
      const place = 3 * this.object[row]!;
      if (!outlook.takes(channel, positions[place]!, positions[place + 1]!, positions[place + 2]!)) {
        this.worth[row]! *= HANDED_OVER_WORTH;
      }
    }
  }

  cosine(a: number, b: number): number {
    const { direction } = this;
    return (
      direction[3 * a]! * direction[3 * b]! +
      direction[3 * a + 1]! * direction[3 * b + 1]! +
      direction[3 * a + 2]! * direction[3 * b + 2]!
    );
  }
}

type Options = Pick<
  PointingProblem,
  | 'optionStart'
  | 'optionSlot'
  | 'optionTarget'
  | 'optionDirection'
  | 'sightStart'
  | 'sightObject'
  | 'sightWorth'
>;

/** The options of one field after another. */
class OptionColumns {
  readonly #optionStart: number[] = [0];
  readonly #slot: number[] = [];
  readonly #target: number[] = [];
  readonly #direction: number[] = [];
  readonly #sightStart: number[] = [0];
  readonly #sightObject: number[] = [];
  readonly #sightWorth: number[] = [];

  /** What a field can follow in a slot, with all that it then sees besides; what it cannot turn to in time is left out. */
  addSlot(
    problem: Omit<PointingProblem, keyof Options>,
    field: number,
    slot: number,
    { widthRad }: NarrowGaze,
    seen: SeenObjects,
    mayAim: (object: number) => boolean,
  ): void {
    const nearCosine = Math.cos(widthRad * COMPANY_SHARE);
    const seenCosine = Math.cos(widthRad / 2);
    const aims: number[] = [];
    for (let row = 0; row < seen.count; row++) {
      if (!mayAim(seen.object[row]!)) continue;
      if (aims.some((aim) => seen.cosine(aim, row) > nearCosine)) continue;
      if (!canTurn(problem, field, -1, problem.startDirection, 3 * field, slot, seen.direction, 3 * row))
        continue;
      aims.push(row);
      this.#slot.push(slot);
      this.#target.push(seen.object[row]!);
      this.#direction.push(
        seen.direction[3 * row]!,
        seen.direction[3 * row + 1]!,
        seen.direction[3 * row + 2]!,
      );
      for (let other = 0; other < seen.count; other++) {
        if (other !== row && seen.cosine(row, other) <= seenCosine) continue;
        this.#sightObject.push(seen.object[other]!);
        this.#sightWorth.push(seen.worth[other]!);
      }
      this.#sightStart.push(this.#sightObject.length);
    }
  }

  closeField(): void {
    this.#optionStart.push(this.#slot.length);
  }

  taken(): Options {
    return {
      optionStart: Int32Array.from(this.#optionStart),
      optionSlot: Uint8Array.from(this.#slot),
      optionTarget: Int32Array.from(this.#target),
      optionDirection: Float64Array.from(this.#direction),
      sightStart: Int32Array.from(this.#sightStart),
      sightObject: Int32Array.from(this.#sightObject),
      sightWorth: Float64Array.from(this.#sightWorth),
    };
  }
}
