import { RandomStream, present } from '../../foundation/index.ts';
import type { MilestoneDay, Spread } from '../../messages/index.ts';
import type { Assumption } from '../register/assumption.ts';
import type { Weibull } from '../reliability/weibull.ts';
import { correlatedDraws } from '../uncertainty/correlated-draws.ts';
import { quantile } from '../uncertainty/distribution.ts';
import { NOTHING_LOST, deployOnce, lastsYears } from './deploy-once.ts';
import type { DeploymentHistory, Fortune } from './deploy-once.ts';
import { DEPLOYMENT_INPUT_IDS, MORE_IS_QUICKER, byDeploymentInput } from './deployment-inputs.ts';
import type { DeploymentAssumptions, DeploymentInputs } from './deployment-inputs.ts';
import { packingOf } from './deployment-plan.ts';
import type { DeploymentPlan, PackingAnswer, PackingOutcome } from './deployment-plan.ts';
import { YEAR_DAYS } from './launch-cadence.ts';
import { loadsOf } from './packing.ts';
import type { Load } from './packing.ts';

/** How a layer gets into orbit, and over what it is asked. */
export interface DeploymentQuestion {
  readonly plan: DeploymentPlan;
  readonly assumptions: DeploymentAssumptions;
  /** As in the cost of the layer. */
  readonly launchSuccessProb: Assumption;
  readonly lifeYears: Assumption;
  readonly failures: Weibull;
  readonly seed: number;
  readonly draws: number;
  /** Common correlation of the normal scores of all inputs, [0, 1). */
  readonly correlation: number;
  /** Days after the order, ascending, on which satellites are counted. */
  readonly days: readonly number[];
}

/** Satellites and launches on one day, over the draws. */
export interface DeploymentDay {
  readonly day: number;
  readonly inService: Spread;
  readonly onOrbit: Spread;
  readonly launches: Spread;
}

export interface DeploymentAnswer {
  readonly packing: PackingAnswer;
  readonly loads: readonly Load[];
  /** Everything at its value and nothing lost. */
  readonly planned: DeploymentHistory;
  readonly days: readonly DeploymentDay[];
  readonly firstLaunchDay: MilestoneDay;
  readonly lastBuildUpLaunchDay: MilestoneDay;
  /** The first days with half and with nine tenths of the layer in service. */
  readonly halfDay: MilestoneDay;
  readonly nineTenthsDay: MilestoneDay;
  /** Launches lost up to the horizon, and satellites with them. */
  readonly lostLaunches: Spread;
  /** Draws with little, middling and much service: tenth, fiftieth and ninetieth of a hundred by satellite-days in service until a year after the plan is up. */
  readonly typicalDraws: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** One of the draws again, or null for the plan as it would go. */
  history(draw: number | null): DeploymentHistory;
}

export type DeploymentOutcome =
  | { readonly ok: true; readonly answer: DeploymentAnswer }
  | Extract<PackingOutcome, { readonly ok: false }>;

/** Share of the layer that counts as nearly up. */
const NEARLY = 0.9;

/**
 * Deploys a layer in many futures. What goes on which launch is decided beforehand, at the values of the inputs; inputs are drawn together (correlated-draws.ts), turned so that
 * what is bad for the schedule comes together; losses of launches and satellites have named streams of their own, by launch and satellite, so that a pad more
 * changes nobody's luck. The same seed gives the same answer.
 */
