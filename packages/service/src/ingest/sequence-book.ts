/** Numbers this far behind a satellite's newest are too old to be told from ones that were used. */
const WINDOW = 1024;

export type SequenceVerdict = 'new' | 'duplicate' | 'too-old';

/** Of each satellite: its newest number, and those within the window that were used. */
export type SavedSequences = ReadonlyMap<
  string,
  { readonly newest: number; readonly used: readonly number[] }
>;

interface UsedNumbers {
  newest: number;
  /** One bit for each number of the window, at its remainder. */
  readonly bits: Uint32Array;
}

/** Which numbers satellites have used. Messages may overtake one another; none is taken twice. What is kept of a satellite does not grow. */
export class SequenceBook {
  readonly #bySatellite = new Map<string, UsedNumbers>();

  verdict(satelliteId: string, sequence: number): SequenceVerdict {
    const known = this.#bySatellite.get(satelliteId);
    if (known === undefined || sequence > known.newest) return 'new';
    if (sequence <= known.newest - WINDOW) return 'too-old';
    return isUsed(known, sequence) ? 'duplicate' : 'new';
  }

  use(satelliteId: string, sequence: number): void {
    const known = this.#bySatellite.get(satelliteId);
    if (known === undefined) {
      this.#bySatellite.set(satelliteId, usedNumbers(sequence, [sequence]));
      return;
    }
    // What the window moves on to stands where something older stood.
    const from = Math.max(known.newest + 1, sequence - WINDOW + 1);
    for (let each = from; each <= sequence; each++) setUsed(known, each, false);
    known.newest = Math.max(known.newest, sequence);
    if (sequence > known.newest - WINDOW) setUsed(known, sequence, true);
  }

  /** The message was not kept after all and may come again. */
  giveBack(satelliteId: string, sequence: number): void {
    const known = this.#bySatellite.get(satelliteId);
    if (known !== undefined && sequence > known.newest - WINDOW) setUsed(known, sequence, false);
  }

  get saved(): SavedSequences {
    return new Map(
      [...this.#bySatellite].map(([id, known]) => [id, { newest: known.newest, used: usedIn(known) }]),
    );
  }

  restore(saved: SavedSequences): void {
    for (const [id, { newest, used }] of saved) this.#bySatellite.set(id, usedNumbers(newest, used));
  }
}

function usedNumbers(newest: number, used: readonly number[]): UsedNumbers {
  const numbers = { newest, bits: new Uint32Array(WINDOW / 32) };
  for (const each of used) if (each > newest - WINDOW) setUsed(numbers, each, true);
  return numbers;
}

function usedIn(numbers: UsedNumbers): readonly number[] {
  const used: number[] = [];
  for (let each = Math.max(0, numbers.newest - WINDOW + 1); each <= numbers.newest; each++) {
    if (isUsed(numbers, each)) used.push(each);
  }
  return used;
}

function isUsed({ bits }: UsedNumbers, sequence: number): boolean {
  const place = sequence % WINDOW;
  return ((bits[place >>> 5]! >>> (place & 31)) & 1) === 1;
}

function setUsed({ bits }: UsedNumbers, sequence: number, used: boolean): void {
  const place = sequence % WINDOW;
  const bit = 1 << (place & 31);
  if (used) bits[place >>> 5]! |= bit;
  else bits[place >>> 5]! &= ~bit;
}
