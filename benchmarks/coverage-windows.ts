/**
 * Rise and set of 1,000 satellites over 2,500 places in 24 h, every window found and joined to exact gaps: wall time with one and with two
 * threads, through the same call as `cupola coverage --windows`. The bar: 5 s on two cores; the aim: 3 s.
 *
 * Beside it the naive oracle from the same run: every pair at every 10 s, refined by halving to 10 ms. It is timed on some of the places,
 * compared with ours there window by window, and carried to all of them in proportion.
 *
 *   npm run bench:windows
 */
import { EQUATORIAL_SPHERE, fibonacciPoints } from '../packages/core/src/coverage/index.ts';
import type { Sight, Surface } from '../packages/core/src/coverage/index.ts';
import { julianDateFromIso, present, radians, usFromS } from '../packages/core/src/foundation/index.ts';
import { earthAngleRad, earthRotationFrom } from '../packages/core/src/physics/index.ts';
import type { Ephemeris } from '../packages/core/src/physics/index.ts';
import { ephemerisOf } from '../packages/runtime/src/satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../packages/runtime/src/satellites/satellite-groups.ts';
import { performWindows } from '../packages/runtime/src/coverage/windows/perform-windows.ts';
import type { WindowRow, WindowSettings } from '../packages/runtime/src/coverage/windows/perform-windows.ts';
import { machineLine } from './machine.ts';

const PLACES = 2500;
const NAIVE_PLACES = 5;
const NAIVE_STEP_S = 10;
const NAIVE_TOLERANCE_S = 0.01;
const DURATION_S = 86_400;

const epoch = present(julianDateFromIso('2026-07-24T00:00:00Z'));
const walker = {
  kind: 'delta',
  count: 1000,
  planes: 40,
  phasing: 1,
  altitudeKm: 1000,
  inclinationDeg: 70,
} as const;
const satellites: SatelliteGroups = {
  groups: [{ id: 'custody', sensors: [], walker }],
  catalogues: new Map(),
  window: { epoch, from: epoch, durationS: DURATION_S, maxElementAgeDays: 30 },
  fromUs: 0,
  catalogueObjects: null,
  lost: [],
};
const ephemeris = ephemerisOf(satellites, []);

function settingsOf(elevationDeg: number, surface: Surface): WindowSettings {
  const sight: Sight = { kind: 'elevation', minElevationRad: radians(elevationDeg) };
  return { grid: 'fibonacci', cellCount: PLACES, surface, sight, durationS: DURATION_S, minDurationS: 0 };
}

interface Case {
  readonly elevationDeg: number;
  readonly surface: Surface;
}

const CASES: readonly Case[] = [
  { elevationDeg: 20, surface: EQUATORIAL_SPHERE },
  { elevationDeg: 20, surface: { kind: 'wgs84' } },
  { elevationDeg: 5, surface: EQUATORIAL_SPHERE },
  { elevationDeg: 5, surface: { kind: 'wgs84' } },
];

