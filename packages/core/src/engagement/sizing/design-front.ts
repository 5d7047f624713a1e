import type { Surface } from '../../coverage/index.ts';
import { interceptorsFor } from '../closed-form/absentee.ts';
import { bestInclination, inclinationsBeside } from './best-inclination.ts';
import type { FleetDemand } from './demand.ts';
import { NARROW, walkerSizesByPlanes } from './walker-size.ts';
import type { WalkerSize } from './walker-size.ts';

/** A fleet at its best inclination. */
export interface FleetDesign {
  readonly altitudeM: number;
  readonly inclinationRad: number;
  readonly flyOutS: number;
  /** Later than the demand's own order, s. */
  readonly extraDecisionS: number;
  readonly absenteeRatio: number;
  /** Enough on average. */
  readonly interceptors: number;
}

/** Fleets for every altitude and every delay of the order, at the inclination that suits the launch latitudes. */
export function fleetDesigns(
  demand: FleetDemand,
  altitudesM: readonly number[],
  extraDecisionsS: readonly number[],
  surface: Surface,
): readonly FleetDesign[] {
  return altitudesM.flatMap((altitudeM) =>
    extraDecisionsS.flatMap((extraDecisionS): readonly FleetDesign[] => {
      const flyOutS = demand.flyOutS - extraDecisionS;
      const { inclinationRad, absenteeRatio } = bestInclination({ ...demand, flyOutS }, altitudeM, surface);
      if (!(flyOutS > 0) || !Number.isFinite(absenteeRatio)) return [];
      const interceptors = interceptorsFor(absenteeRatio, demand.missiles, demand.shotsPerTarget);
      return [{ altitudeM, inclinationRad, flyOutS, extraDecisionS, absenteeRatio, interceptors }];
    }),
  );
}

/**
 * Designs that no other beats in all three: fewer interceptors, more time to decide, a higher orbit (which the air brings down later). By rising
 * number.
 */
export function designFront(designs: readonly FleetDesign[]): readonly FleetDesign[] {
  return unbeaten(designs, [
    ({ interceptors }) => interceptors,
    ({ extraDecisionS }) => -extraDecisionS,
    ({ altitudeM }) => -altitudeM,
  ]);
}

/** Walker shells that are enough with the wanted confidence, for every altitude, inclinations about the best of each, and numbers of planes. */
export function patternDesigns(
  demand: FleetDemand,
  altitudesM: readonly number[],
  surface: Surface,
): readonly WalkerSize[] {
  return altitudesM.flatMap((altitudeM) =>
    inclinationsBeside(bestInclination(demand, altitudeM, surface).inclinationRad).flatMap((inclinationRad) =>
      walkerSizesByPlanes(demand, { altitudeM, inclinationRad }, surface, NARROW),
    ),
  );
}

/**
 * Shells that no other beats in all three: fewer interceptors, fewer planes (each has to be launched into), a higher orbit; of those alike the one
 * with the largest share of launches. By rising number.
 */
export function patternFront(designs: readonly WalkerSize[]): readonly WalkerSize[] {
  const surest = new Map<string, WalkerSize>();
  for (const design of designs) {
    const { count, planes, altitudeM } = design.shell;
    const key = [count, planes, altitudeM].join();
    if (design.achieved > (surest.get(key)?.achieved ?? 0)) surest.set(key, design);
  }
  return unbeaten(
    [...surest.values()],
    [({ shell }) => shell.count, ({ shell }) => shell.planes, ({ shell }) => -shell.altitudeM],
  );
}

function beats(a: readonly number[], b: readonly number[]): boolean {
  return (
    a.every((value, index) => value <= (b[index] ?? 0)) && a.some((value, index) => value < (b[index] ?? 0))
  );
}

/** Those that no other is as good as in everything and better in something; all measures are better when smaller. By the first, then the last. */
function unbeaten<T>(designs: readonly T[], measures: readonly ((design: T) => number)[]): readonly T[] {
  const rows = designs.map((design) => measures.map((measure) => measure(design)));
  return designs
    .map((design, index) => ({ design, row: rows[index] ?? [] }))
    .filter(({ row }) => !rows.some((other) => beats(other, row)))
    .toSorted((a, b) => (a.row[0] ?? 0) - (b.row[0] ?? 0) || (a.row.at(-1) ?? 0) - (b.row.at(-1) ?? 0))
    .map(({ design }) => design);
}
