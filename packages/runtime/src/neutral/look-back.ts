import { eventLine, pointLine, trackLine, upperTriangle } from '@cupola/contract';
import { FlightEndLog } from '@cupola/core/custody';
import { sFromUs, usFromS } from '@cupola/core/foundation';
import type { MeasuredLook, OperateEvent, Track } from '@cupola/core/messages';
import { AfterAction, FILE_EARTH } from '@cupola/core/mission';
import type { SmoothedTrack } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';
import { CLASSES_TOLD_APART } from '@cupola/core/vehicles';
import { pause } from '../interruption.ts';
import type { Interruption } from '../interruption.ts';
import { outFileProblems } from './out-file-problems.ts';
import { WholeFile } from '../whole-file.ts';

/** What is written of tracks beside their rows. */
export interface LookBackFiles {
  /** Launch and impact points, and how often, s. */
  readonly points: { readonly file: string; readonly everyS: number } | null;
  /** Whole flights from all looks. */
  readonly smoothed: string | null;
  /** Why tracks began, changed and ended. */
  readonly events: string | null;
}

/** How whole flights came out of all looks. */
export interface SmoothedSummary {
  readonly tracks: number;
  /** Tracks whose looks do not fix a flight; they have no rows. */
  readonly notFixed: readonly string[];
  readonly sensors: readonly {
    readonly sensorId: string;
    readonly looks: number;
    readonly chiSquare: number;
    readonly freedom: number;
  }[];
  /** One motion under gravity alone for each track that coasted outside the air. */
  readonly coasts: readonly CoastSummary[];
}

interface CoastSummary {
  readonly trackId: string;
  readonly t: number;
  readonly posEcef: readonly number[];
  readonly velEcef: readonly number[];
  readonly cov: readonly number[];
  readonly looks: number;
  readonly chiSquare: number;
  readonly freedom: number;
}

/** May these files be written? None may be one of the others, nor one that is read. */
export function lookBackProblems(
  { points, smoothed, events }: LookBackFiles,
  detectionsFile: string,
  tracksFile: string,
): Problem[] {
  const written = [tracksFile];
  const problems: Problem[] = [];
  for (const [flag, file] of [
    ['--points', points?.file],
    ['--events', events],
    ['--smoothed', smoothed],
  ] as const) {
    if (file === null || file === undefined) continue;
    problems.push(...outFileProblems(file, flag, [detectionsFile], written));
    written.push(file);
  }
  return problems;
}

/** Writes launch and impact points and events as they come, and whole flights at the end; each file whole or not at all. */
export class LookBack {
  readonly #points: { readonly out: WholeFile; readonly log: FlightEndLog } | null;
  readonly #events: WholeFile | null;
  readonly #smoothed: { readonly out: WholeFile; readonly action: AfterAction } | null;
  readonly #files: WholeFile[] = [];

  constructor({ points, smoothed, events }: LookBackFiles, interruption: Interruption) {
    const open = (file: string): WholeFile => {
      const out = new WholeFile(file, interruption);
      this.#files.push(out);
      return out;
    };
    try {
      this.#points =
        points === null
          ? null
          : {
              out: open(points.file),
              log: new FlightEndLog(
                { classes: CLASSES_TOLD_APART, earth: FILE_EARTH },
                usFromS(points.everyS),
              ),
            };
      this.#events = events === null ? null : open(events);
      this.#smoothed = smoothed === null ? null : { out: open(smoothed), action: new AfterAction() };
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }

  /** Takes rows that are final, inertial, what their tracks took, and what happened to them. */
  take(rows: readonly Track[], looks: readonly MeasuredLook[], events: readonly OperateEvent[]): void {
    this.#points?.out.write(this.#points.log.take(rows).map(pointLine).join(''));
    this.#events?.write(events.map(eventLine).join(''));
    this.#smoothed?.action.take(rows, looks);
  }

  /** @returns null when whole flights were not asked for. */
  async finish(): Promise<SmoothedSummary | null> {
    if (this.#smoothed === null) {
      for (const file of this.#files) file.finish();
      return null;
    }
    const { out, action } = this.#smoothed;
    const all: SmoothedTrack[] = [];
    for (const track of action.smoothed()) {
      out.write(track.rows.map(trackLine).join(''));
      all.push({ ...track, rows: track.rows.slice(0, 1) });
      await pause();
    }
    for (const file of this.#files) file.finish();
    return {
      tracks: all.length,
      notFixed: all.filter((track) => track.rows.length === 0).map((track) => track.trackId),
      sensors: action.residuals.map(({ satelliteId, ...sums }) => ({ sensorId: satelliteId, ...sums })),
      coasts: all.flatMap(coastSummary),
    };
  }

  giveUp(): void {
    for (const file of this.#files) file.giveUp();
  }
}

function coastSummary({ trackId, coast }: SmoothedTrack): readonly CoastSummary[] {
  if (coast === null) return [];
  const { row, looks, chiSquare, freedom } = coast;
  return [
    {
      trackId,
      t: sFromUs(row.atUs),
      posEcef: [...row.stateItrf.subarray(0, 3)],
      velEcef: [...row.stateItrf.subarray(3, 6)],
      cov: upperTriangle(row.covarianceItrf),
      looks,
      chiSquare,
      freedom,
    },
  ];
}
