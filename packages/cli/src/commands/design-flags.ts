import type { WalkerShell } from '@cupola/core/constellation';
import { rowsWithin } from '@cupola/core/coverage';
import type { RowsWithin, StereoBand } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { readCoverageFlags } from './coverage-flags.ts';
import type { CoverageFlags, CoverageWish } from './coverage-flags.ts';
import { NumberList } from './number-list.ts';

/** Flags of `cupola coverage --design` as the command line gives them. */
export interface DesignFlags extends CoverageFlags {
  readonly designCounts?: string;
  readonly designPlanes?: string;
  readonly designAltitudeKm?: string;
  readonly designInclinationDeg?: string;
  readonly designPhasing?: string;
  readonly designLatitudeDeg?: string;
  readonly designFinalists?: string;
}

export interface DesignWish extends Omit<CoverageWish, 'stereo'> {
  readonly stereo: StereoBand;
  readonly shells: readonly WalkerShell[];
  /** Combinations whose count does not divide by the planes. */
  readonly skipped: number;
  readonly within: RowsWithin;
  readonly finalistCount: number;
}

export type DesignWishOutcome =
  | { readonly ok: true; readonly wish: DesignWish }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the window and the rows are when nothing is said: an answer in seconds. The step stands in no simple ratio to orbits or to the day. */
const DEFAULTS = { hours: '24', stepS: '157', points: '1000', stereo: '30,150' };

const MOST_CANDIDATES = 5000;
/** Satellites of all candidates together, times rows of latitude: some minutes. */
const MOST_SATELLITE_ROWS = 1e8;
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
  const counts = list.read('--design-counts', flags.designCounts, 1, 20_000, 'whole');
  const planes = list.read('--design-planes', flags.designPlanes, 1, 1000, 'whole');
  const altitudesKm = list.read('--design-altitude-km', flags.designAltitudeKm, 160, 50_000);
  const inclinationsDeg = list.read('--design-inclination-deg', flags.designInclinationDeg, 0, 180);
  const [phasing = 0] = list.read('--design-phasing', flags.designPhasing ?? '1', 0, 999, 'whole', 1);
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

  const pairs = counts.flatMap((count) => planes.map((each) => ({ count, planes: each })));
  const whole = pairs.filter((pair) => pair.count % pair.planes === 0);
  const variants = altitudesKm.length * inclinationsDeg.length;
  const candidates = whole.length * variants;
  const satellites = whole.reduce((sum, { count }) => sum + count, 0) * variants;
  if (whole.length === 0) {
    const message = 'no count divides by any number of planes, so that there is no shell to compare';
    const expected = `a multiple of ${planes.join(' or ')}`;
    problems.push({ path: '--design-counts', value: flags.designCounts, expected, message });
  }
  const { wish } = base;
  if (wish.points > MOST_POINTS) {
    const message = 'the counts of so many rows for so many designs would not fit into memory';
    const expected = `at most ${MOST_POINTS} with --design`;
    return {
      ok: false,
      problems: [...problems, { path: '--points', value: wish.points, expected, message }],
    };
  }
  const within = rowsWithin(wish.points, wish.surface, wish.sight, span);
  const most = Math.floor(MOST_SATELLITE_ROWS / within.grid.rowCount);
  if (candidates > MOST_CANDIDATES || satellites > most) {
    const message = `these are ${candidates} shells of ${satellites} satellites together`;
    const expected = `at most ${MOST_CANDIDATES} shells of ${most} satellites together for ${within.grid.rowCount} rows; fewer values`;
    problems.push({ path: '--design', value: flags.designCounts, expected, message });
  }
  const looks = wish.points * wish.sampleCount * Math.max(0, ...whole.map(({ count }) => count));
  if (looks > MOST_FULL_LOOKS) {
    const message = `the full computation of one finalist would look ${looks.toPrecision(2)} times (points x samples x satellites)`;
    const expected = `at most ${MOST_FULL_LOOKS}; fewer points or a longer step`;
    problems.push({ path: '--points', value: wish.points, expected, message });
  }
  if (within.rows.length === 0) {
    const message = `none of the ${within.grid.rowCount} rows has its middle there`;
    const expected = 'a wider span of latitudes, or more points';
    problems.push({ path: '--design-latitude-deg', value: flags.designLatitudeDeg, expected, message });
  }
  const { stereo } = wish;
  if (problems.length > 0 || stereo === null) return { ok: false, problems };
  const shells = whole.flatMap((pair) =>
    altitudesKm.flatMap((altitudeKm) =>
      inclinationsDeg.map((inclinationDeg): WalkerShell => ({
        kind: 'delta',
        ...pair,
        phasing: phasing % pair.planes,
        altitudeM: 1000 * altitudeKm,
        inclinationRad: radians(inclinationDeg),
      })),
    ),
  );
  const skipped = (pairs.length - whole.length) * variants;
  return { ok: true, wish: { ...wish, stereo, shells, skipped, within, finalistCount } };
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
