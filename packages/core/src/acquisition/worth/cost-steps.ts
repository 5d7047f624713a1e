import { COST_ELEMENTS, layerCostInto } from '../cost/layer-cost.ts';
import type { LayerInputs, LayerPlan } from '../cost/layer-cost.ts';
import { loadsOf } from '../deployment/packing.ts';
import type { Packing } from '../deployment/packing.ts';
import type { WalkerShell } from '../../constellation/index.ts';

/** A layer with a whole number of satellites in each plane, on whole launches. */
export interface CostStep {
  readonly satellites: number;
  readonly launches: number;
  /** Millions of dollars of the base year. */
  readonly totalUsdM: number;
  /** For each satellite more than the step before; null of the first. */
  readonly perExtraSatelliteUsdM: number | null;
}

/** What the cost of a layer of any size rests on. */
export interface SizedLayer {
  readonly plan: LayerPlan;
  readonly inputs: LayerInputs;
  readonly shell: WalkerShell;
  readonly packing: Packing;
}

/**
 * Cost of a layer by its size, at given inputs: planes stay, and each gets one satellite more from step to step, so that satellites come by whole rings and launches whole. Everything
 * else is the cost of the layer as ever.
 *
 * Satellites grow evenly to their number, whatever a deployment says of one number.
 *
 * @param mostPerPlane - The last step has so many in each plane.
 */
export function costSteps(
  { plan: dated, inputs, shell, packing }: SizedLayer,
  mostPerPlane: number,
): readonly CostStep[] {
  const { wanted: _, ...plan } = dated;
  const out = new Float64Array(COST_ELEMENTS.length * plan.years);
  const steps: CostStep[] = [];
  for (let perPlane = 1; perPlane <= mostPerPlane; perPlane++) {
    const satellites = perPlane * shell.planes;
    const launches = loadsOf({ ...shell, count: satellites }, packing).length;
    layerCostInto(out, { ...plan, satellites }, { ...inputs, satellitesPerLaunch: satellites / launches });
    const totalUsdM = out.reduce((sum, usdM) => sum + usdM, 0);
    const before = steps.at(-1);
    steps.push({
      satellites,
      launches,
      totalUsdM,
      perExtraSatelliteUsdM:
        before === undefined ? null : (totalUsdM - before.totalUsdM) / (satellites - before.satellites),
    });
  }
  return steps;
}

/** The step that has at least so many satellites; null beyond the last. */
export function stepFor(steps: readonly CostStep[], satellites: number): CostStep | null {
  return steps.find((step) => step.satellites >= satellites) ?? null;
}
