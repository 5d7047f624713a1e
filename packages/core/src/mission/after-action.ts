import type { EarthFixedTrack, MeasuredLook, Track, TrackId } from '../messages/index.ts';
import { reconstructed, summed } from '../reconstruction/index.ts';
import type { CoastFit, FlightRow, ResidualSum } from '../reconstruction/index.ts';
import { earthFixedRow } from './file-earth.ts';

/** One track looked back upon, relative to the rotating Earth. */
export interface SmoothedTrack {
  readonly trackId: TrackId;
  /** From its first look to its last row, in order of time; empty when its looks do not fix its flight. */
  readonly rows: readonly EarthFixedTrack[];
  /** One motion under gravity alone through all looks of its coast. */
  readonly coast:
    | (Pick<CoastFit, 'looks' | 'chiSquare' | 'freedom'> & { readonly row: EarthFixedTrack })
    | null;
}

interface Life {
  readonly rows: FlightRow[];
  readonly looks: MeasuredLook[];
}

/** Gathers what tracks took and what they were thought to do, to reconstruct them when all is in. Holds every look and row of every track. */
export class AfterAction {
  readonly #lives = new Map<TrackId, Life>();
  #residuals: readonly ResidualSum[] = [];

  take(rows: readonly Track[], looks: readonly MeasuredLook[]): void {
    for (const { id, atUs, phase, state, cutoffAtUs } of rows) {
      this.#lifeOf(id).rows.push({ id, atUs, phase, state, cutoffAtUs });
    }
    for (const look of looks) this.#lifeOf(look.trackId).looks.push(look);
  }

  #lifeOf(id: TrackId): Life {
    let life = this.#lives.get(id);
    if (life === undefined) {
      life = { rows: [], looks: [] };
      this.#lives.set(id, life);
    }
    return life;
  }

  /** Every track, in order of id. */
  *smoothed(): Generator<SmoothedTrack, void, void> {
    for (const [trackId, life] of [...this.#lives].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const found = life.rows.length === 0 ? null : reconstructed(life.rows, life.looks);
      if (found === null) {
        yield { trackId, rows: [], coast: null };
        continue;
      }
      this.#residuals = summed([...this.#residuals, ...found.residuals]);
      const { coast } = found;
      yield {
        trackId,
        rows: found.rows.map((row) => earthFixedRow(trackId, row)),
        coast:
          coast === null
            ? null
            : {
                row: earthFixedRow(trackId, { ...coast, phase: 'coast' }),
                looks: coast.looks,
                chiSquare: coast.chiSquare,
                freedom: coast.freedom,
              },
      };
    }
  }

  /** How well the looks of each satellite fit the flights reconstructed so far. */
  get residuals(): readonly ResidualSum[] {
    return this.#residuals;
  }
}
