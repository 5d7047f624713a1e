import type { ObservedBlock } from './observed-block.ts';
import { GrowingColumn } from './growing-columns.ts';

/** Looks and false alarms of one scan after another, in columns. */
export class ScanColumns {
  readonly #looks: {
    readonly [K in 'channelIndex' | 'objectIndex' | 'background' | 'snr' | 'los']: GrowingColumn;
  };
  readonly #alarms: { readonly [K in 'channelIndex' | 'snr' | 'los']: GrowingColumn };
  readonly #saturated = new GrowingColumn(16);
  readonly #lookStart: number[] = [0];
  readonly #alarmStart: number[] = [0];
  readonly #saturatedStart: number[] = [0];

  /** @param looks - About how many looks there will be, and how many false alarms. */
  constructor(looks: number, alarms: number) {
    this.#looks = {
      channelIndex: newColumn(looks),
      objectIndex: newColumn(looks),
      background: newColumn(looks),
      snr: newColumn(looks),
      los: newColumn(3 * looks),
    };
    this.#alarms = { channelIndex: newColumn(alarms), snr: newColumn(alarms), los: newColumn(3 * alarms) };
  }

  /** @param direction - Inertial; kept Earth-fixed, by the cosine and sine of the Earth's angle. */
  addLook(
    channel: number,
    object: number,
    background: number,
    snr: number,
    direction: Float64Array,
    cosEarth: number,
    sinEarth: number,
  ): void {
    this.#looks.channelIndex.push(channel);
    this.#looks.objectIndex.push(object);
    this.#looks.background.push(background);
    this.#looks.snr.push(snr);
    pushItrf(this.#looks.los, direction, cosEarth, sinEarth);
  }

  addAlarm(channel: number, snr: number, direction: Float64Array, cosEarth: number, sinEarth: number): void {
    this.#alarms.channelIndex.push(channel);
    this.#alarms.snr.push(snr);
    pushItrf(this.#alarms.los, direction, cosEarth, sinEarth);
  }

  /** Of the scan that is still open. */
  forEachLook(take: (object: number, channel: number) => void): void {
    const { channelIndex, objectIndex } = this.#looks;
    for (let row = this.#lookStart.at(-1)!; row < channelIndex.length; row++) {
      take(objectIndex.at(row), channelIndex.at(row));
    }
  }

  /**
   * Leaves every channel of the open scan its strongest detections, as many as a frame of it holds, and notes those that had more.
   *
   * @param limitOf - How many a frame of a channel holds; null: any number.
   * @param lost - Told of every look that is dropped.
   */
  saturate(
    limitOf: (channel: number) => number | null,
    lost: (object: number, channel: number) => void,
  ): void {
    const lookFrom = this.#lookStart.at(-1)!;
    const alarmFrom = this.#alarmStart.at(-1)!;
    const rows = new Map<
      number,
      { readonly snr: number; readonly row: number; readonly isLook: boolean }[]
    >();
    const note = (
      columns: { channelIndex: GrowingColumn; snr: GrowingColumn },
      from: number,
      isLook: boolean,
    ): void => {
      for (let row = from; row < columns.snr.length; row++) {
        const channel = columns.channelIndex.at(row);
        if (limitOf(channel) === null) continue;
        const entry = { snr: columns.snr.at(row), row, isLook };
        const known = rows.get(channel);
        if (known === undefined) rows.set(channel, [entry]);
        else known.push(entry);
      }
    };
    note(this.#looks, lookFrom, true);
    note(this.#alarms, alarmFrom, false);
    const lostLooks = new Set<number>();
    const lostAlarms = new Set<number>();
    for (const channel of [...rows.keys()].toSorted((a, b) => a - b)) {
      const own = rows.get(channel) ?? [];
      const limit = limitOf(channel) ?? own.length;
      if (own.length <= limit) continue;
      this.#saturated.push(channel);
      const byStrength = own.toSorted(
        (a, b) => b.snr - a.snr || Number(b.isLook) - Number(a.isLook) || a.row - b.row,
      );
      for (const { row, isLook } of byStrength.slice(limit)) {
        (isLook ? lostLooks : lostAlarms).add(row);
        if (isLook) lost(this.#looks.objectIndex.at(row), channel);
      }
    }
    for (const column of Object.values(this.#looks))
      column.drop(lostLooks, lookFrom, column === this.#looks.los ? 3 : 1);
    for (const column of Object.values(this.#alarms))
      column.drop(lostAlarms, alarmFrom, column === this.#alarms.los ? 3 : 1);
  }

  closeScan(): void {
    this.#lookStart.push(this.#looks.snr.length);
    this.#alarmStart.push(this.#alarms.snr.length);
    this.#saturatedStart.push(this.#saturated.length);
  }

  taken(): Omit<ObservedBlock, 'fromScan' | 'scanCount' | 'stageCounts'> {
    return {
      lookStart: Uint32Array.from(this.#lookStart),
      lookChannelIndex: Uint16Array.from(this.#looks.channelIndex.taken()),
      lookObjectIndex: Uint16Array.from(this.#looks.objectIndex.taken()),
      lookBackground: Uint8Array.from(this.#looks.background.taken()),
      lookLosItrf: this.#looks.los.taken(),
      lookSnr: Float32Array.from(this.#looks.snr.taken()),
      alarmStart: Uint32Array.from(this.#alarmStart),
      alarmChannelIndex: Uint16Array.from(this.#alarms.channelIndex.taken()),
      alarmLosItrf: this.#alarms.los.taken(),
      alarmSnr: Float32Array.from(this.#alarms.snr.taken()),
      saturatedStart: Uint32Array.from(this.#saturatedStart),
      saturatedChannelIndex: Uint16Array.from(this.#saturated.taken()),
    };
  }
}

function newColumn(rows: number): GrowingColumn {
  return new GrowingColumn(rows + 16);
}

/** Rotates an inertial direction into the Earth-fixed frame and appends it. */
function pushItrf(column: GrowingColumn, direction: Float64Array, cosEarth: number, sinEarth: number): void {
  column.push(cosEarth * direction[0]! + sinEarth * direction[1]!);
  column.push(cosEarth * direction[1]! - sinEarth * direction[0]!);
  column.push(direction[2]!);
}