process.stdout.write(`${machineLine()}\n\n`);
process.stdout.write(
  'elevation  surface   threads  windows     in view  wall s  processor s  M windows/s  peak MB so far\n',
);
for (const { elevationDeg, surface } of CASES) {
  const settings = settingsOf(elevationDeg, surface);
  let bestS = Number.POSITIVE_INFINITY;
  for (const workers of [1, 2]) {
    const startMs = performance.now();
    const startCpu = process.cpuUsage();
    // oxlint-disable-next-line no-await-in-loop -- one measurement after the other
    const { windows, meanInView } = await performWindows({ satellites, settings }, ephemeris, PLACES, {
      workers,
      onProgress: () => undefined,
      onRows: null,
    });
    const wallS = (performance.now() - startMs) / 1000;
    const { user, system } = process.cpuUsage(startCpu);
    bestS = Math.min(bestS, wallS);
    const cells = [
      `${elevationDeg}°`.padStart(9),
      surface.kind.padEnd(8),
      String(workers).padStart(7),
      String(windows.count).padEnd(10),
      meanInView.toFixed(3).padStart(7),
      wallS.toFixed(2).padStart(6),
      ((user + system) / 1e6).toFixed(2).padStart(11),
      (windows.count / wallS / 1e6).toFixed(2).padStart(11),
      (process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(7),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
  }
  // oxlint-disable-next-line no-await-in-loop -- as above
  process.stdout.write(`${await besideNaive(settings, elevationDeg, surface, bestS)}\n`);
}

async function besideNaive(
  settings: WindowSettings,
  elevationDeg: number,
  surface: Surface,
  bestS: number,
): Promise<string> {
  const startMs = performance.now();
  const naive = naiveWindows(ephemeris, surface, radians(elevationDeg));
  const naiveS = ((performance.now() - startMs) / 1000 / NAIVE_PLACES) * PLACES;
  const ours: WindowRow[] = [];
  const few = { ...settings, cellCount: NAIVE_PLACES };
  await performWindows({ satellites, settings: few }, ephemeris, NAIVE_PLACES, {
    workers: 1,
    onProgress: () => undefined,
    onRows: (rows) => ours.push(...rows),
  });
  const theirs = new Map(naive.map((row) => [keyOf(row), row]));
  let apartS = 0;
  let extraLongestS = 0;
  for (const row of ours) {
    // The naive scan may miss what is shorter than its step.
    const near = [0, -1, 1].map((shift) => theirs.get(keyOf(row, shift))).find((each) => each !== undefined);
    if (near === undefined) extraLongestS = Math.max(extraLongestS, row.setS - row.riseS);
    else {
      apartS = Math.max(apartS, Math.abs(near.riseS - row.riseS), Math.abs(near.setS - row.setS));
      theirs.delete(keyOf(near));
    }
  }
  return (
    `           naive: ${naiveS.toFixed(0)} s on one thread (${NAIVE_PLACES} places, carried to ${PLACES}): ${(naiveS / bestS).toFixed(0)} times ours; there ${ours.length} windows, ` +
    `theirs ${naive.length}: ${theirs.size} of theirs missing here, ours alone at most ${extraLongestS.toFixed(2)} s long; times at most ${(1000 * apartS).toFixed(2)} ms apart`
  );
}

/** A window of a pair by the minute of its middle. */
function keyOf({ point, satellite, riseS, setS }: WindowRow, shift = 0): string {
  return `${point} ${satellite} ${Math.round((riseS + setS) / 120) + shift}`;
}

function naiveWindows(motion: Ephemeris, surface: Surface, minElevationRad: number): WindowRow[] {
  const { positionsItrfM, zenithsItrf } = fibonacciPoints(NAIVE_PLACES, surface);
  const earth = earthRotationFrom(epoch);
  const rows: WindowRow[] = [];
  const steps = DURATION_S / NAIVE_STEP_S;
  // Positions of every satellite every step, turned to the Earth; between them the line of a step is cut by time alone.
  const tables = Array.from({ length: steps + 1 }, (_, step) => earthFixed(motion, step * NAIVE_STEP_S));
  const isIn = (at: Float64Array, satellite: number, point: number): boolean => {
    const dx = at[3 * satellite]! - positionsItrfM[3 * point]!;
    const dy = at[3 * satellite + 1]! - positionsItrfM[3 * point + 1]!;
    const dz = at[3 * satellite + 2]! - positionsItrfM[3 * point + 2]!;
    const up =
      dx * zenithsItrf[3 * point]! + dy * zenithsItrf[3 * point + 1]! + dz * zenithsItrf[3 * point + 2]!;
    return Math.asin(up / Math.sqrt(dx * dx + dy * dy + dz * dz)) >= minElevationRad;
  };
  const exact = new Float64Array(3 * motion.satelliteCount);
  const crossing = (lowS: number, satellite: number, point: number, before: boolean): number => {
    let [low, high] = [lowS, lowS + NAIVE_STEP_S];
    while (high - low > NAIVE_TOLERANCE_S) {
      const middle = (low + high) / 2;
      interpolateInto(exact, tables, middle, satellite);
      if (isIn(exact, satellite, point) === before) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  for (let point = 0; point < NAIVE_PLACES; point++) {
    for (let satellite = 0; satellite < motion.satelliteCount; satellite++) {
      let before = isIn(present(tables[0]), satellite, point);
      const startedIn = before;
      let riseS = 0;
      let windows = 0;
      for (let step = 1; step <= steps; step++) {
        const now = isIn(present(tables[step]), satellite, point);
        if (now === before) continue;
        const atS = crossing((step - 1) * NAIVE_STEP_S, satellite, point, before);
        if (now) riseS = atS;
        else {
          const startOpen = startedIn && windows === 0;
          rows.push({ point, satellite, riseS, setS: atS, startOpen, endOpen: false });
          windows += 1;
        }
        before = now;
      }
      if (before) rows.push({ point, satellite, riseS, setS: DURATION_S, startOpen: false, endOpen: true });
    }
  }
  return rows;

  function earthFixed(of: Ephemeris, atS: number): Float64Array {
    const positions = new Float64Array(3 * of.satelliteCount);
    of.positionsInertialInto(positions, usFromS(atS));
    const angle = earthAngleRad(earth, usFromS(atS));
    for (let at = 0; at < positions.length; at += 3) {
      const x = positions[at]!;
      const y = positions[at + 1]!;
      positions[at] = Math.cos(angle) * x + Math.sin(angle) * y;
      positions[at + 1] = Math.cos(angle) * y - Math.sin(angle) * x;
    }
    return positions;
  }
}

/** Cubic through the four steps about an instant: 10 s apart they give a low orbit to a centimetre. */
function interpolateInto(
  out: Float64Array,
  tables: readonly Float64Array[],
  atS: number,
  satellite: number,
): void {
  const step = Math.max(1, Math.min(tables.length - 3, Math.floor(atS / NAIVE_STEP_S)));
  const u = atS / NAIVE_STEP_S - step;
  const weights = [
    (-u * (u - 1) * (u - 2)) / 6,
    ((u + 1) * (u - 1) * (u - 2)) / 2,
    (-(u + 1) * u * (u - 2)) / 2,
    ((u + 1) * u * (u - 1)) / 6,
  ];
  for (let at = 3 * satellite; at < 3 * satellite + 3; at++) {
    out[at] = weights.reduce(
      (sum, weight, index) => sum + weight * present(tables[step - 1 + index])[at]!,
      0,
    );
  }
}
