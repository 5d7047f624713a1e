import { EMPTY_PICTURE } from '../picture/picture.ts';
import type { Picture, PictureChanges } from '../picture/picture.ts';
import type { TrackRecord } from '../picture/records.ts';

/** Something that is told: the picture after it, what changed, and states that can no longer change. */
export interface Moment {
  readonly picture: Picture;
  readonly changes: PictureChanges;
  readonly finals: readonly TrackRecord[];
  /** Of a whole second; between two of them tracks alone are told, to those who are told at once. */
  readonly isWhole: boolean;
}

export interface NumberedMoment extends Moment {
  readonly number: number;
}

/**
 * Moments that are told later than they were: kept as long as the latest of those who are told later needs them. What was before the service
 * started, or before anybody was to be told so late, is not known and told to nobody.
 */
export class Past {
  #keepS = 0;
  #number = 0;
  #moments: NumberedMoment[] = [];

  /** @param keepS - The greatest latency of anybody. */
  keep(keepS: number): void {
    this.#keepS = keepS;
    if (keepS === 0) this.#moments = [];
  }

  remember(moment: Moment): void {
    if (this.#keepS === 0 || !moment.isWhole) return;
    this.#moments.push({ ...moment, number: ++this.#number });
    // One from before the oldest that may be asked for is kept: seconds without a step show what was before them.
    const oldest = secondOf(moment) - this.#keepS;
    const first = this.#moments.findLastIndex((each) => secondOf(each) <= oldest);
    if (first > 0) this.#moments.splice(0, first);
  }

  /** The newest moment of a second or of one before it; null when none is known. */
  at(second: number): NumberedMoment | null {
    return this.#moments.findLast((each) => secondOf(each) <= second) ?? null;
  }

  /** What came after a moment and up to a second, in order. */
  since(number: number, throughSecond: number): readonly NumberedMoment[] {
    return this.#moments.filter((each) => each.number > number && secondOf(each) <= throughSecond);
  }

  pictureAt(second: number): Picture {
    return this.at(second)?.picture ?? EMPTY_PICTURE;
  }
}

function secondOf({ picture }: Moment): number {
  return picture.second ?? Number.NEGATIVE_INFINITY;
}
