import type { ServiceOnDate } from '@cupola/core/messages';
import { present } from '@cupola/core/foundation';
import type { CoverageFan, DeploymentStudy, SpareRow } from './deployment-study.ts';
import { datesOf, manifestOf, packingRows, shareOfSold } from './deployment-rows.ts';
import type { ManifestRow, MilestoneDates, PackingRow } from './deployment-rows.ts';
import type { EachSatellite } from './each-satellite.ts';
import { deploymentWords } from './deployment-words.ts';
import type { FiscalYearLaunches, SteadyState } from './fleet-years.ts';

/** The answer as other programs read it. */
export interface DeploymentReport {
  readonly title: string;
  readonly simulated: true;
  readonly seed: number;
  readonly draws: number;
  readonly orderedOn: string;
  readonly satellites: number;
  readonly planes: number;
  readonly packing: {
    readonly satellitesPerLaunch: number;
    readonly planesPerLaunch: number;
    readonly capacityKg: number;
    readonly satellitesByMass: number;
    /** Null: never. */
    readonly driftDaysPerPlane: number | null;
  };
  readonly launches: {
    readonly planned: number;
    /** Satellites over satellites on a launch. */
    readonly byNumber: number;
    readonly priceUsdM: number;
    readonly priceUsdMPerSatellite: number;
    readonly lost: DeploymentStudy['answer']['lostLaunches'];
    readonly byFiscalYear: readonly (FiscalYearLaunches & {
      /** Of the launches that are sold to others than the launcher's own constellation, and of all. */
      readonly shareOfSold: number;
      readonly shareOfAll: number;
    })[];
    /** Of the launches sold in the years of the build-up. */
    readonly shareOfSold: number;
    readonly rates: DeploymentStudy['rates'];
  };
  readonly milestones: {
    readonly firstLaunch: MilestoneDates;
    readonly half: MilestoneDates;
    readonly nineTenths: MilestoneDates;
    readonly lastBuildUpLaunch: MilestoneDates;
  };
  readonly inService: readonly ServiceOnDate[];
  readonly coverageByDate: readonly CoverageFan[];
  readonly custodyByDate: readonly (NonNullable<ServiceOnDate['custody']> & { readonly date: string })[];
  readonly manifest: readonly ManifestRow[];
  readonly packings: readonly PackingRow[];
  readonly drift: readonly {
    readonly parkingAltitudeKm: number;
    readonly days: readonly (number | null)[];
  }[];
  readonly spares: readonly SpareRow[];
  readonly steadyState: SteadyState;
  readonly eachSatellite: EachSatellite | null;
  readonly words: readonly string[];
  readonly assumptions: DeploymentStudy['assumptions'];
}

export function deploymentReport(study: DeploymentStudy): DeploymentReport {
  const { loaded, answer, service } = study;
  const { acquisition, deployment } = loaded;
  const { packing } = answer;
  const { shell } = deployment.plan;
  const [asPlanned] = packingRows(study);
  const { launches, launchesByNumber, priceUsdM, priceUsdMPerSatellite } = present(asPlanned);
  const { soldLaunchesPerYear, fleetLaunchesPerYear } = deployment.assumptions;
  return {
    title: acquisition.title,
    simulated: true,
    seed: acquisition.seed,
    draws: deployment.draws,
    orderedOn: deployment.orderedOn,
    satellites: shell.count,
    planes: shell.planes,
    packing: {
      satellitesPerLaunch: packing.satellitesPerLaunch,
      planesPerLaunch: packing.planesPerLaunch,
      capacityKg: packing.capacityKg,
      satellitesByMass: packing.byMass,
      driftDaysPerPlane: finite(packing.driftDaysPerPlane),
    },
    launches: {
      planned: launches,
      byNumber: launchesByNumber,
      priceUsdM,
      priceUsdMPerSatellite,
      lost: answer.lostLaunches,
      byFiscalYear: study.launchesByFiscalYear.map((year) => ({
        ...year,
        shareOfSold: year.mean / soldLaunchesPerYear.value,
        shareOfAll: year.mean / fleetLaunchesPerYear.value,
      })),
      shareOfSold: shareOfSold(study),
      rates: study.rates,
    },
    milestones: {
      firstLaunch: datesOf(answer.firstLaunchDay, deployment.orderedOn),
      half: datesOf(answer.halfDay, deployment.orderedOn),
      nineTenths: datesOf(answer.nineTenthsDay, deployment.orderedOn),
      lastBuildUpLaunch: datesOf(answer.lastBuildUpLaunchDay, deployment.orderedOn),
    },
    inService: service.dates,
    coverageByDate: study.coverage,
    custodyByDate: service.dates.flatMap(({ date, custody }) =>
      custody === null ? [] : [{ date, ...custody }],
    ),
    manifest: manifestOf(study),
    packings: packingRows(study),
    drift: study.drift.map(({ parkingAltitudeKm, days }) => ({ parkingAltitudeKm, days: days.map(finite) })),
    spares: study.spares,
    steadyState: study.steady,
    eachSatellite: study.each,
    words: deploymentWords(study),
    assumptions: study.assumptions,
  };
}

function finite(days: number): number | null {
  return Number.isFinite(days) ? days : null;
}
