/**
 * Which satellites had an associated look at one object, by sensor kind and second: six bytes a look while it is filled, two once it is put in
 * order. Looks may come in any order of time; each satellite has at most one of a kind in a second.
 */
export class LookLog {
  #seconds = new Uint32Array(64);
  /** Satellite, and the sensor kind above it. */
  #lookers = new Uint32Array(64);
  #count = 0;

  add(kindIndex: number, satelliteIndex: number, second: number): void {
    if (this.#count === this.#seconds.length) {
      this.#seconds = doubled(this.#seconds);
      this.#lookers = doubled(this.#lookers);
    }
    this.#seconds[this.#count] = second;
    this.#lookers[this.#count] = kindIndex * KIND + satelliteIndex;
    this.#count++;
  }

  /** The looks of one sensor kind in order of time. `secondCount`: seconds from 0 that it is asked about. */
  ofKind(kindIndex: number, secondCount: number): SecondLooks {
    return this.#inOrder(secondCount, (looker) => Math.floor(looker / KIND) === kindIndex);
  }

  /** The looks of all kinds in order of time; a satellite that looks with two kinds stands there twice. */
  ofAll(secondCount: number): SecondLooks {
    return this.#inOrder(secondCount, () => true);
  }

  #inOrder(secondCount: number, isWanted: (looker: number) => boolean): SecondLooks {
    const start = new Uint32Array(secondCount + 1);
    for (let row = 0; row < this.#count; row++) {
      const second = this.#seconds[row]!;
      if (second < secondCount && isWanted(this.#lookers[row]!)) start[second + 1]!++;
    }
    for (let second = 0; second < secondCount; second++) start[second + 1]! += start[second]!;
    const satellites = new Uint16Array(start[secondCount]!);
    const next = start.slice();
    for (let row = 0; row < this.#count; row++) {
      const second = this.#seconds[row]!;
      const looker = this.#lookers[row]!;
      if (second < secondCount && isWanted(looker)) satellites[next[second]!++] = looker % KIND;
    }
    return { start, satellites };
  }
}

/** Satellites are numbered in 16 bits, as channels are. */
const KIND = 65_536;

/** Looks by second: those of second s are `satellites[start[s]] .. satellites[start[s + 1]]`. */
export interface SecondLooks {
  readonly start: Uint32Array;
  readonly satellites: Uint16Array;
}

/** Distinct satellites in the `windowS` seconds up to one second, that second included. */
export function distinctSatellites(
  { start, satellites }: SecondLooks,
  second: number,
  windowS: number,
): number {
  const from = start[Math.max(0, Math.ceil(second - windowS))] ?? 0;
  return new Set(satellites.subarray(from, start[second + 1])).size;
}

/** The satellites of one second, each once, ascending. */
export function satellitesAt({ start, satellites }: SecondLooks, second: number): readonly number[] {
  const own = satellites.subarray(start[second], start[second + 1]);
  return [...new Set(own)].toSorted((a, b) => a - b);
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * column.length);
  larger.set(column);
  return larger;
}
