import {
  engagedMission,
  planMission,
  recordedObjects,
  runMission,
  unmeetableTerms,
} from '@cupola/core/mission';
import type { PlanOutcome } from '@cupola/core/mission';
import type { PhaseShares, RunRecord } from '@cupola/core/metrics';
import type { Problem } from '@cupola/core/scenario';
import { pause } from './interruption.ts';
import type { LoadedMission } from './mission/mission-with.ts';
import type { Timing } from './run-folder/timing.ts';
import { landIndex } from './areas/land.ts';
import { engagementSummary } from './summary/engagement/engagement-summary.ts';
import { forPhases } from './summary/for-phases.ts';
import { flownSummary } from './summary/object-summary.ts';
import type { FlownSummary, ObjectSummary } from './summary/object-summary.ts';
import { foreseenUnmet } from './summary/requirement-check.ts';
import { summarise } from './summary/summary.ts';
import type { RunSummary } from './summary/summary.ts';
import { ObservePool } from './workers/observe-pool.ts';

export interface BatchOptions {
  /** Threads in all, this one included. */
  readonly workers: number;
  readonly onSecond: (second: number, durationS: number) => void;
}

export interface Refused {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

export interface CustodyDone {
  readonly ok: true;
  readonly summary: RunSummary;
  readonly timing: Timing;
  readonly record: RunRecord;
}

/** The event loop gets a turn at least this often, so that Ctrl-C is heard. */
const PAUSE_EVERY_MS = 100;
/** Blocks under way per worker: one being computed, one to go on with. */
const BLOCKS_PER_WORKER = 2;

/** What can be said of a mission's requirements without running it. */
export interface Foresight extends Pick<
  RunSummary,
  'simulated' | 'runId' | 'title' | 'durationMin' | 'seed' | 'satellites' | 'requirements'
> {
  readonly ok: true;
  /** Nothing was run: what a run says is empty below. */
  readonly ran: false;
  readonly events: readonly (FlownSummary &
    Pick<ObjectSummary, 'declaredAtS' | 'probability' | 'custody' | 'gaps'>)[];
  readonly custody: Pick<RunSummary['custody'], 'meanShare' | 'worstShare'>;
  readonly decision: null;
  readonly tracking: null;
  readonly coverage: null;
}

const NO_SHARES: PhaseShares = forPhases(() => null);

/** Which requirements of a mission no run of it can meet. */
export function foresee(mission: LoadedMission): Foresight | Refused {
  const outcome = planned(mission);
  if (!outcome.ok) return outcome;
  const { title, durationMin, seed } = mission.inputs.scenario;
  const foreseen = foreseenUnmet(unmeetableTerms(outcome.plan));
  const land = landIndex();
  return {
    ok: true,
    simulated: true,
    ran: false,
    runId: mission.runId,
    title,
    durationMin,
    seed,
    satellites: outcome.plan.ownSide.satelliteIds.length,
    events: recordedObjects(outcome.plan).map((object) => ({
      ...flownSummary(object, land),
      declaredAtS: null,
      probability: null,
      custody: NO_SHARES,
      gaps: [],
    })),
    custody: { meanShare: NO_SHARES, worstShare: NO_SHARES },
    decision: null,
    tracking: null,
    coverage: null,
    requirements: { met: foreseen.length === 0, first: foreseen[0] ?? null, foreseen, unmet: [] },
  };
}

function planned(mission: LoadedMission): Extract<PlanOutcome, { ok: true }> | Refused {
  const outcome = planMission(mission.inputs);
  if (outcome.ok) return outcome;
  const problems = outcome.problems.map((problem) => ({ file: mission.scenarioFile, ...problem }));
  return { ok: false, problems };
}

/** Runs a mission to its answers and writes nothing. */
export async function performCustody(
  mission: LoadedMission,
  options: BatchOptions,
): Promise<CustodyDone | Refused> {
  const startMs = performance.now();
  const outcome = planned(mission);
  if (!outcome.ok) return outcome;
  const plannedMs = performance.now();
  const pool = options.workers > 1 ? new ObservePool(mission.inputs, options.workers - 1) : null;
  let pausedMs = plannedMs;
  const onSecond = (second: number, durationS: number): Promise<void> | void => {
    options.onSecond(second, durationS);
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) return;
    pausedMs = performance.now();
    return pause();
  };
  try {
    const record = await runMission(outcome.plan, {
      onSecond,
      ...(pool === null
        ? {}
        : {
            observeBlock: (fromScan: number, scanCount: number) => pool.observeBlock(fromScan, scanCount),
            blocksAhead: BLOCKS_PER_WORKER * (options.workers - 1),
          }),
    });
    const engagement = engagedMission(outcome.plan, record);
    const timing: Timing = {
      planS: (plannedMs - startMs) / 1000,
      runS: (performance.now() - plannedMs) / 1000,
      workers: options.workers,
      cpuS: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
    const foreseen = foreseenUnmet(unmeetableTerms(outcome.plan));
    const summary = summarise(record, mission.inputs.scenario, mission.runId, foreseen);
    const { scenario } = mission.inputs;
    return {
      ok: true,
      summary:
        engagement === null
          ? summary
          : { ...summary, engagement: engagementSummary(engagement, outcome.plan.interceptors, scenario) },
      timing,
      record,
    };
  } finally {
    await pool?.close();
  }
}
