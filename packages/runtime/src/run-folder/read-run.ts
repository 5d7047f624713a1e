import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperateEvent, Track, TrackPhase } from '@cupola/core/messages';
import { TRACK_PHASES } from '@cupola/core/messages';
import { usFromS } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { parquetReadObjects } from 'hyparquet';
import { loadMission } from '../mission/load-mission.ts';
import type { LoadedMission } from '../mission/mission-with.ts';
import { COVARIANCE_COLUMNS } from '../tables/tracks-table.ts';
import { MANIFEST_NAME } from './run-folder.ts';

/** What a finished run tells others: what its operator knew, and nothing of the truth. */
export interface StoredRun {
  readonly runId: string;
  readonly title: string;
  readonly inputs: LoadedMission['inputs'];
  /** By time, then id; position and velocity alone. */
  readonly tracks: readonly Track[];
  /** Rows of `points.jsonl` as they stand there. */
  readonly points: readonly StoredPoint[];
  readonly events: readonly OperateEvent[];
}

/** A launch or impact point, or where a gliding body can come down, as `points.jsonl` has it. */
export type StoredPoint =
  | {
      readonly kind: 'launch' | 'impact';
      readonly t: number;
      readonly trackId: string;
      readonly latDeg: number;
      readonly lonDeg: number;
      readonly tThere: number;
      readonly covEastNorthM2: readonly [number, number, number];
      readonly assumption: string;
    }
  | {
      readonly kind: 'footprint';
      readonly t: number;
      readonly trackId: string;
      readonly areas: readonly {
        readonly share: number;
        readonly geometry: {
          readonly type: 'MultiPolygon';
          readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
        };
      }[];
    };

export type StoredRunOutcome =
  | { readonly ok: true; readonly run: StoredRun }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a run folder. Every file that is missing or is not that of a run is told. */
export async function readRunFolder(folder: string): Promise<StoredRunOutcome> {
  const problems: Problem[] = [];
  const bad = (name: string, message: string): void => {
    const expected = 'a folder that cupola run wrote';
    problems.push({
      path: 'run',
      value: folder,
      expected,
      message: `${name} ${message}`,
      file: join(folder, name),
    });
  };
  const read = async <T>(name: string, of: (bytes: Buffer) => T | Promise<T>): Promise<T | null> => {
    try {
      return await of(readFileSync(join(folder, name)));
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error;
      bad(name, isMissing ? 'is missing or cannot be read' : 'is not that of a run');
      return null;
    }
  };
  const manifest = await read(MANIFEST_NAME, manifestOf);
  const tracks = await read('tracks.parquet', tracksOf);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as this program writes it
  const points = await read('points.jsonl', (bytes) => linesOf(bytes) as readonly StoredPoint[]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as this program writes it
  const events = await read('events.jsonl', (bytes) => linesOf(bytes) as readonly OperateEvent[]);
  const mission = loadMission(join(folder, 'scenario.yaml'), []);
  if (!mission.ok) problems.push(...mission.problems);
  if (manifest === null || tracks === null || points === null || events === null || !mission.ok) {
    return { ok: false, problems };
  }
  const { inputs } = mission.mission;
  return { ok: true, run: { ...manifest, inputs, tracks, points, events } };
}

function manifestOf(bytes: Buffer): { readonly runId: string; readonly title: string } {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  const isOne =
    typeof value === 'object' &&
    value !== null &&
    'runId' in value &&
    'title' in value &&
    'simulated' in value;
  if (!isOne || typeof value.runId !== 'string' || typeof value.title !== 'string') {
    throw new SyntaxError('no manifest');
  }
  return { runId: value.runId, title: value.title };
}

function linesOf(bytes: Buffer): readonly unknown[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function tracksOf(bytes: Buffer): Promise<readonly Track[]> {
  const file = new Uint8Array(bytes).buffer;
  const rows = await parquetReadObjects({ file });
  const firstS = new Map<string, number>();
  return rows.map((row) => {
    const number = (name: string): number => {
      const value: unknown = row[name];
      if (typeof value !== 'number') throw new SyntaxError(`no ${name}`);
      return value;
    };
    const id: unknown = row['trackId'];
    const phase = TRACK_PHASES.find((each) => each === row['phase']);
    if (typeof id !== 'string' || phase === undefined) throw new SyntaxError('no track');
    const atS = number('atS');
    if (!firstS.has(id)) firstS.set(id, atS);
    const confirmedAtUs = usFromS(firstS.get(id) ?? atS);
    const state = STATE_COLUMNS.map(number);
    return {
      id,
      atUs: usFromS(atS),
      phase,
      phaseProbs: probsOf(number),
      state,
      covariance: squareOf(COVARIANCE_COLUMNS.map(number)),
      firstDetectedAtUs: confirmedAtUs,
      firstPositionM: [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0],
      confirmedAtUs,
      cutoffAtUs: null,
      lastDetectedAtUs: usFromS(number('lastDetectedAtS')),
      boostSeen: false,
      existenceProb: 1,
    };
  });
}

const STATE_COLUMNS: readonly string[] = [
  'xInertialM',
  'yInertialM',
  'zInertialM',
  'vxInertialMPerS',
  'vyInertialMPerS',
  'vzInertialMPerS',
];

function probsOf(number: (name: string) => number): Readonly<Record<TrackPhase, number>> {
  return {
    boost: number('boostProb'),
    coast: number('coastProb'),
    reentry: number('reentryProb'),
    glide: number('glideProb'),
  };
}

/** A full matrix from its upper triangle, row by row. */
function squareOf(triangle: readonly number[]): readonly number[] {
  const square = Array.from({ length: 36 }, () => 0);
  let k = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      square[6 * i + j] = triangle[k] ?? Number.NaN;
      square[6 * j + i] = triangle[k] ?? Number.NaN;
      k++;
    }
  }
  return square;
}
