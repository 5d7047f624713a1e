import { usFromS } from '@cupola/core/foundation';
import type { DetectionLine, Reject } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';
import { detectionRow } from './detection-row.ts';
import { detectionsHeader } from './detections-header.ts';
import { jsonObject } from './fields.ts';

/**
 * Reads a stream of detections line by line (docs/formats/neutral.md) and keeps none of them. Rows that cannot be right are put aside one by
 * one, each with its reason. The cause of a detection is not read.
 */
export class DetectionReader {
  /** What is wrong with the file as a whole. */
  readonly problems: Problem[] = [];
  /** Lines with something on them, the header not counted; and how many of those were readable. */
  lineCount = 0;
  rowCount = 0;
  readonly #reject: Reject;
  #lightTime = false;
  #biasSigmaRad = 0;

  constructor(reject: Reject) {
    this.#reject = reject;
  }

  /** Directions point at targets as they were at the scan time itself; known after the first line. */
  get instantaneous(): boolean {
    return !this.#lightTime;
  }

  /** One-sigma pointing error of each sensor, constant, about each of three axes, rad; 0 when the file does not say. */
  get biasSigmaRad(): number {
    return this.#biasSigmaRad;
  }

  /** @returns Null for a line that is no detection: a header, an empty one, one that is put aside. */
  take(text: string, line: number): DetectionLine | null {
    if (text.trim() === '') return null;
    const fields = jsonObject(text);
    if (fields.ok && line === 1) {
      const header = detectionsHeader(fields.row);
      if (header !== null) {
        if ('problem' in header) this.problems.push(header.problem);
        else ({ lightTime: this.#lightTime, biasSigmaRad: this.#biasSigmaRad } = header);
        return null;
      }
    }
    this.lineCount++;
    const outcome = fields.ok ? detectionRow(fields.row) : fields;
    if (!outcome.ok) {
      this.#reject(line, outcome.reason);
      return null;
    }
    this.rowCount++;
    const { atS, arrivedAtS, sensorId, sensorItrfM, losItrf, sigmaRad } = outcome.row;
    return {
      line,
      atUs: usFromS(atS),
      arrivedAtUs: arrivedAtS === null ? null : usFromS(arrivedAtS),
      sensorId,
      sensorItrfM,
      losItrf,
      sigmaRad,
    };
  }
}
