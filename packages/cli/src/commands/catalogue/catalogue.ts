import {
  DEFAULT_MAX_AGE_DAYS,
  catalogueShells,
  catalogueStart,
  checkElements,
  selectSatellites,
  selectionFaults,
} from '@cupola/core/constellation';
import type { MeanElements } from '@cupola/core/constellation';
import { daysBetween, isoFromJulianDate, julianDateFromIso } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import type { Problem, Selection } from '@cupola/core/scenario';
import { readSelection, writeCatalogue } from '@cupola/contract';
import { Interruption, readCatalogueFile, writeWholeFile } from '@cupola/runtime';
import { catalogueText, namedText } from './catalogue-text.ts';
import type { CatalogueSummary } from './catalogue-text.ts';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { problemList, refuse } from '../../problem-text.ts';
import type { CatalogueFlags } from './catalogue-flags.ts';

/** Fewer objects than this are no shell in the list, unless the catalogue is small. */
const SHELL_FEWEST = 10;

/** `cupola catalogue`: what a catalogue holds, or the same objects in another format. */
export async function catalogueCommand(file: string, flags: CatalogueFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const read = readCatalogueFile(file, { skipBad: flags.skipBad === true });
  const selection = readSelection(flags.select);
  const problems = [
    ...(read.ok ? [] : read.problems),
    ...(selection.ok ? [] : selection.problems),
    ...flagProblems(flags),
  ];
  if (!read.ok || !selection.ok || problems.length > 0) return refuse(problems, json);
  const chosen = chosenFrom(read.elements, selection.select, flags.select.length > 0);
  if (!chosen.ok) return refuse(chosen.problems, json);
  const { elements } = chosen;

  const from = fromOf(flags.from) ?? catalogueStart(elements) ?? { dayJd: 0, dayShare: 0 };
  const maxAgeDays = flags.maxAgeDays ?? DEFAULT_MAX_AGE_DAYS;
  const faults = checkElements(elements, from, 0, maxAgeDays);
  const { shells, elsewhere } = catalogueShells(elements, Math.min(SHELL_FEWEST, elements.length));
  const epochs = elements
    .map((each) => each.epoch)
    .toSorted((a, b) => daysBetween(b, a))
    .map(isoFromJulianDate);
  const summary: CatalogueSummary = {
    file,
    format: read.format,
    objects: read.elements.length,
    selected: elements.length,
    skipped: read.skipped,
    epochs: { oldest: epochs[0] ?? '', newest: epochs.at(-1) ?? '' },
    from: isoFromJulianDate(from),
    maxAgeDays,
    tooOld: faults.filter((each) => each.problem === 'too-old'),
    decayed: faults.filter((each) => each.problem === 'decayed'),
    shells,
    elsewhere,
  };
  const timing = (): object => ({ wallS: (performance.now() - startMs) / 1000 });
  if (read.skipped.length > 0) await writeError(`${problemList(read.skipped)}\n`);
  if (flags.to === undefined) {
    await writeOut(json ? document({ ...summary, timing: timing() }) : catalogueText(summary));
    return EXIT.done;
  }
  const written = writeCatalogue(elements, flags.to, isoFromJulianDate(from).slice(0, 19));
  if (!written.ok) return refuse(written.problems, json);
  await writeError(namedText(summary));
  if (flags.out === undefined) {
    await writeOut(written.text);
    return EXIT.done;
  }
  await writeWholeFile(flags.out, [written.text], new Interruption(), () => {});
  const done = { ...summary, written: { file: flags.out, format: flags.to }, timing: timing() };
  await writeOut(
    json ? document(done) : `${elements.length} objects written to ${flags.out} as ${flags.to}.\n`,
  );
  return EXIT.done;
}

type Chosen =
  | { readonly ok: true; readonly elements: readonly MeanElements[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Without a selection everything is meant, objects on their way included. */
function chosenFrom(elements: readonly MeanElements[], select: Selection, isSelecting: boolean): Chosen {
  if (!isSelecting) return { ok: true, elements };
  const faults = selectionFaults(elements, select);
  const problems = faults.map(({ key, expected, message }) => ({
    path: key === null ? '--select' : `--select ${key}`,
    value: key === null ? null : select[key],
    expected,
    message,
  }));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, elements: selectSatellites(elements, select) };
}

function flagProblems({ to, out, from, json }: CatalogueFlags): readonly Problem[] {
  const problems: Problem[] = [];
  if (out !== undefined && to === undefined) {
    const message = 'nothing is written without a format';
    problems.push({ path: '--out', value: out, expected: '--to beside --out', message });
  }
  if (json === true && to !== undefined && out === undefined) {
    const message = 'the answer and the catalogue cannot both stand on standard output';
    problems.push({ path: '--json', value: true, expected: '--out beside --to and --json', message });
  }
  if (from !== undefined && fromOf(from) === null) {
    const message = `there is no such instant: ${from}`;
    problems.push({ path: '--from', value: from, expected: 'UTC such as 2026-07-24T00:00:00Z', message });
  }
  return problems;
}

function fromOf(text: string | undefined): JulianDate | null {
  return text === undefined ? null : julianDateFromIso(text);
}

function document(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
