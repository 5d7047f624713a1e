import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../../interruption.ts';
import { WholeFile } from '../../whole-file.ts';
import type { WindowRow } from './perform-windows.ts';

/** A file of windows under way. It takes its name when it is whole. */
export interface WindowsFile {
  write(rows: readonly WindowRow[]): void;
  finish(): void;
}

/** What the numbers in the rows stand for. */
export interface WindowNames {
  readonly satelliteIds: readonly string[];
  /** What a point is called in the grid of the whole Earth. */
  readonly cellNumber: (point: number) => number;
}

const HEADER = 'point,satellite,satelliteId,riseS,setS,startOpen,endOpen\n';
/** Times are told to a tenth of a millisecond. */
const DECIMALS = 4;
const LINES_AT_ONCE = 50_000;

/** May the windows be put here? */
export function windowsFileProblems(file: string): Problem[] {
  const problem = { path: '--windows-out', value: file };
  if (!/\.(?:csv|jsonl)$/.test(file)) {
    return [
      { ...problem, expected: 'a name that ends in .csv or .jsonl', message: 'the format is not said' },
    ];
  }
  if (existsSync(file) && !statSync(file).isFile())
    return [{ ...problem, expected: 'a file', message: 'it is something else' }];
  if (!existsSync(dirname(resolve(file))))
    return [{ ...problem, expected: 'a name in a folder that exists', message: 'its folder does not exist' }];
  return [];
}

/**
 * Opens a file for windows: CSV with a header, or one JSON object a line.
 *
 * @throws OutsideFailure when the disk does not take it, then or later; nothing is left behind.
 */
export function openWindowsFile(file: string, names: WindowNames, interruption: Interruption): WindowsFile {
  const isCsv = file.endsWith('.csv');
  const lineOf = isCsv ? csvLine : jsonLine;
  const out = new WholeFile(file, interruption);
  if (isCsv) out.write(HEADER);
  return {
    write(rows: readonly WindowRow[]): void {
      for (let at = 0; at < rows.length; at += LINES_AT_ONCE) {
        out.write(
          rows
            .slice(at, at + LINES_AT_ONCE)
            .map((row) => lineOf(named(row, names)))
            .join(''),
        );
      }
    },
    finish: () => out.finish(),
  };
}

interface NamedRow extends WindowRow {
  readonly satelliteId: string;
}

function named(
  { point, satellite, ...times }: WindowRow,
  { satelliteIds, cellNumber }: WindowNames,
): NamedRow {
  return { point: cellNumber(point), satellite, satelliteId: satelliteIds[satellite] ?? '', ...times };
}

function csvLine({ point, satellite, satelliteId, riseS, setS, startOpen, endOpen }: NamedRow): string {
  return `${point},${satellite},${satelliteId},${riseS.toFixed(DECIMALS)},${setS.toFixed(DECIMALS)},${startOpen},${endOpen}\n`;
}

function jsonLine(row: NamedRow): string {
  const riseS = Number(row.riseS.toFixed(DECIMALS));
  const setS = Number(row.setS.toFixed(DECIMALS));
  return `${JSON.stringify({ ...row, riseS, setS })}\n`;
}
