import type { MeanElements } from '@cupola/core/constellation';
import { readCatalogue } from '@cupola/contract';
import type { CaseInputs, ReadCaseFile } from '../case-runner.ts';
import { filePathsOf } from '../case-inputs.ts';

/** One element set of the SGP4 verification set with its published states: TEME, km and km/s. [Vallado-2006] */
export interface VerificationSet {
  readonly elements: MeanElements;
  readonly states: readonly {
    readonly minutesSinceEpoch: number;
    readonly r: readonly [number, number, number];
    readonly v: readonly [number, number, number];
  }[];
}

interface PublishedLines {
  readonly line1: string;
  readonly line2: string;
}

/** Reads both files; the n-th element set has the n-th list of states. */
export function readVerificationSets(inputs: CaseInputs, read: ReadCaseFile): readonly VerificationSet[] {
  const [setsPath, statesPath] = filePathsOf(inputs, 'files');
  if (setsPath === undefined || statesPath === undefined) throw new TypeError('the case names no two files');
  const sets: readonly PublishedLines[] = JSON.parse(read(setsPath));
  const states: readonly { readonly entries: VerificationSet['states'] }[] = JSON.parse(read(statesPath));
  if (sets.length !== states.length) throw new TypeError('element sets and lists of states differ in number');
  return sets.map((lines, index) => ({ elements: elementsOf(lines), states: states[index]?.entries ?? [] }));
}

function elementsOf({ line1, line2 }: PublishedLines): MeanElements {
  const text = `${withChecksum(line1)}\n${withChecksum(line2)}\n`;
  const outcome = readCatalogue('SGP4 verification set', text);
  const elements = outcome.ok ? outcome.elements[0] : undefined;
  if (elements === undefined) throw new TypeError(`not read: ${line1}: ${JSON.stringify(outcome)}`);
  return elements;
}

/** The made-up sets of the verification set carry wrong checksums; the reader would refuse them. */
function withChecksum(line: string): string {
  const body = line.slice(0, 68);
  let sum = 0;
  for (const digit of body.match(/[-\d]/g) ?? []) sum += digit === '-' ? 1 : Number(digit);
  return `${body}${sum % 10}`;
}
