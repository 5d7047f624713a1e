import { sFromUs } from '@cupola/core/foundation';
import { TRACK_PHASES } from '@cupola/core/messages';
import type { Track } from '@cupola/core/messages';
import type { EarthRotation } from '@cupola/core/physics';
import { MotionColumns } from './motion-columns.ts';
import { parquetBytes, rowOrder } from './parquet.ts';
import type { TableColumn } from './parquet.ts';

const STATE_NAMES = ['X', 'Y', 'Z', 'Vx', 'Vy', 'Vz'] as const;
const COVARIANCE_UNITS = ['M2', 'M2PerS', 'M2PerS2'] as const;

/** The upper triangle of the 6 x 6 position and velocity covariance, row by row: names of the 21 columns, `covXXM2` ... `covVzVzM2PerS2`. */
export const COVARIANCE_COLUMNS: readonly string[] = STATE_NAMES.flatMap((first, i) =>
  STATE_NAMES.slice(i).map((second, offset) => {
    const velocities = Number(i >= 3) + Number(i + offset >= 3);
    return `cov${first}${second}${COVARIANCE_UNITS[velocities]}`;
  }),
);

/** One row per confirmed track and second: state in both frames, and covariance in the inertial one. */
export function tracksTable(tracks: readonly Track[], earth: EarthRotation): Uint8Array {
  return parquetBytes(trackColumns(tracks, earth));
}

/** The columns of that table, by time and id. */
export function trackColumns(tracks: readonly Track[], earth: EarthRotation): readonly TableColumn[] {
  const order = rowOrder(
    tracks.map((track) => track.atUs),
    tracks.map((track) => track.id),
  );
  const rows = [...order].flatMap((row) => tracks[row] ?? []);
  const motion = new MotionColumns(rows.length, earth);
  const covariance = COVARIANCE_COLUMNS.map(() => new Float64Array(rows.length));
  for (const [row, track] of rows.entries()) {
    motion.set(row, track.atUs, track.state);
    putUpperTriangle(covariance, row, track);
  }
  const number = (name: string, value: (track: Track) => number): TableColumn => ({
    name,
    kind: 'number',
    values: Float64Array.from(rows, value),
  });
  return [
    number('atS', (track) => sFromUs(track.atUs)),
    { name: 'trackId', kind: 'text', values: rows.map((track) => track.id) },
    { name: 'phase', kind: 'text', values: rows.map((track) => track.phase) },
    number('phaseProb', (track) => track.phaseProbs[track.phase]),
    ...TRACK_PHASES.map((phase) => number(`${phase}Prob`, (track) => track.phaseProbs[phase])),
    number('lastDetectedAtS', (track) => sFromUs(track.lastDetectedAtUs)),
    ...motion.columns(),
    ...covariance.map((values, index): TableColumn => ({
      name: COVARIANCE_COLUMNS[index] ?? '',
      kind: 'number',
      values,
    })),
  ];
}

/** The state has six numbers or more; only its first six are in the table. */
function putUpperTriangle(columns: readonly Float64Array[], row: number, track: Track): void {
  const size = track.state.length;
  let column = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      columns[column]![row] = track.covariance[i * size + j] ?? Number.NaN;
      column++;
    }
  }
}
