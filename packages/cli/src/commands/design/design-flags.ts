import type { WalkerShell } from '@cupola/core/constellation';
import { rowsWithin } from '@cupola/core/coverage';
import type { RowsWithin, StereoBand } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { satelliteLooks, satellitesOf } from '@cupola/runtime';
import type { Design, DesignQuestion, DesignsLeftOut } from '@cupola/runtime';
import { readCoverageFlags } from '../coverage/coverage-flags.ts';
import type { CoverageFlags, CoverageWish } from '../coverage/coverage-flags.ts';
import { designsOf } from './design-lists.ts';
import type { DesignLists } from './design-lists.ts';
import { choiceFlag } from '../flag-values.ts';
import { NumberList } from '../number-list.ts';
import { shellFlag } from './shell-flag.ts';

/** Flags of `cupola coverage --design` as the command line gives them. */
export interface DesignFlags extends CoverageFlags {
  readonly designKind?: string;
  readonly designCounts?: string;
  readonly designPlanes?: string;
  readonly designAltitudeKm?: string;
  readonly designInclinationDeg?: string;
  readonly designShells?: string;
  readonly designBeside?: readonly string[];
  readonly designPhasing?: string;
  readonly designLatitudeDeg?: string;
  readonly designFinalists?: string;
}

export interface DesignWish extends Omit<CoverageWish, 'stereo'> {
  readonly stereo: StereoBand;
  readonly designs: readonly Design[];
  readonly phasing: DesignQuestion['phasing'];
  readonly leftOut: DesignsLeftOut;
  readonly within: RowsWithin;
  readonly finalistCount: number;
}

export type DesignWishOutcome =
  | { readonly ok: true; readonly wish: DesignWish }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the window and the rows are when nothing is said: an answer in seconds. The step stands in no simple ratio to orbits or to the day. */
const DEFAULTS = { hours: '24', stepS: '157', points: '1000', stereo: '30,150' };

const MOST_SATELLITES = 20_000;
const MOST_PLANES = 1000;
const LOWEST_KM = 160;
const HIGHEST_KM = 50_000;
/** Shells that share the satellites of a design. */
const MOST_SHELLS = 4;
const MOST_CANDIDATES = 5000;
/** Satellites of all candidates together, times rows of latitude, times samples: some minutes. */
const MOST_LOOKS = 5e11;
/** Rows narrower than a degree and a half say nothing new, and their counts would fill the memory. */
const MOST_POINTS = 20_000;
/** Cells x samples x satellites of one finalist: some minutes. */
const MOST_FULL_LOOKS = 3e10;
const DEFAULT_FINALISTS = '5';

/** Reads the flags; every problem at once. */
export function readDesignFlags(flags: DesignFlags): DesignWishOutcome {
  const grid = flags.grid === 'rows' ? 'fibonacci' : flags.grid;
  const base = readCoverageFlags({ ...DEFAULTS, ...flags, grid });
  const problems: Problem[] = base.ok ? [] : [...base.problems];
  problems.push(...notForDesigns(flags));
  const list = new NumberList(problems);
  const choosing = (flags.designPhasing ?? 'best').trim();
  const lists: DesignLists = {
    kinds: kindsOf(flags.designKind ?? 'delta', problems),
    counts: list.read('--design-counts', flags.designCounts, 1, MOST_SATELLITES, 'whole'),
    planes: list.read('--design-planes', flags.designPlanes, 1, MOST_PLANES, 'whole'),
    altitudesKm: list.read('--design-altitude-km', flags.designAltitudeKm, LOWEST_KM, HIGHEST_KM),
    inclinationsDeg: list.read('--design-inclination-deg', flags.designInclinationDeg, 0, 180),
    shellCounts: list.read('--design-shells', flags.designShells ?? '1', 1, MOST_SHELLS, 'whole'),
    phasings: phasingsOf(choosing, problems),
    beside: besideOf(flags.designBeside ?? [], problems),
  };
  const [finalistCount = 0] = list.read(
    '--design-finalists',
    flags.designFinalists ?? DEFAULT_FINALISTS,
    1,
    100,
    'whole',
    1,
  );
  const span = latitudeSpan(flags.designLatitudeDeg ?? '-90,90', problems);
  if (!base.ok || span === null || problems.length > 0) return { ok: false, problems };

  const { wish } = base;
  if (wish.points > MOST_POINTS) {
    const message = 'the counts of so many rows for so many designs would not fit into memory';
    const expected = `at most ${MOST_POINTS} with --design`;
    problems.push({ path: '--points', value: wish.points, expected, message });
    return { ok: false, problems };
  }
  const made = designsOf(lists);
  const phasing = choosing === 'best' ? 'best' : 'given';
  const within = rowsWithin(wish.points, wish.surface, wish.sight, span);
  if (made.ok) problems.push(...tooMuch(made.designs, phasing, within, wish), ...none(made, lists, flags));
  else problems.push(tooMany('far too many', flags));
  if (within.rows.length === 0) {
    const message = `none of the ${within.grid.rowCount} rows has its middle there`;
    const expected = 'a wider span of latitudes, or more points';
    problems.push({ path: '--design-latitude-deg', value: flags.designLatitudeDeg, expected, message });
  }
  const { stereo } = wish;
  if (problems.length > 0 || stereo === null || !made.ok) return { ok: false, problems };
  const { designs, leftOut } = made;
  return { ok: true, wish: { ...wish, stereo, designs, leftOut, phasing, within, finalistCount } };
}

