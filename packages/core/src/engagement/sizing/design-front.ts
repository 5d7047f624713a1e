import { interceptorsFor } from '../closed-form/absentee.ts';
import { bestInclination } from './best-inclination.ts';
import type { FleetDemand } from './demand.ts';

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
): readonly FleetDesign[] {
  return altitudesM.flatMap((altitudeM) =>
    extraDecisionsS.flatMap((extraDecisionS): readonly FleetDesign[] => {
      const flyOutS = demand.flyOutS - extraDecisionS;
      const { inclinationRad, absenteeRatio } = bestInclination({ ...demand, flyOutS }, altitudeM);
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
  const beats = (a: FleetDesign, b: FleetDesign): boolean =>
    a.interceptors <= b.interceptors &&
    a.extraDecisionS >= b.extraDecisionS &&
    a.altitudeM >= b.altitudeM &&
    (a.interceptors < b.interceptors || a.extraDecisionS > b.extraDecisionS || a.altitudeM > b.altitudeM);
  return designs
    .filter((design) => !designs.some((other) => beats(other, design)))
    .toSorted((a, b) => a.interceptors - b.interceptors || b.altitudeM - a.altitudeM);
}