export function deploy(question: DeploymentQuestion): DeploymentOutcome {
  const { plan, draws, days } = question;
  const values = byDeploymentInput((id) => question.assumptions[id].value);
  const outcome = packingOf(plan, values);
  if (!outcome.ok) return outcome;
  const { packing } = outcome;
  const loads = loadsOf(plan.shell, packing);
  const common = { plan, loads, driftDaysPerPlane: packing.driftDaysPerPlane };
  const drawn = drawsOf(question);
  const history = (draw: number | null): DeploymentHistory =>
    draw === null
      ? deployOnce({
          ...common,
          inputs: values,
          lifeYears: question.lifeYears.value,
          fortune: NOTHING_LOST,
        })
      : deployOnce({ ...common, ...present(drawn[draw]) });
  const planned = history(null);
  const counts = {
    inService: columns(days, draws),
    onOrbit: columns(days, draws),
    launches: columns(days, draws),
  };
  const firstLaunch = new Float64Array(draws);
  const lastBuildUp = new Float64Array(draws);
  const half = new Float64Array(draws);
  const nearly = new Float64Array(draws);
  // What replacement brings later says nothing about how a layer came up.
  const built = planned.satellites.slice(0, plan.shell.count);
  const untilDay = Math.max(0, ...built.map(({ serviceDay }) => serviceDay)) + YEAR_DAYS;
  const lost = new Float64Array(draws);
  const service = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const { firstLaunchDay, launches, satellites } = history(draw);
    lost[draw] = launches.filter(({ succeeded }) => !succeeded).length;
    countInto(counts.launches, days, draw, launches, (launch) => [launch.day, Number.POSITIVE_INFINITY]);
    countInto(counts.onOrbit, days, draw, satellites, ({ launchDay, endDay }) => [launchDay, endDay]);
    countInto(counts.inService, days, draw, satellites, ({ serviceDay, endDay }) => [serviceDay, endDay]);
    service[draw] = counts.inService.reduce(
      (sum, column, index) => (present(days[index]) <= untilDay ? sum + column[draw]! : sum),
      0,
    );
    firstLaunch[draw] = launches.length === 0 ? Number.POSITIVE_INFINITY : firstLaunchDay;
    lastBuildUp[draw] = lastBuildUpDay(launches, loads.length);
    const [halfDay, nearlyDay] = daysOfCounts(satellites, [plan.shell.count / 2, NEARLY * plan.shell.count]);
    half[draw] = present(halfDay);
    nearly[draw] = present(nearlyDay);
  }
  const byService = Array.from(service.keys()).toSorted((a, b) => service[a]! - service[b]! || a - b);
  const typical = (prob: number): number => present(byService[Math.round(prob * (draws - 1))]);
  return {
    ok: true,
    answer: {
      packing,
      loads,
      planned,
      days: days.map((day, index) => ({
        day,
        inService: spreadOf(present(counts.inService[index])),
        onOrbit: spreadOf(present(counts.onOrbit[index])),
        launches: spreadOf(present(counts.launches[index])),
      })),
      firstLaunchDay: milestoneOf(firstLaunch),
      lastBuildUpLaunchDay: milestoneOf(lastBuildUp),
      halfDay: milestoneOf(half),
      nineTenthsDay: milestoneOf(nearly),
      lostLaunches: spreadOf(lost),
      typicalDraws: { p10: typical(0.1), p50: typical(0.5), p90: typical(0.9) },
      history,
    },
  };
}

interface DrawnFuture {
  readonly inputs: DeploymentInputs;
  readonly lifeYears: number;
  readonly fortune: Fortune;
}

function drawsOf(question: DeploymentQuestion): readonly DrawnFuture[] {
  const { assumptions, seed, draws, plan, failures } = question;
  const names = ['launchSuccessProb', 'lifeYears', ...DEPLOYMENT_INPUT_IDS];
  const { probs, inputs } = correlatedDraws(seed, draws, names, question.correlation);
  const launchStream = new RandomStream(seed, 'deploy-launch');
  const othersStream = new RandomStream(seed, 'deploy-launches-of-others');
  const satelliteStream = new RandomStream(seed, 'deploy-satellite');
  return Array.from({ length: draws }, (_, draw): DrawnFuture => {
    const prob = (name: string): number => present(probs[draw * inputs + names.indexOf(name)]);
    const success = quantile(question.launchSuccessProb.distribution, 1 - prob('launchSuccessProb'));
    const drawnInputs = byDeploymentInput((id) =>
      quantile(assumptions[id].distribution, MORE_IS_QUICKER.has(id) ? 1 - prob(id) : prob(id)),
    );
    const lossesPerYear = drawnInputs.fleetLaunchesPerYear * (1 - success);
    return {
      inputs: drawnInputs,
      lifeYears: quantile(question.lifeYears.distribution, 1 - prob('lifeYears')),
      fortune: {
        succeeds: (launch) => launchStream.uniform(draw, launch) < success,
        lossesOfOthers: lossDays(othersStream, draw, lossesPerYear, plan.horizonDays),
        workingYears: (satellite) => lastsYears(failures, satelliteStream.uniform(draw, satellite)),
      },
    };
  });
}

