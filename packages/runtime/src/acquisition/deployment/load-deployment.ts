import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { deploymentCase, readDeploymentAssumptions, readPriceIndex } from '@cupola/contract';
import type { DeploymentCase } from '@cupola/contract';
import { isoUtc } from '@cupola/core/foundation';
import {
  ALL_SATELLITES,
  byDeploymentInput,
  daysFromTo,
  fiscalYearEnd,
  fiscalYearOfDate,
  monthsAfter,
  packingOf,
} from '@cupola/core/acquisition';
import type { AcquisitionCase, DeploymentQuestion } from '@cupola/core/acquisition';
import type { Ephemeris } from '@cupola/core/physics';
import type { Problem } from '@cupola/core/scenario';
import { loadMission } from '../../mission/load-mission.ts';
import type { LoadedMission } from '../../mission/mission-with.ts';
import { missingFile } from '../../mission/load-scenario.ts';
import { loadWorkingSatellites } from '../../satellites/load-working-satellites.ts';
import { loadAcquisitionCase } from '../cost/load-case.ts';
import { programData } from '../program-data.ts';

/** Retrofitted satellites of others, where they stand at the epoch of their catalogue. */
export interface LoadedHosts {
  readonly from: string;
  readonly catalogue: string;
  readonly count: number;
  readonly ephemeris: Ephemeris;
  readonly epoch: string;
}

/** A case with everything its deployment needs from outside. */
export interface LoadedDeployment {
  readonly acquisition: AcquisitionCase;
  readonly deployment: DeploymentCase;
  readonly hosts: LoadedHosts | null;
  /** Null when no flights are asked for. */
  readonly mission: LoadedMission | null;
  /** When coverage is asked for. */
  readonly coverageDates: readonly string[];
}

export type DeploymentLoad =
  | { readonly ok: true; readonly loaded: LoadedDeployment }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface DeploymentWish {
  readonly settings: readonly string[];
  /** Are flights to be simulated? */
  readonly custody: boolean;
}

/** Longest an orbit of a host is carried, s. */
const HOUR_S = 3600;

/** Reads the section `deployment` of an acquisition file with its catalogue and scenario; every problem at once, each with its file. */
export function loadDeployment(file: string, { settings, custody }: DeploymentWish): DeploymentLoad {
  const loaded = loadAcquisitionCase(file, settings);
  if (!loaded.ok) {
    const { problems, catalogue } = loaded;
    return { ok: false, problems: [...problems, ...catalogueProblems(file, catalogue)] };
  }
  const { acquisition } = loaded;
  const deployment = deploymentCase(
    loaded.file,
    readDeploymentAssumptions(programData('assumptions.yaml')),
    readPriceIndex(programData('price-index.yaml')),
  );
  if (deployment === null) {
    const message = 'this case does not say how its layer gets into orbit';
    const expected = 'a section `deployment` (docs/deploy.md)';
    return { ok: false, problems: [{ path: 'deployment', value: null, expected, message, file }] };
  }
  const problems: Problem[] = [...liftProblems(deployment, file)];
  const hosts = loadHosts(deployment, file, problems);
  const mission = custody ? loadFlights(deployment, file, problems) : null;
  if (problems.length > 0) return { ok: false, problems };
  const coverageDates = deployment.coverage.dates ?? usualDates(deployment);
  return { ok: true, loaded: { acquisition, deployment, hosts, mission, coverageDates } };
}

/** What is asked of the model; days are those on which satellites are counted. */
export function deploymentQuestion(
  { acquisition, deployment, coverageDates }: LoadedDeployment,
  draws: number = deployment.draws,
): DeploymentQuestion {
  const { seed, correlation, assumptions } = acquisition;
  const { orderedOn, untilDate, plan, custody } = deployment;
  const asked = [...coverageDates, ...(custody?.dates ?? [])];
  const days = new Set(asked.map((date) => daysFromTo(orderedOn, date)));
  for (let month = 0, date = orderedOn; date <= untilDate; month++, date = monthsAfter(orderedOn, month))
    days.add(daysFromTo(orderedOn, date));
  for (let year = fiscalYearOfDate(orderedOn); year <= fiscalYearOfDate(untilDate); year++)
    days.add(daysFromTo(orderedOn, fiscalYearEnd(year)));
  return {
    plan,
    assumptions: deployment.assumptions,
    launchSuccessProb: assumptions.launchSuccessProb,
    lifeYears: assumptions.lifeYears,
    failures: ALL_SATELLITES,
    seed,
    draws,
    correlation,
    days: [...days].filter((day) => day >= 0).toSorted((a, b) => a - b),
  };
}

