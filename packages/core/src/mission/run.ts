import { usFromS } from '../foundation/index.ts';
import { NO_REPORTS } from '../messages/index.ts';
import type { Command, Tasking } from '../messages/index.ts';
import { RunRecorder } from '../metrics/index.ts';
import type { ObjectSoFar, RecordedObject, RunRecord } from '../metrics/index.ts';
import { rowsEveryS } from '../scenario/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import { Generation } from './generate.ts';
import type { GenerationHooks } from './generate.ts';
import { OnTheWay } from './on-the-way.ts';
import { START_OF_OPERATIONS, operate, settleAll } from './operate.ts';
import { operateConfigOf } from './operate-config.ts';
import type { MissionPlan } from './plan.ts';
import { regionsAt } from '../physics/index.ts';

/** What a driver lends to a run: a sign of life, and hands for the open-loop half of sensing. */
export interface RunHooks extends GenerationHooks {
  /** What operators ask, in the order in which it is to be obeyed. */
  readonly commands?: readonly Command[];
  /** Called after each simulated second; a promise is waited for. */
  onSecond?(second: number, durationS: number): Promise<void> | void;
  /** Asked after each second: has the run answered? It then ends, and its record with it. */
  isOver?(second: number, objects: readonly ObjectSoFar[]): boolean;
}

/**
 * Runs a planned mission to its record: generation and operation second by second, joined by what is sent down and what is asked for.
 * The result does not depend on who computes the blocks, nor on how many at once.
 */
export async function runMission(plan: MissionPlan, hooks: RunHooks = {}): Promise<RunRecord> {
  const { world, durationS } = plan;
  const config = operateConfigOf(plan);
  const recorder = new RunRecorder({
    durationS,
    objects: recordedObjects(plan),
    ownSide: plan.ownSide,
    sensorKinds: plan.sensorKinds.map((kind) => kind.id),
    custody: config.custody,
    regions: plan.regions,
    groups: plan.groups,
    rowsEveryS: rowsEveryS({
      durationS,
      objects: world.flights.length,
      satellites: plan.ownSide.satelliteIds.length,
      looksPerObject: plan.scenario.network.looksPerObject,
    }),
  });
  const generation = new Generation(plan, hooks);
  let state = START_OF_OPERATIONS;
  let taskings: readonly Tasking[] = [];
  const onTheWay = new OnTheWay();

  let endS = durationS;
  for (let second = 0; second <= endS; second++) {
    const atUs = usFromS(second);
    const { sent, stageCounts } = await generation.scan(second, taskings);
    recorder.takeScan(second, sent.reports, sent.truth, stageCounts);
    onTheWay.send(sent.reports);

    const [reports = NO_REPORTS, ...besides] = onTheWay.takenBy(atUs);
    const commands = hooks.commands?.filter(
      ({ arrivedAtUs }) => arrivedAtUs <= atUs && arrivedAtUs > usFromS(second - 1),
    );
    const step = operate(
      state,
      {
        atUs,
        reports,
        ...(besides.length === 0 ? {} : { besides }),
        ...(commands === undefined || commands.length === 0 ? {} : { commands }),
      },
      config,
    );
    state = step.state;
    recorder.takeOpenLooks(state.history.at(-1)?.looks ?? []);
    recorder.takeOutput(second, step.output);
    taskings = [...taskings.filter((each) => each.validUntilUs > atUs), ...step.output.taskings];
    await hooks.onSecond?.(second, durationS);
    if (hooks.isOver?.(second, recorder.soFar()) === true) endS = second;
  }
  const rest = settleAll(state);
  recorder.takeFinal(rest.finalTracks, rest.finalLooks, usFromS(endS));
  return recorder.finish(endS);
}

/** Who flies, with what is known of each from the start. */
export function recordedObjects(plan: MissionPlan): readonly RecordedObject[] {
  return plan.world.flights.map((flight) => ({
    flight,
    weapon: flight.role === 'payload' && (vehicleClass(flight.vehicleId)?.weapon ?? false),
    inRegions:
      flight.impact === null
        ? []
        : regionsAt(plan.regions, flight.impact.longitudeRad, flight.impact.latitudeRad),
  }));
}
