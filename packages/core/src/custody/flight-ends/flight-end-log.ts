import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { FlightEnd, GlideFootprint, Track, TrackId } from '../../messages/index.ts';
import { glideFootprint, mayGlide } from '../glide-footprint/footprint.ts';
import { GLIDE_LAW } from '../glide-footprint/glide-law.ts';
import { NO_LAUNCH_YET, flightEnds, launchAfter } from './flight-ends.ts';
import type { FlightEndContext, LaunchMemory } from './flight-ends.ts';

/** What is told of how a flight ends: points, and the area of what may glide. */
export type TrackEnd = FlightEnd | GlideFootprint;

interface Followed {
  readonly memory: LaunchMemory;
  readonly lastRowUs: SimTimeUs;
  /** When the ends are told next. */
  readonly nextUs: SimTimeUs;
}

/** A track without a row for this long is over. */
const OVER_AFTER_US: SimTimeUs = 60 * US_PER_S;

/** Follows tracks row by row and tells the ends of their flights at even intervals; what it keeps is bounded by the tracks alive. */
export class FlightEndLog {
  readonly #context: FlightEndContext;
  readonly #everyUs: SimTimeUs;
  readonly #followed = new Map<TrackId, Followed>();

  /** @param everyUs - From one telling of a track's ends to the next. */
  constructor(context: FlightEndContext, everyUs: SimTimeUs) {
    this.#context = context;
    this.#everyUs = everyUs;
  }

  /**
   * The ends that are due after further rows of tracks.
   *
   * @param rows - In order of time; rows of several tracks mixed.
   */
  take(rows: readonly Track[]): readonly TrackEnd[] {
    const ends: TrackEnd[] = [];
    for (const row of rows) {
      const former = this.#followed.get(row.id);
      const memory = launchAfter(former?.memory ?? NO_LAUNCH_YET, row, this.#context);
      const nextUs = former?.nextUs ?? row.atUs;
      const due = row.atUs >= nextUs;
      if (due) ends.push(...flightEnds(memory, row, this.#context));
      if (due && mayGlide(row)) ends.push(glideFootprint(row, GLIDE_LAW, this.#context.earth));
      this.#followed.set(row.id, {
        memory,
        lastRowUs: row.atUs,
        nextUs: due ? row.atUs + this.#everyUs : nextUs,
      });
    }
    const last = rows.at(-1);
    if (last !== undefined) this.#forgetBefore(last.atUs - OVER_AFTER_US);
    return ends;
  }

  #forgetBefore(atUs: SimTimeUs): void {
    for (const [id, each] of this.#followed) if (each.lastRowUs < atUs) this.#followed.delete(id);
  }
}
