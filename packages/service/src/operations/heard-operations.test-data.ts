import { julianDateFromIso, present } from '@cupola/core/foundation';
import type { OperateEvent, Track } from '@cupola/core/messages';
import { operateConfigOf, planMission } from '@cupola/core/mission';
import type { MissionInputs } from '@cupola/core/mission';
import { SequenceBook } from '../ingest/sequence-book.ts';
import { Operations } from './operations.ts';
import type { OperationsPlan } from './operations.ts';

/** What a session said of all that can no longer change, and all it told on the way. */
export class Sayings {
  readonly finalTracks: Track[] = [];
  readonly events: OperateEvent[] = [];
  /** Of the newest picture. */
  alerts = '';
  commands = '';

  get rows(): string {
    return this.finalTracks.map((each) => JSON.stringify(each)).join('\n');
  }
}

/** Opened with the plan changed; what they bring from then on is kept. */
export async function operationsTo(
  sayings: Sayings,
  inputs: MissionInputs,
  change: Partial<OperationsPlan> & Pick<OperationsPlan, 'folder'>,
): Promise<Operations> {
  const operations = await Operations.open(planOf(inputs, change));
  operations.tell({
    onStep: ({ step, picture }) => {
      sayings.events.push(...step.output.events);
      sayings.alerts = JSON.stringify([...picture.alerts.values()]);
      sayings.commands = JSON.stringify([...picture.commands.values()]);
    },
    onFinalTracks: (tracks) => sayings.finalTracks.push(...tracks),
    onEngineFailure: fail,
    onPreview: () => {},
    isStored: true,
  });
  return operations;
}

function planOf(
  inputs: MissionInputs,
  change: Partial<OperationsPlan> & Pick<OperationsPlan, 'folder'>,
): OperationsPlan {
  const outcome = planMission(inputs);
  if (!outcome.ok) throw new Error('the small scenario cannot be planned');
  const { ownSide } = operateConfigOf(outcome.plan);
  const epoch = present(julianDateFromIso(inputs.scenario.epoch) ?? undefined);
  return {
    inputs,
    context: { dataMode: 'TEST', epoch, ownSide },
    writtenBy: 'test',
    snapshotEverySteps: null,
    spans: [],
    onSnapshotFailure: fail,
    onRestored: () => {},
    sequences: new SequenceBook(),
    ...change,
  };
}

function fail(error: unknown): void {
  throw error instanceof Error ? error : new Error(String(error));
}