/** Every half year for five years from the planned first launch, inside the case; a quarter after the hosts begin, too. */
function usualDates({ firstLaunchOn, untilDate, hosts }: DeploymentCase): readonly string[] {
  const halfYears = Array.from({ length: 15 }, (_, index) => monthsAfter(firstLaunchOn, 6 * index));
  const early = hosts === undefined ? [] : [hosts.from];
  return [...new Set([...early, ...halfYears])].filter((date) => date <= untilDate).toSorted();
}

/** Is the catalogue there at all? Told even when the rest of the case is wrong. */
function catalogueProblems(file: string, catalogue: string | undefined): readonly Problem[] {
  if (catalogue === undefined) return [];
  const place = resolve(dirname(file), catalogue);
  if (existsSync(place)) return [];
  return [{ ...missingFile(place), path: 'deployment.hosts.catalogue', value: catalogue, file }];
}

function liftProblems({ plan, assumptions }: DeploymentCase, file: string): readonly Problem[] {
  const outcome = packingOf(
    plan,
    byDeploymentInput((id) => assumptions[id].value),
  );
  if (outcome.ok) return [];
  const value = assumptions.satelliteMassKg.value;
  const capacity = Math.round(outcome.error.capacityKg);
  return [
    {
      path: 'deployment.assumptions.satelliteMassKg',
      value,
      expected: `a satellite that the launcher lifts: ${capacity} kg with the adapter`,
      message: `not one satellite of ${value} kg goes on a launch`,
      file,
    },
  ];
}

function loadHosts(
  { hosts, coverage }: DeploymentCase,
  file: string,
  problems: Problem[],
): LoadedHosts | null {
  if (hosts === undefined) return null;
  const loaded = loadWorkingSatellites({
    file: resolve(dirname(file), hosts.catalogue),
    from: null,
    durationS: coverage.hours * HOUR_S,
    select: hosts.select,
    seed: null,
    maxElementAgeDays: null,
    skipBad: false,
  });
  if (!loaded.ok) {
    problems.push(
      ...loaded.problems.map((problem) => ({
        ...problem,
        path: problem.path
          .replace(/^--select ?/, 'deployment.hosts.select.')
          .replace(/^$/, 'deployment.hosts.catalogue'),
        file: problem.file ?? file,
      })),
    );
    return null;
  }
  return {
    from: hosts.from,
    catalogue: hosts.catalogue,
    count: loaded.ephemeris.satelliteCount,
    ephemeris: loaded.ephemeris,
    epoch: isoUtc(loaded.satellites.window.epoch),
  };
}

function loadFlights({ custody }: DeploymentCase, file: string, problems: Problem[]): LoadedMission | null {
  if (custody === undefined) {
    const expected = 'a section `deployment.custody` with a scenario and dates';
    const message = 'flights are asked for, and the case does not say which';
    problems.push({ path: 'deployment.custody', value: null, expected, message, file });
    return null;
  }
  const outcome = loadMission(resolve(dirname(file), custody.scenario), []);
  if (!outcome.ok) {
    problems.push(...outcome.problems);
    return null;
  }
  const ids = outcome.mission.inputs.scenario.satellites.map(({ id }) => id);
  for (const key of ['layer', 'hosts'] as const) {
    const value = custody[key];
    if (value === undefined || ids.includes(value)) continue;
    const expected = `one of the scenario's groups: ${ids.join(', ')}`;
    problems.push({
      path: `deployment.custody.${key}`,
      value,
      expected,
      message: `there is no group "${value}"`,
      file,
    });
  }
  return outcome.mission;
}
