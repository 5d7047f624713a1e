import {
  DEPLOYMENT_INPUT_IDS,
  daysFromTo,
  deploy,
  failuresPerYear,
  gradeOf,
  launchRates,
  planeDriftDays,
  planeSpacingRad,
  serviceByDate,
  shortageProb,
} from '@cupola/core/acquisition';
import type {
  Assumption,
  CadenceLimit,
  DeploymentAnswer,
  Grade,
  PerformanceByDate,
} from '@cupola/core/acquisition';
import type { CoverageOnDate, CustodyOnDate, ServiceByDate } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';
import { pause } from '../../interruption.ts';
import { provenanceOf } from '../../mission/provenance.ts';
import type { Provenance } from '../../page/reproduction.ts';
import { coverageOf, servingSlots } from './coverage-on-dates.ts';
import { custodyOf } from './custody-on-dates.ts';
import { deploymentQuestion } from './load-deployment.ts';
import { serviceContext } from './layer-service.ts';
import type { LoadedDeployment } from './load-deployment.ts';
import { eachSatellite } from './each-satellite.ts';
import type { EachSatellite, SizeCampaign } from './each-satellite.ts';
import { launchesByFiscalYear, steadyState } from './fleet-years.ts';
import type { FiscalYearLaunches, SteadyState } from './fleet-years.ts';
import { namedPackings } from './named-packings.ts';
import type { NamedPacking } from './named-packings.ts';

/** Coverage on a date in a future with little, middling and much service. */
export interface CoverageFan {
  readonly date: string;
  readonly hosts: number;
  readonly p10: CoverageOnDate;
  readonly p50: CoverageOnDate;
  readonly p90: CoverageOnDate;
}

export interface DriftRow {
  readonly parkingAltitudeKm: number;
  /** For 1, 2, ... planes, days; infinite where nodes do not part. */
  readonly days: readonly number[];
}

/** Spares of a plane, and how often they are too few. */
export interface SpareRow {
  readonly spares: number;
  readonly shortageProb: number;
}

/** A deployment with all it rests on. */
export interface DeploymentStudy {
  readonly loaded: LoadedDeployment;
  readonly answer: DeploymentAnswer;
  readonly service: ServiceByDate;
  readonly coverage: readonly CoverageFan[];
  readonly packings: readonly NamedPacking[];
  readonly drift: readonly DriftRow[];
  readonly spares: readonly SpareRow[];
  /** What limits the launches of each year, at the values of the inputs. */
  readonly rates: readonly { readonly perYear: number; readonly limit: CadenceLimit }[];
  readonly launchesByFiscalYear: readonly FiscalYearLaunches[];
  readonly steady: SteadyState;
  /** Null when no campaign was named. */
  readonly each: EachSatellite | null;
  readonly assumptions: readonly (Assumption & { readonly grade: Grade })[];
  readonly provenance: Provenance;
}

export interface DeploymentOptions {
  /** Runs with other numbers of satellites, to say what each buys. */
  readonly campaign: SizeCampaign | null;
  readonly workers: number;
  readonly onStep: (step: number, steps: number) => void;
}

export type DeploymentDone =
  | { readonly ok: true; readonly study: DeploymentStudy }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Planes that the table of drift goes to. */
const DRIFT_PLANES = 4;
const PARKING_KM = [300, 350, 400, 450, 500, 550, 600, 700, 800, 900];
const MOST_SPARES = 5;

