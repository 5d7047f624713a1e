import type { WalkerShell } from '@cupola/core/constellation';
import { keepStep, usualPhasing } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';
import type { Design, DesignsLeftOut } from '@cupola/runtime';

/** The lists that designs are made of. */
export interface DesignLists {
  readonly kinds: readonly WalkerShell['kind'][];
  /** Satellites of the swept shells together. */
  readonly counts: readonly number[];
  /** Of each shell. */
  readonly planes: readonly number[];
  readonly altitudesKm: readonly number[];
  readonly inclinationsDeg: readonly number[];
  /** How many swept shells share the satellites evenly. */
  readonly shellCounts: readonly number[];
  /** Walker's F, modulo the planes; `all` is each of 0 .. P - 1, `usual` what custom has for the kind. */
  readonly phasings: readonly number[] | 'all' | 'usual';
  /** Stand beside every design. */
  readonly beside: readonly WalkerShell[];
}

/** How many designs a list of lists may come to before it is not even written out. */
const MOST_WRITTEN_OUT = 20_000;

export type DesignsMade =
  | { readonly ok: true; readonly designs: readonly Design[]; readonly leftOut: DesignsLeftOut }
  /** More than can be written out. */
  | { readonly ok: false };

type Orbit = Pick<WalkerShell, 'kind' | 'altitudeM' | 'inclinationRad'>;

/** Every combination; those that are no design are counted. */
export function designsOf(lists: DesignLists): DesignsMade {
  const orbits = lists.altitudesKm.flatMap((altitudeKm) =>
    lists.inclinationsDeg.flatMap((inclinationDeg) =>
      lists.kinds.map((kind): Orbit => ({
        kind,
        altitudeM: 1000 * altitudeKm,
        inclinationRad: radians(inclinationDeg),
      })),
    ),
  );
  const designs: Design[] = [];
  let notDivisible = 0;
  let inStep = 0;
  for (const shellCount of lists.shellCounts) {
    const choices = choicesOf(orbits, shellCount);
    if (choices === null) return { ok: false };
    for (const count of lists.counts) {
      for (const planes of lists.planes) {
        if (count % (shellCount * planes) !== 0) {
          notDivisible += choices.length;
          continue;
        }
        for (const choice of choices) {
          const shells = choice.map((orbit) => ({ ...orbit, count: count / shellCount, planes, phasing: 0 }));
          if (anyKeepStep([...shells, ...lists.beside])) {
            inStep += 1;
            continue;
          }
          for (const phased of phasedShells(shells, lists.phasings)) {
            designs.push({ shells: [...phased, ...lists.beside], sweptCount: shellCount });
          }
          if (designs.length > MOST_WRITTEN_OUT) return { ok: false };
        }
      }
    }
  }
  return { ok: true, designs, leftOut: { notDivisible, inStep } };
}

/** Every choice of so many of them, in their order; null when they are too many. */
function choicesOf(orbits: readonly Orbit[], count: number): readonly (readonly Orbit[])[] | null {
  let choices: readonly { readonly chosen: readonly Orbit[]; readonly next: number }[] = [
    { chosen: [], next: 0 },
  ];
  for (let place = 0; place < count; place++) {
    choices = choices.flatMap(({ chosen, next }) =>
      orbits.slice(next).map((orbit, index) => ({ chosen: [...chosen, orbit], next: next + index + 1 })),
    );
    if (choices.length > MOST_WRITTEN_OUT) return null;
  }
  return choices.map(({ chosen }) => chosen);
}

function anyKeepStep(shells: readonly WalkerShell[]): boolean {
  return shells.some((shell, index) => shells.slice(0, index).some((other) => keepStep(shell, other)));
}

/** The same F for all swept shells of a design. */
function phasedShells(
  shells: readonly WalkerShell[],
  phasings: DesignLists['phasings'],
): readonly (readonly WalkerShell[])[] {
  if (phasings === 'usual') return [shells.map((shell) => ({ ...shell, phasing: usualPhasing(shell) }))];
  const planes = shells[0]?.planes ?? 1;
  const asked = phasings === 'all' ? [...Array.from({ length: planes }).keys()] : phasings;
  const each = [...new Set(asked.map((phasing) => phasing % planes))];
  return each.map((phasing) => shells.map((shell) => ({ ...shell, phasing })));
}
