import { YEAR_DAYS, dateAfter, sizeOf } from '@cupola/core/acquisition';
import type { LoadPart } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';
import type { MilestoneDay } from '@cupola/core/messages';
import type { DeploymentStudy } from './deployment-study.ts';

/** A launch of the build-up as the plan goes: everything at its value, nothing lost. */
export interface ManifestRow {
  readonly launch: number;
  readonly date: string;
  readonly satellites: number;
  readonly massKg: number;
  readonly priceUsdM: number;
  /** What goes to one plane, planes counted from 0. */
  readonly parts: readonly ManifestPart[];
}

export interface ManifestPart {
  readonly plane: number;
  readonly satellites: number;
  readonly driftDays: number;
  readonly inServiceOn: string;
}

/** Dates over the draws; null where more draws never come there than the percentile leaves. */
export interface MilestoneDates {
  readonly p10: string | null;
  readonly p50: string | null;
  readonly p90: string | null;
  readonly neverProb: number;
}

/** Another packing in dates and money; null where the horizon ends before. */
export interface PackingRow {
  readonly name: string;
  readonly satellitesPerLaunch: number;
  readonly planesPerLaunch: number;
  readonly launches: number;
  readonly launchesByNumber: number;
  readonly priceUsdM: number;
  readonly priceUsdMPerSatellite: number;
  readonly lastLaunchOn: string | null;
  readonly allInServiceOn: string | null;
}

/** Launches of the build-up as the plan goes. */
export function manifestOf({ answer, loaded }: DeploymentStudy): readonly ManifestRow[] {
  const { deployment, acquisition } = loaded;
  const { satelliteMassKg, adapterShare } = deployment.assumptions;
  let before = 0;
  return answer.planned.launches
    .filter(({ generation }) => generation === 0)
    .map(({ day, load }, index): ManifestRow => {
      const parts: readonly LoadPart[] = present(answer.loads[load]);
      const satellites = sizeOf(parts);
      const rows = parts.map(({ plane, slots, driftPlanes }): ManifestPart => {
        const serviceDay = present(answer.planned.satellites[before]).serviceDay;
        before += slots.length;
        return {
          plane,
          satellites: slots.length,
          driftDays: driftPlanes === 0 ? 0 : driftPlanes * answer.packing.driftDaysPerPlane,
          inServiceOn: dateAfter(deployment.orderedOn, serviceDay),
        };
      });
      return {
        launch: index + 1,
        date: dateAfter(deployment.orderedOn, day),
        satellites,
        massKg: satellites * satelliteMassKg.value * (1 + adapterShare.value),
        priceUsdM: acquisition.assumptions.launchUsdM.value,
        parts: rows,
      };
    });
}

export function packingRows({ packings, loaded }: DeploymentStudy): readonly PackingRow[] {
  const { deployment, acquisition } = loaded;
  const { count } = deployment.plan.shell;
  const price = acquisition.assumptions.launchUsdM.value;
  const dateOf = (day: number): string | null =>
    Number.isFinite(day) ? dateAfter(deployment.orderedOn, day) : null;
  return packings.map(({ lastLaunchDay, allInServiceDay, ...option }) => ({
    ...option,
    priceUsdM: option.launches * price,
    priceUsdMPerSatellite: (option.launches * price) / count,
    lastLaunchOn: dateOf(lastLaunchDay),
    allInServiceOn: dateOf(allInServiceDay),
  }));
}

export function datesOf({ p10, p50, p90, neverProb }: MilestoneDay, orderedOn: string): MilestoneDates {
  const dateOf = (day: number | null): string | null => (day === null ? null : dateAfter(orderedOn, day));
  return { p10: dateOf(p10), p50: dateOf(p50), p90: dateOf(p90), neverProb };
}

/** Launches of the build-up over those that are sold in the years begun from its first to its last; as the plan goes. */
export function shareOfSold({ answer, loaded }: DeploymentStudy): number {
  const built = answer.planned.launches.filter(({ generation }) => generation === 0);
  const years = 1 + Math.floor(((built.at(-1)?.day ?? 0) - (built[0]?.day ?? 0)) / YEAR_DAYS);
  return built.length / (years * loaded.deployment.assumptions.soldLaunchesPerYear.value);
}
