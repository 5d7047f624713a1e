import { assert } from '../../foundation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';

/** How satellites are put on launches. */
export interface Packing {
  /** Most on one launch. */
  readonly satellitesPerLaunch: number;
  /** Most planes that one launch serves; satellites for the second and further ones drift there. */
  readonly planesPerLaunch: number;
  /** Where a waiting orbit drifts: to planes of higher number, or lower. */
  readonly driftsTo: 'higher' | 'lower';
}

/** Satellites of one launch that go to one plane. */
export interface LoadPart {
  readonly plane: number;
  readonly slots: readonly number[];
  /** Planes they drift by: 0 for the plane the launch goes to. */
  readonly driftPlanes: number;
}

export type Load = readonly LoadPart[];

/** Satellites a launcher can lift: its capacity over their mass with their share of the adapter. */
export function satellitesByMass(capacityKg: number, satelliteMassKg: number, adapterShare: number): number {
  return Math.floor(capacityKg / (satelliteMassKg * (1 + adapterShare)));
}

/** Launches for so many satellites when planes do not matter. */
export function launchesFor(satellites: number, perLaunch: number): number {
  assert(perLaunch >= 1, 'a launch carries a satellite');
  return Math.ceil(satellites / perLaunch);
}

/**
 * Loads that fill a shell, in the order in which they are launched: spread round the Earth, so that what is up early is everywhere.
 *
 * A launch that serves one plane goes there and nowhere else; every plane gets its first launch before any gets its second. Otherwise loads are cut from the
 * satellites plane after plane in the direction in which the waiting orbit drifts, and a launch goes to the first plane of its load. Within a plane, satellites stand as far from one another as they can.
 */
export function loadsOf(shell: WalkerShell, packing: Packing): readonly Load[] {
  const { satellitesPerLaunch, planesPerLaunch } = packing;
  assert(satellitesPerLaunch >= 1 && planesPerLaunch >= 1, 'a launch carries a satellite to a plane');
  return planesPerLaunch === 1
    ? loadsPlaneByPlane(shell, satellitesPerLaunch)
    : loadsAcrossPlanes(shell, packing);
}

function loadsPlaneByPlane(shell: WalkerShell, satellitesPerLaunch: number): readonly Load[] {
  const perPlane = shell.count / shell.planes;
  const slots = spreadOrder(perPlane);
  const planes = spreadOrder(shell.planes);
  const rounds = Array.from({ length: Math.ceil(perPlane / satellitesPerLaunch) }, (_, round) =>
    slots.slice(round * satellitesPerLaunch, (round + 1) * satellitesPerLaunch),
  );
  return rounds.flatMap((own) => planes.map((plane) => [{ plane, slots: own, driftPlanes: 0 }]));
}

function loadsAcrossPlanes(
  shell: WalkerShell,
  { satellitesPerLaunch, planesPerLaunch, driftsTo }: Packing,
): readonly Load[] {
  const perPlane = shell.count / shell.planes;
  const slots = spreadOrder(perPlane);
  const loads: LoadPart[][] = [];
  let load: LoadPart[] = [];
  let free = satellitesPerLaunch;
  for (let step = 0; step < shell.planes; step++) {
    const plane = driftsTo === 'lower' ? shell.planes - 1 - step : step;
    let filled = 0;
    while (filled < perPlane) {
      const own = slots.slice(filled, filled + free);
      load.push({ plane, slots: own, driftPlanes: load.length });
      filled += own.length;
      free -= own.length;
      if (free === 0 || (filled === perPlane && load.length === planesPerLaunch)) {
        loads.push(load);
        load = [];
        free = satellitesPerLaunch;
      }
    }
  }
  if (load.length > 0) loads.push(load);
  return spreadOrder(loads.length).map((index) => loads[index] ?? []);
}

/** 0 .. count - 1 so that any first few are spread over all: by the mirrored binary digits of 0, 1, 2, ... [vanderCorput-1935] */
export function spreadOrder(count: number): readonly number[] {
  const order = new Set<number>();
  for (let index = 0; order.size < count; index++) order.add(Math.floor(mirrored(index) * count));
  return [...order];
}

/** Binary digits of a whole number, mirrored at the point: 1 is 0.5, 2 is 0.25, 3 is 0.75. */
function mirrored(index: number): number {
  let value = 0;
  for (let rest = index, weight = 0.5; rest > 0; rest = Math.floor(rest / 2), weight /= 2) {
    value += (rest % 2) * weight;
  }
  return value;
}
