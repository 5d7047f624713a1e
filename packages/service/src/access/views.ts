import type { Picture, PictureChanges } from '../picture/picture.ts';
import type { EventRecord } from '../picture/records.ts';
import { cutEvent, cutPicture, isEventSeen } from './cut-picture.ts';
import { entitlementKey, isWhole } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import type { Ground } from './ground.ts';
import { Past } from './past.ts';

/** What each entitlement may see now: the picture itself for the whole one; for others a cut, made once for each picture. */
export class Views {
  readonly past: Past = new Past();
  readonly ground: Ground;
  readonly #picture: () => Picture;
  readonly #cuts = new WeakMap<Picture, Map<string, Picture>>();

  constructor(ground: Ground, picture: () => Picture) {
    this.ground = ground;
    this.#picture = picture;
  }

  /** As late as the entitlement says, by the clock of operations. */
  now(entitlement: Entitlement): Picture {
    const picture = this.#picture();
    const { latencyS } = entitlement;
    const shown = latencyS === 0 ? picture : this.past.pictureAt((picture.second ?? 0) - latencyS);
    return this.cut(shown, entitlement);
  }

  cut(picture: Picture, entitlement: Entitlement): Picture {
    if (isWhole(entitlement)) return picture;
    const key = entitlementKey(entitlement);
    const cuts = this.#cuts.get(picture) ?? new Map<string, Picture>();
    this.#cuts.set(picture, cuts);
    let cut = cuts.get(key);
    if (cut === undefined) {
      cut = cutPicture(picture, entitlement, this.ground);
      cuts.set(key, cut);
    }
    return cut;
  }

  /** What happened in a second, of what an entitlement may see. */
  eventsOf(
    { events, whereabouts }: PictureChanges,
    second: number | null,
    entitlement: Entitlement,
  ): readonly EventRecord[] {
    if (isWhole(entitlement)) return events;
    return events
      .filter((each) => isEventSeen(each, whereabouts.get(each.trackId ?? ''), entitlement, this.ground))
      .map((each, index) => cutEvent(each, entitlement, second ?? 0, index + 1));
  }
}