/** A phasing that is chosen later starts from the usual one. */
function phasingsOf(text: string, problems: Problem[]): DesignLists['phasings'] {
  if (text === 'best') return 'usual';
  if (text === 'all') return 'all';
  const own: Problem[] = [];
  const values = new NumberList(own).read('--design-phasing', text, 0, MOST_PLANES - 1, 'whole');
  problems.push(...own.map((problem) => ({ ...problem, expected: `best, all, or ${problem.expected}` })));
  return values;
}

function kindsOf(text: string, problems: Problem[]): readonly WalkerShell['kind'][] {
  const kinds = text
    .split(',')
    .map((part) =>
      choiceFlag<WalkerShell['kind']>('--design-kind', part.trim(), ['delta', 'star'], problems),
    );
  return [...new Set(kinds.filter((kind) => kind !== null))];
}

function besideOf(texts: readonly string[], problems: Problem[]): readonly WalkerShell[] {
  const limits = { most: MOST_SATELLITES, lowestKm: LOWEST_KM, highestKm: HIGHEST_KM };
  return texts.flatMap((text) => shellFlag('--design-beside', text, limits, problems) ?? []);
}

/** When the lists leave nothing to compare. */
function none(
  { designs, leftOut }: { readonly designs: readonly Design[]; readonly leftOut: DesignsLeftOut },
  lists: DesignLists,
  flags: DesignFlags,
): readonly Problem[] {
  if (designs.length > 0) return [];
  if (leftOut.inStep > 0) {
    const message =
      'all shells that could stand together go round in the same time: they never change places';
    const expected = 'another altitude, or an inclination that is not the mirror of the other';
    return [{ path: '--design-altitude-km', value: flags.designAltitudeKm, expected, message }];
  }
  if (leftOut.notDivisible > 0) {
    const shells = lists.shellCounts.some((count) => count > 1) ? ' times the number of shells' : '';
    const message = `no count divides by any number of planes${shells}, so that there is no shell to compare`;
    const expected = `a multiple of ${lists.planes.join(' or ')}${shells}`;
    return [{ path: '--design-counts', value: flags.designCounts, expected, message }];
  }
  const message = 'the lists do not hold so many different shells';
  const expected = 'at most as many as there are choices of kind, altitude and inclination';
  return [{ path: '--design-shells', value: flags.designShells, expected, message }];
}

function tooMany(these: string, flags: Pick<DesignFlags, 'designCounts'>): Problem {
  const expected = `at most ${MOST_CANDIDATES}; fewer values`;
  return {
    path: '--design',
    value: flags.designCounts ?? null,
    expected,
    message: `these are ${these} designs`,
  };
}

/** What would take hours. */
function tooMuch(
  designs: readonly Design[],
  phasing: DesignQuestion['phasing'],
  within: RowsWithin,
  wish: CoverageWish,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (designs.length > MOST_CANDIDATES) problems.push(tooMany(String(designs.length), {}));
  const looks = within.grid.rowCount * designs.reduce((sum, each) => sum + satelliteLooks(each, phasing), 0);
  if (looks > MOST_LOOKS) {
    const message = `the shortcut would look ${looks.toPrecision(2)} times (satellites of all designs x rows x samples)`;
    const fixed = phasing === 'best' ? ', or one --design-phasing' : '';
    const expected = `at most ${MOST_LOOKS.toPrecision(2)}; fewer values or points${fixed}`;
    problems.push({ path: '--design', value: designs.length, expected, message });
  }
  const most = designs.reduce((largest, { shells }) => Math.max(largest, satellitesOf(shells)), 0);
  const fullLooks = wish.points * wish.sampleCount * most;
  if (fullLooks > MOST_FULL_LOOKS) {
    const message = `the full computation of one finalist would look ${fullLooks.toPrecision(2)} times (points x samples x satellites)`;
    const expected = `at most ${MOST_FULL_LOOKS}; fewer points or a longer step`;
    problems.push({ path: '--points', value: wish.points, expected, message });
  }
  return problems;
}

/** Flags that mean one constellation, and would be passed over without a word. */
function notForDesigns(flags: DesignFlags): Problem[] {
  const ofOne = 'rise and set times are of one constellation';
  const byRows = 'designs are compared by rows of latitude and by lines of sight alone';
  const given = [
    ['--windows', flags.windows, ofOne],
    ['--region', flags.region, byRows],
    ['--corridor-from', flags.corridorFrom, byRows],
    ['--corridor-to', flags.corridorTo, byRows],
    ['--sensor', flags.sensor, byRows],
    ['--off-nadir-deg', flags.offNadirDeg, byRows],
    ['--sun-exclusion-deg', flags.sunExclusionDeg, byRows],
  ] as const;
  return given
    .filter(([, value]) => value !== undefined)
    .map(([path, value, message]) => ({ path, value, expected: `${path} without --design`, message }));
}

function latitudeSpan(
  text: string,
  problems: Problem[],
): { readonly southRad: number; readonly northRad: number } | null {
  const [south = Number.NaN, north = Number.NaN, ...rest] = text
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (south >= -90 && south < north && north <= 90 && rest.length === 0) {
    return { southRad: radians(south), northRad: radians(north) };
  }
  const expected = 'two latitudes from -90 to 90 degrees, the southern first, such as -60,60';
  problems.push({
    path: '--design-latitude-deg',
    value: text,
    expected,
    message: 'it is no span of latitudes',
  });
  return null;
}
