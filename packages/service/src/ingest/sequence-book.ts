/** Numbers this far behind a satellite's newest are too old to be told from ones that were used. */
const WINDOW = 1024;

export type SequenceVerdict = 'new' | 'duplicate' | 'too-old';

/** Of each satellite: its newest number, and those within the window that were used. */
export type SavedSequences = ReadonlyMap<
  string,
  { readonly newest: number; readonly used: readonly number[] }
>;

/** Which numbers satellites have used. Messages may overtake one another; none is taken twice. */
export class SequenceBook {
  readonly #bySatellite = new Map<string, { newest: number; used: Set<number> }>();

  verdict(satelliteId: string, sequence: number): SequenceVerdict {
    const known = this.#bySatellite.get(satelliteId);
    if (known === undefined || sequence > known.newest) return 'new';
    if (sequence <= known.newest - WINDOW) return 'too-old';
    return known.used.has(sequence) ? 'duplicate' : 'new';
  }

  use(satelliteId: string, sequence: number): void {
    const known = this.#bySatellite.get(satelliteId);
    if (known === undefined) {
      this.#bySatellite.set(satelliteId, { newest: sequence, used: new Set([sequence]) });
      return;
    }
    known.used.add(sequence);
    known.newest = Math.max(known.newest, sequence);
    if (known.used.size <= 2 * WINDOW) return;
    for (const each of known.used) if (each <= known.newest - WINDOW) known.used.delete(each);
  }

  /** The message was not kept after all and may come again. */
  giveBack(satelliteId: string, sequence: number): void {
    this.#bySatellite.get(satelliteId)?.used.delete(sequence);
  }

  get saved(): SavedSequences {
    return new Map([...this.#bySatellite].map(([id, { newest, used }]) => [id, { newest, used: [...used] }]));
  }

  restore(saved: SavedSequences): void {
    for (const [id, { newest, used }] of saved) this.#bySatellite.set(id, { newest, used: new Set(used) });
  }
}
