import { usFromS } from '@cupola/core/foundation';
import type { DetectionTable, RejectedRow } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';
import { detectionRow } from './detection-row.ts';
import type { DetectionRow } from './detection-row.ts';
import { detectionsHeader } from './detections-header.ts';
import { jsonObject } from './fields.ts';

/** Channels are counted in sixteen bits. */
const MOST_SENSORS = 65_535;

/**
 * Reads a file of detections line by line (docs/formats/neutral.md). Rows that cannot be right are put aside one by one, each with its
 * reason. The cause of a detection is not read.
 */
export class DetectionReader {
  readonly rejected: RejectedRow[] = [];
  /** What is wrong with the file as a whole. */
  readonly problems: Problem[] = [];
  /** Lines with something on them, the header not counted. */
  lineCount = 0;
  #lightTime = false;
  #biasSigmaRad = 0;
  readonly #rows: DetectionRow[] = [];
  readonly #lines: number[] = [];
  readonly #sensors = new Set<string>();

  take(text: string, line: number): void {
    if (text.trim() === '') return;
    const fields = jsonObject(text);
    if (fields.ok && line === 1) {
      const header = detectionsHeader(fields.row);
      if (header !== null) {
        if ('problem' in header) this.problems.push(header.problem);
        else ({ lightTime: this.#lightTime, biasSigmaRad: this.#biasSigmaRad } = header);
        return;
      }
    }
    this.lineCount++;
    const outcome = fields.ok ? detectionRow(fields.row) : fields;
    if (!outcome.ok) {
      this.rejected.push({ line, reason: outcome.reason });
      return;
    }
    const { sensorId } = outcome.row;
    if (!this.#sensors.has(sensorId) && this.#sensors.size >= MOST_SENSORS) {
      this.rejected.push({ line, reason: `more than ${MOST_SENSORS} sensors` });
      return;
    }
    this.#sensors.add(sensorId);
    this.#rows.push(outcome.row);
    this.#lines.push(line);
  }

  table(): DetectionTable {
    const rows = this.#rows;
    const sensorIds = [...this.#sensors].toSorted();
    const indexOf = new Map(sensorIds.map((id, index) => [id, index]));
    return {
      instantaneous: !this.#lightTime,
      biasSigmaRad: this.#biasSigmaRad,
      rowCount: rows.length,
      sensorIds,
      sensorIndex: Uint16Array.from(rows, (row) => indexOf.get(row.sensorId) ?? 0),
      scanAtUs: Float64Array.from(rows, (row) => usFromS(row.atS)),
      arrivedAtUs: Float64Array.from(rows, (row) =>
        row.arrivedAtS === null ? Number.NaN : usFromS(row.arrivedAtS),
      ),
      sensorItrfM: triples(rows, (row) => row.sensorItrfM),
      losItrf: triples(rows, (row) => row.losItrf),
      sigmaRad: Float64Array.from(rows, (row) => row.sigmaRad),
      line: Uint32Array.from(this.#lines),
    };
  }
}

function triples(
  rows: readonly DetectionRow[],
  pick: (row: DetectionRow) => readonly [number, number, number],
): Float64Array {
  const out = new Float64Array(3 * rows.length);
  rows.forEach((row, index) => out.set(pick(row), 3 * index));
  return out;
}
