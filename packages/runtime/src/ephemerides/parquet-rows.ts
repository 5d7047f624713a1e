import { geodeticFromItrf } from '@cupola/core/physics';
import { ParquetPieces } from '../tables/parquet.ts';
import type { TableColumn } from '../tables/parquet.ts';
import { allSatellites, sampleTimeS, sampleUtc, statesInto } from './frame-sampler.ts';
import type { EphemerisFrame, EphemerisRequest } from './frame-sampler.ts';

const ROWS_MAX = 100_000;
const FRAME_IN_NAMES: { readonly [F in EphemerisFrame]: string } = {
  teme: 'Teme',
  gcrf: 'Gcrf',
  itrf: 'Itrf',
  geodetic: '',
};

/** The same rows as the comma-separated ones, in SI units as the tables of a run: `xItrfM`, `vxItrfMPerS`, or geodetic rad and m. */
export function* parquetPieces(request: EphemerisRequest): Generator<Uint8Array> {
  const range = allSatellites(request);
  const samplesAtOnce = samplesPerPiece(request);
  const states = new Float64Array(6 * range.count);
  const file = new ParquetPieces();
  for (let first = 0; first < request.sampleCount; first += samplesAtOnce) {
    const count = Math.min(samplesAtOnce, request.sampleCount - first);
    const rows = new RowColumns(request, count * range.count);
    for (let sample = first; sample < first + count; sample++) {
      statesInto(states, request, sample, range);
      rows.add(sample, states);
    }
    yield file.rows(rows.columns());
  }
  yield file.end();
}

/** How many pieces the file comes in. */
export function parquetPieceCount(request: EphemerisRequest): number {
  return 1 + Math.ceil(request.sampleCount / samplesPerPiece(request));
}

function samplesPerPiece(request: EphemerisRequest): number {
  return Math.max(1, Math.floor(ROWS_MAX / request.satellites.ids.length));
}

/** Rows of some samples, column by column. */
class RowColumns {
  readonly #request: EphemerisRequest;
  readonly #time: string[] = [];
  readonly #atS: Float64Array;
  readonly #values: readonly Float64Array[];
  #row = 0;

  constructor(request: EphemerisRequest, rows: number) {
    this.#request = request;
    this.#atS = new Float64Array(rows);
    const width = request.frame === 'geodetic' ? 3 : 6;
    this.#values = Array.from({ length: width }, () => new Float64Array(rows));
  }

  add(sample: number, states: Float64Array): void {
    const time = sampleUtc(this.#request, sample);
    const atS = sampleTimeS(this.#request, sample);
    for (let at = 0; at < states.length; at += 6) {
      this.#time.push(time);
      this.#atS[this.#row] = atS;
      const values = this.#request.frame === 'geodetic' ? geodetic(states, at) : states.subarray(at, at + 6);
      for (const [column, each] of this.#values.entries()) each[this.#row] = values[column]!;
      this.#row++;
    }
  }

  columns(): readonly TableColumn[] {
    const { ids, names } = this.#request.satellites;
    const repeated = (texts: readonly string[]): readonly string[] =>
      Array.from({ length: this.#row }, (_, row) => texts[row % texts.length] ?? '');
    return [
      { name: 'time', kind: 'text', values: this.#time },
      { name: 'atS', kind: 'number', values: this.#atS },
      { name: 'satelliteId', kind: 'text', values: repeated(ids) },
      { name: 'name', kind: 'text', values: repeated(names) },
      ...this.#values.map((values, column): TableColumn => ({
        name: valueName(this.#request.frame, column),
        kind: 'number',
        values,
      })),
    ];
  }
}

function geodetic(states: Float64Array, at: number): ArrayLike<number> {
  const place = geodeticFromItrf(states[at]!, states[at + 1]!, states[at + 2]!);
  return [place.latitudeRad, place.longitudeRad, place.heightM];
}

function valueName(frame: EphemerisFrame, column: number): string {
  if (frame === 'geodetic') return ['latitudeRad', 'longitudeRad', 'heightM'][column] ?? '';
  const axis = 'xyz'[column % 3] ?? '';
  return column < 3 ? `${axis}${FRAME_IN_NAMES[frame]}M` : `v${axis}${FRAME_IN_NAMES[frame]}MPerS`;
}
