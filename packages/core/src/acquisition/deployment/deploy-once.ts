import { present } from '../../foundation/index.ts';
import type { Weibull } from '../reliability/weibull.ts';
import { YEAR_DAYS, launchRates, nextLaunchDay } from './launch-cadence.ts';
import type { DeploymentInputs } from './deployment-inputs.ts';
import type { DeploymentPlan } from './deployment-plan.ts';
import { raiseDays } from './orbit-raising.ts';
import type { Load } from './packing.ts';

const MONTH_DAYS = YEAR_DAYS / 12;

/** What happens in one future, apart from what is uncertain about its inputs. */
export interface Fortune {
  /** Does the launch of this number, from 0, succeed? */
  succeeds(launch: number): boolean;
  /** Days on which somebody else's launch is lost, ascending. */
  readonly lossesOfOthers: readonly number[];
  /** How long a satellite, by its number from 0, would work if it did not wear out, years. */
  workingYears(satellite: number): number;
}

/** What one future of a deployment rests on. */
export interface DeploymentFuture {
  readonly plan: DeploymentPlan;
  readonly inputs: DeploymentInputs;
  readonly lifeYears: number;
  /** In the order in which they are wanted. */
  readonly loads: readonly Load[];
  readonly driftDaysPerPlane: number;
  readonly fortune: Fortune;
}

export interface FlownLaunch {
  readonly day: number;
  /** Place in the loads. */
  readonly load: number;
  /** 0 when it builds the layer up, 1 when it replaces what that brought up, and so on. */
  readonly generation: number;
  readonly succeeded: boolean;
  readonly satellites: number;
}

/** A satellite that reached orbit. Days count from the order. */
export interface FlownSatellite {
  readonly plane: number;
  readonly slot: number;
  readonly launchDay: number;
  /** In its plane and checked out. */
  readonly serviceDay: number;
  /** It fails or is worn out; before `serviceDay` when it never serves. */
  readonly endDay: number;
}

export interface DeploymentHistory {
  readonly firstLaunchDay: number;
  readonly launches: readonly FlownLaunch[];
  readonly satellites: readonly FlownSatellite[];
}

/** Every `Fortune` that is all good: the plan as it would go. */
export const NOTHING_LOST: Fortune = {
  succeeds: () => true,
  lossesOfOthers: [],
  workingYears: () => Number.POSITIVE_INFINITY,
};

interface WaitingLoad {
  readonly load: number;
  readonly generation: number;
  readonly dueDay: number;
}

/**
 * Launches of a layer and of its replacements up to the horizon, one after the other: each flies when there is room for it (launch-cadence.ts), its satellites
 * are made, it is due, and nothing is grounded. A lost load is made and flown again; a load that reached orbit is due again when it is worn out, whole, so that
 * what failed in between is replaced then.
 */
export function deployOnce(future: DeploymentFuture): DeploymentHistory {
  const { plan, inputs, loads, fortune, lifeYears } = future;
  const firstLaunchDay = plan.firstLaunchDay * inputs.scheduleSlipFactor;
  const perYear = launchRates({ ...plan.cadence, ...inputs }).map((each) => each.perYear);
  const climbDays = raiseDays(plan.parkingAltitudeM, plan.shell.altitudeM, {
    accelerationMPerS2: inputs.raiseAccelerationMPerS2,
    dutyShare: inputs.raiseDutyShare,
  });
  const stock = sizeOf(present(loads[0]));
  const waiting = loads.map((_, load): WaitingLoad => ({ load, generation: 0, dueDay: 0 }));
  const launches: FlownLaunch[] = [];
  const satellites: FlownSatellite[] = [];
  let made = 0;
  let groundedUntil = 0;
  let before: number | null = null;
  for (;;) {
    const next = earliestDue(waiting);
    const load = present(loads[next.load]);
    const size = sizeOf(load);
    const roomDay: number = before === null ? firstLaunchDay : nextLaunchDay(before, firstLaunchDay, perYear);
    const madeDay =
      firstLaunchDay + (Math.max(0, made + size - stock) / inputs.productionPerMonth) * MONTH_DAYS;
    const day = afterLossesOfOthers(
      Math.max(roomDay, madeDay, next.dueDay, groundedUntil),
      fortune.lossesOfOthers,
      inputs.standDownDays,
    );
    if (day > plan.horizonDays) return { firstLaunchDay, launches, satellites };
    made += size;
    before = day;
    waiting.splice(waiting.indexOf(next), 1);
    const succeeded = fortune.succeeds(launches.length);
    const { load: index, generation } = next;
    launches.push({ day, load: index, generation, succeeded, satellites: size });
    if (!succeeded) {
      groundedUntil = day + inputs.standDownDays;
      waiting.push({ ...next, dueDay: day });
      continue;
    }
    waiting.push({ load: index, generation: generation + 1, dueDay: day + lifeYears * YEAR_DAYS });
    for (const part of load) {
      const serviceDay =
        day +
        climbDays +
        inputs.checkoutDays +
        (part.driftPlanes === 0 ? 0 : part.driftPlanes * future.driftDaysPerPlane);
      for (const slot of part.slots) {
        const failsDay = day + fortune.workingYears(satellites.length) * YEAR_DAYS;
        const endDay = Math.min(failsDay, serviceDay + lifeYears * YEAR_DAYS);
        satellites.push({ plane: part.plane, slot, launchDay: day, serviceDay, endDay });
      }
    }
  }
}

/** The load that is due first; of equal ones the one that has waited longer. */
function earliestDue(waiting: readonly WaitingLoad[]): WaitingLoad {
  return waiting.reduce((first, each) => (each.dueDay < first.dueDay ? each : first), present(waiting[0]));
}

/** The day itself, or the end of the stand-downs it falls into. */
function afterLossesOfOthers(day: number, losses: readonly number[], standDownDays: number): number {
  return losses.reduce(
    (at, loss) => (loss <= at && at < loss + standDownDays ? loss + standDownDays : at),
    day,
  );
}

export function sizeOf(load: Load): number {
  return load.reduce((sum, { slots }) => sum + slots.length, 0);
}

/** Years until a failure that a lifetime law gives with this probability of lasting longer. */
export function lastsYears({ shape, scaleYears }: Weibull, prob: number): number {
  return scaleYears * (-Math.log(prob)) ** (1 / shape);
}
