import type { SimTimeUs } from '../foundation/index.ts';
import type { Reject } from '../messages/index.ts';
import { ROW_SIZE, joinInto, rejectAll } from './scan-part.ts';
import type { ScanPart } from './scan-part.ts';

/** Bound on detections that wait for their scans to become final. */
const MOST_OPEN_ROWS = 1_000_000;

/** All that sensors said at one time: parts by name of the sensor. */
export interface OpenScan {
  readonly atUs: SimTimeUs;
  readonly parts: ReadonlyMap<string, ScanPart>;
}

/**
 * Scans that later reports may still join. A scan is closed once, when no report can come in time any more, so what it holds does not depend
 * on the order in which its parts came.
 */
export class OpenScans {
  readonly #scans = new Map<SimTimeUs, Map<string, ScanPart>>();
  readonly #reject: Reject;
  #rowCount = 0;
  #closedThroughUs = Number.NEGATIVE_INFINITY;

  constructor(reject: Reject) {
    this.#reject = reject;
  }

  take(part: ScanPart): void {
    if (part.atUs <= this.#closedThroughUs) {
      rejectAll(part.rows, 'arrived after its scan was final (10 s)', this.#reject);
      return;
    }
    if (this.#rowCount + part.rows.length / ROW_SIZE > MOST_OPEN_ROWS) {
      rejectAll(part.rows, `more than ${MOST_OPEN_ROWS} detections within the late window`, this.#reject);
      return;
    }
    let parts = this.#scans.get(part.atUs);
    if (parts === undefined) {
      parts = new Map();
      this.#scans.set(part.atUs, parts);
    }
    const known = parts.get(part.sensorId);
    this.#rowCount -= sizeOf(known);
    if (known === undefined) parts.set(part.sensorId, part);
    else joinInto(known, part, this.#reject);
    this.#rowCount += sizeOf(parts.get(part.sensorId));
  }

  /** Closes all scans up to that time and hands them over, oldest first. */
  closeThrough(atUs: SimTimeUs): readonly OpenScan[] {
    const closing = [...this.#scans.keys()].filter((each) => each <= atUs).toSorted((a, b) => a - b);
    return closing.map((each) => {
      const parts = this.#scans.get(each) ?? new Map<string, ScanPart>();
      this.#scans.delete(each);
      for (const part of parts.values()) this.#rowCount -= sizeOf(part);
      this.#closedThroughUs = each;
      return { atUs: each, parts };
    });
  }
}

function sizeOf(part: ScanPart | undefined): number {
  return part === undefined ? 0 : part.rows.length / ROW_SIZE;
}