/** Deploys a layer, and asks the engines of coverage and custody what is in service sees. */
export async function performDeployment(
  loaded: LoadedDeployment,
  command: string,
  options: DeploymentOptions,
): Promise<DeploymentDone> {
  const question = deploymentQuestion(loaded);
  const outcome = deploy(question);
  if (!outcome.ok) throw new Error(`broken invariant: ${outcome.error.code} was told before`);
  const { answer } = outcome;
  const { deployment, acquisition, hosts, mission, coverageDates } = loaded;
  const { orderedOn, custody: flights, plan } = deployment;
  const steps = coverageDates.length + (mission === null ? 0 : (flights?.dates.length ?? 0));
  const futures = {
    p10: answer.history(answer.typicalDraws.p10),
    p50: answer.history(answer.typicalDraws.p50),
    p90: answer.history(answer.typicalDraws.p90),
  };
  const coverage: CoverageFan[] = [];
  for (const date of coverageDates) {
    options.onStep(coverage.length, steps);
    // oxlint-disable-next-line no-await-in-loop -- the event loop must turn between dates, not after all of them
    await pause();
    const day = daysFromTo(orderedOn, date);
    const serving = hosts === null || date < hosts.from ? null : hosts;
    const seen = (future: keyof typeof futures): CoverageOnDate =>
      coverageOf(plan.shell, servingSlots(futures[future], day), serving, deployment.coverage);
    coverage.push({ date, hosts: serving?.count ?? 0, p10: seen('p10'), p50: seen('p50'), p90: seen('p90') });
  }
  const custody = new Map<string, CustodyOnDate>();
  if (mission !== null && flights !== undefined) {
    for (const [index, date] of flights.dates.entries()) {
      options.onStep(coverage.length + index, steps);
      const day = daysFromTo(orderedOn, date);
      const hostsServe = deployment.hosts === undefined || date >= deployment.hosts.from;
      // oxlint-disable-next-line no-await-in-loop -- each date takes all threads
      const done = await custodyOf(mission, flights, plan.shell, servingSlots(futures.p50, day), hostsServe, {
        workers: options.workers,
        onSecond: () => undefined,
      });
      if (!done.ok) return done;
      if (done.custody !== null) custody.set(date, done.custody);
    }
  }
  const performance: PerformanceByDate = {
    coverage: new Map(coverage.map(({ date, p50 }) => [date, p50])),
    custody,
  };
  const { shell } = plan;
  const perPlane = shell.count / shell.planes;
  const leadYears = deployment.spareLeadMonths / 12;
  const failures = perPlane * leadYears * failuresPerYear(question.failures, question.lifeYears.value);
  return {
    ok: true,
    study: {
      loaded,
      answer,
      service: serviceByDate(answer, serviceContext(loaded), performance),
      coverage,
      packings: namedPackings(question),
      drift: PARKING_KM.filter((km) => km * 1000 !== plan.parkingAltitudeM)
        .concat(plan.parkingAltitudeM / 1000)
        .toSorted((a, b) => a - b)
        .map((parkingAltitudeKm) => ({
          parkingAltitudeKm,
          days: Array.from({ length: DRIFT_PLANES }, (_, planes) =>
            planeDriftDays((planes + 1) * planeSpacingRad(shell), {
              parkingAltitudeM: parkingAltitudeKm * 1000,
              targetAltitudeM: shell.altitudeM,
              inclinationRad: shell.inclinationRad,
            }),
          ),
        })),
      spares: Array.from({ length: MOST_SPARES + 1 }, (_, spares) => ({
        spares,
        shortageProb: shortageProb(failures, spares),
      })),
      rates: launchRates({
        ...plan.cadence,
        padLaunchesPerYear: deployment.assumptions.padLaunchesPerYear.value,
        turnaroundDays: deployment.assumptions.turnaroundDays.value,
      }),
      launchesByFiscalYear: launchesByFiscalYear(answer, orderedOn, deployment.untilDate),
      each: options.campaign === null ? null : eachSatellite(loaded, answer.packing, options.campaign),
      steady: steadyState(answer, orderedOn, shell.count),
      assumptions: [
        acquisition.assumptions.launchSuccessProb,
        acquisition.assumptions.launchUsdM,
        acquisition.assumptions.lifeYears,
        ...DEPLOYMENT_INPUT_IDS.map((id) => deployment.assumptions[id]),
      ].map((each) => ({ ...each, grade: gradeOf(each) })),
      provenance: provenanceOf(command),
    },
  };
}
