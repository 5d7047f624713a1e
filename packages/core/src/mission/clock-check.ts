import { usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { Reject } from '../messages/index.ts';
import { rejectAll } from './scan-part.ts';
import type { ScanPart } from './scan-part.ts';

/** How many parts that follow in the stream say whether a part's clock is right. */
const FOLLOWERS = 15;
/** A part may be this far ahead of those that follow it, us: reports come up to the late window late. */
const MOST_AHEAD_US: SimTimeUs = usFromS(10);
/** A time that lies this far from the others' is that of a wrong clock, us. */
const WRONG_CLOCK_US: SimTimeUs = usFromS(3_600);

/**
 * Lets parts through in the order of the stream, each when fifteen more have come, so that wrong clocks are told by those who follow. No
 * part of a stream whose reports come at most 10 s late is ever refused: nobody who follows is more than 10 s behind it. One that most of
 * its followers are behind by more would, if it were believed, make everything before it final. A jump ahead of more than an hour is
 * believed when nobody who follows stays behind; a jump back never is.
 */
export class ClockCheck {
  readonly #waiting: ScanPart[] = [];
  readonly #reject: Reject;
  #newestUs = Number.NEGATIVE_INFINITY;

  constructor(reject: Reject) {
    this.#reject = reject;
  }

  /** @returns The part that is old enough to be judged, if it is believed. */
  take(part: ScanPart): ScanPart | null {
    this.#waiting.push(part);
    return this.#waiting.length > FOLLOWERS ? this.#next() : null;
  }

  /** What still waits at the end of the stream. */
  *rest(): Generator<ScanPart, void, void> {
    while (this.#waiting.length > 0) {
      const part = this.#next();
      if (part !== null) yield part;
    }
  }

  #next(): ScanPart | null {
    const part = this.#waiting.shift();
    if (part === undefined) return null;
    const wrong = this.#whatIsWrongWith(part);
    if (wrong === null) {
      this.#newestUs = Math.max(this.#newestUs, stampUs(part));
      return part;
    }
    rejectAll(part.rows, wrong, this.#reject);
    return null;
  }

  #whatIsWrongWith(part: ScanPart): string | null {
    const stamp = stampUs(part);
    const newest = this.#newestUs;
    const isFirst = newest === Number.NEGATIVE_INFINITY;
    const isBehind = isFirst
      ? this.#most((each) => each > part.atUs + WRONG_CLOCK_US)
      : part.atUs < newest - WRONG_CLOCK_US;
    if (isBehind) return 'time more than an hour before that of the scans around it';
    if (!isFirst && stamp > newest + WRONG_CLOCK_US && !this.#allFollowTo(newest + WRONG_CLOCK_US)) {
      return 'time more than an hour after that of the scans around it';
    }
    if (this.#most((each) => each < stamp - MOST_AHEAD_US)) {
      return 'time more than 10 s after that of the scans that follow it';
    }
    return null;
  }

  /** Have all who follow passed that time, and are they enough to believe it? */
  #allFollowTo(time: SimTimeUs): boolean {
    return 2 * this.#waiting.length > FOLLOWERS && this.#waiting.every((each) => stampUs(each) > time);
  }

  /** Of the followers that are not late themselves. */
  #most(differs: (stamp: SimTimeUs) => boolean): boolean {
    let count = 0;
    let voters = 0;
    for (const each of this.#waiting) {
      const stamp = stampUs(each);
      if (stamp < this.#newestUs - MOST_AHEAD_US) continue;
      voters++;
      if (differs(stamp)) count++;
    }
    return 2 * count > voters;
  }
}

/** When a part came, as far as it says itself. */
function stampUs(part: ScanPart): SimTimeUs {
  return part.arrivedAtUs ?? part.atUs;
}
