import { usFromS } from '@cupola/core/foundation';
import type { RejectedRow } from '@cupola/core/messages';
import type { LookRow, TrackRow, TruthRow } from '@cupola/core/metrics';
import type { Problem } from '@cupola/core/scenario';
import { detectionRow } from './detection-row.ts';
import { detectionsHeader } from './detections-header.ts';
import { isFiniteNumber, isName, isTimeS, isTriple, jsonObject } from './fields.ts';
import type { JsonObject, LineOutcome } from './fields.ts';

/** Rows of a file as they are read line by line; those that cannot be right are put aside, each with its reason. */
export interface RowReader<T> {
  readonly rows: readonly T[];
  readonly rejected: readonly RejectedRow[];
  /** What is wrong with the file as a whole. */
  readonly problems: readonly Problem[];
  /** Lines with something on them, a header not counted. */
  readonly lineCount: number;
  take(text: string, line: number): void;
}

export function truthReader(): RowReader<TruthRow> {
  const once = onceReader((row: TruthRow) => `${row.atUs} ${row.truthId}`, 'object');
  return new LineReader((fields) => once(truthRow(fields)));
}

export function tracksReader(): RowReader<TrackRow> {
  const once = onceReader((row: TrackRow) => `${row.atUs} ${row.trackId}`, 'track');
  return new LineReader((fields) => once(trackRow(fields)));
}

/** Detections with their causes; false alarms are passed over. */
export function looksReader(): RowReader<LookRow> {
  return new LineReader(lookRow, (fields) => {
    const header = detectionsHeader(fields);
    if (header === null) return null;
    return 'problem' in header ? [header.problem] : [];
  });
}

class LineReader<T> implements RowReader<T> {
  readonly rows: T[] = [];
  readonly rejected: RejectedRow[] = [];
  readonly problems: Problem[] = [];
  lineCount = 0;
  readonly #read: (fields: JsonObject) => LineOutcome<T | null>;
  readonly #header: (fields: JsonObject) => readonly Problem[] | null;

  /** @param header - What is wrong with a first line that is a header; null when it is none. */
  constructor(
    read: (fields: JsonObject) => LineOutcome<T | null>,
    header: (fields: JsonObject) => readonly Problem[] | null = () => null,
  ) {
    this.#read = read;
    this.#header = header;
  }

  take(text: string, line: number): void {
    if (text.trim() === '') return;
    const fields = jsonObject(text);
    if (fields.ok && line === 1) {
      const problems = this.#header(fields.row);
      if (problems !== null) {
        this.problems.push(...problems);
        return;
      }
    }
    this.lineCount++;
    const outcome = fields.ok ? this.#read(fields.row) : fields;
    if (!outcome.ok) this.rejected.push({ line, reason: outcome.reason });
    else if (outcome.row !== null) this.rows.push(outcome.row);
  }
}

/** Lets one row of each object pass at each time. */
function onceReader<T>(keyOf: (row: T) => string, what: string): (outcome: LineOutcome<T>) => LineOutcome<T> {
  const known = new Set<string>();
  return (outcome) => {
    if (!outcome.ok) return outcome;
    const key = keyOf(outcome.row);
    if (known.has(key)) return refused(`a second row of one ${what} at one time`);
    known.add(key);
    return outcome;
  };
}

function truthRow({ t, truthId, posEcef, velEcef }: JsonObject): LineOutcome<TruthRow> {
  if (!isTimeS(t)) return refused('t is not a time in seconds');
  if (!isName(truthId)) return refused('truthId is not a name');
  if (!isTriple(posEcef)) return refused('posEcef is not three numbers');
  if (!isTriple(velEcef)) return refused('velEcef is not three numbers');
  return {
    ok: true,
    row: { atUs: usFromS(t), truthId, positionItrfM: posEcef, velocityItrfMPerS: velEcef },
  };
}

function trackRow({
  t,
  trackId,
  posEcef,
  velEcef = null,
  cov = null,
  nis = null,
}: JsonObject): LineOutcome<TrackRow> {
  if (!isTimeS(t)) return refused('t is not a time in seconds');
  if (!isName(trackId)) return refused('trackId is not a name');
  if (!isTriple(posEcef)) return refused('posEcef is not three numbers');
  if (velEcef !== null && !isTriple(velEcef)) return refused('velEcef is not three numbers');
  if (cov !== null && !isUpperTriangle(cov)) return refused('cov is not 21 numbers');
  if (nis !== null && !isInnovationSum(nis))
    return refused('nis is not a sum of squares and a count above 0');
  return {
    ok: true,
    row: {
      atUs: usFromS(t),
      trackId,
      positionItrfM: posEcef,
      velocityItrfMPerS: velEcef,
      covarianceItrf: cov === null ? null : fullMatrix(cov),
      innovation: nis === null ? null : { squares: nis[0], freedom: nis[1] },
    },
  };
}

function lookRow(fields: JsonObject): LineOutcome<LookRow | null> {
  const { truthId = null } = fields;
  if (truthId !== null && !isName(truthId)) return refused('truthId is neither a name nor null');
  const outcome = detectionRow(fields);
  if (!outcome.ok) return outcome;
  if (truthId === null) return { ok: true, row: null };
  const { atS, sensorId, sensorItrfM, sigmaRad } = outcome.row;
  return { ok: true, row: { atUs: usFromS(atS), truthId, sensorId, sensorItrfM, sigmaRad } };
}

function isUpperTriangle(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length === 21 && value.every(isFiniteNumber);
}

function isInnovationSum(value: unknown): value is readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isFiniteNumber)) return false;
  const [squares = -1, freedom = 0] = value;
  return squares >= 0 && freedom > 0;
}

function fullMatrix(upper: readonly number[]): Float64Array {
  const out = new Float64Array(36);
  let next = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const value = upper[next++] ?? Number.NaN;
      out[6 * i + j] = value;
      out[6 * j + i] = value;
    }
  }
  return out;
}

function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