/** Days of a Poisson process up to the horizon. */
function lossDays(
  stream: RandomStream,
  draw: number,
  perYear: number,
  horizonDays: number,
): readonly number[] {
  const days: number[] = [];
  if (perYear <= 0) return days;
  let day = 0;
  for (let loss = 0; ; loss++) {
    day += (-Math.log(stream.uniform(draw, loss)) / perYear) * YEAR_DAYS;
    if (day > horizonDays) return days;
    days.push(day);
  }
}

function columns(days: readonly number[], draws: number): readonly Float64Array[] {
  return days.map(() => new Float64Array(draws));
}

/** On each day of the list, how many there are: each from its first day on and before its last. */
function countInto<T>(
  counts: readonly Float64Array[],
  days: readonly number[],
  draw: number,
  things: readonly T[],
  spanOf: (thing: T) => readonly [from: number, until: number],
): void {
  const more = new Int32Array(days.length + 1);
  for (const thing of things) {
    const [from, until] = spanOf(thing);
    if (until <= from) continue;
    more[firstFrom(days, from)]! += 1;
    more[firstFrom(days, until)]! -= 1;
  }
  let count = 0;
  for (const [index, column] of counts.entries()) {
    count += more[index]!;
    column[draw] = count;
  }
}

/** Place of the first day not before `from`. */
function firstFrom(days: readonly number[], from: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (present(days[middle]) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last launch that the build-up needed; infinite when it is not over by the horizon. */
function lastBuildUpDay(launches: DeploymentHistory['launches'], loads: number): number {
  const up = launches.filter(({ generation, succeeded }) => generation === 0 && succeeded);
  return up.length < loads ? Number.POSITIVE_INFINITY : Math.max(...up.map(({ day }) => day));
}

/** The first days on which so many satellites are in service together; infinite where there are never so many. */
function daysOfCounts(
  satellites: DeploymentHistory['satellites'],
  wanted: readonly number[],
): readonly number[] {
  const serving = satellites.filter(({ serviceDay, endDay }) => serviceDay < endDay);
  const starts = Float64Array.from(serving, ({ serviceDay }) => serviceDay).toSorted();
  const ends = Float64Array.from(serving, ({ endDay }) => endDay).toSorted();
  const found = wanted.map(() => Number.POSITIVE_INFINITY);
  let ended = 0;
  for (let begun = 0; begun < starts.length; begun++) {
    const day = starts[begun]!;
    while (ended < ends.length && ends[ended]! <= day) ended++;
    for (const [index, count] of wanted.entries())
      if (begun + 1 - ended >= count && !Number.isFinite(found[index])) found[index] = day;
  }
  return found;
}

function spreadOf(values: Float64Array): Spread {
  const sorted = values.toSorted();
  return {
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    p10: ranked(sorted, 0.1),
    p50: ranked(sorted, 0.5),
    p90: ranked(sorted, 0.9),
  };
}

function milestoneOf(days: Float64Array): MilestoneDay {
  const sorted = days.toSorted();
  const known = (prob: number): number | null => {
    const day = ranked(sorted, prob);
    return Number.isFinite(day) ? day : null;
  };
  const never = days.filter((day) => !Number.isFinite(day)).length;
  return { p10: known(0.1), p50: known(0.5), p90: known(0.9), neverProb: never / days.length };
}

/** The value of a whole draw: counts stay counts. */
function ranked(sorted: Float64Array, prob: number): number {
  return sorted[Math.round(prob * (sorted.length - 1))]!;
}
