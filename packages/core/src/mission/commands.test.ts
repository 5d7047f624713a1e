import { describe, expect, it } from 'vitest';
import { present, radians, usFromS } from '../foundation/index.ts';
import { NO_REPORTS } from '../messages/index.ts';
import type { Command, OperateEvent, Tasking } from '../messages/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { MOST_LOOK_REQUESTS } from '../custody/index.ts';
import { Generation } from './generate.ts';
import { OnTheWay } from './on-the-way.ts';
import { START_OF_OPERATIONS, currentTracks, operate } from './operate.ts';
import type { OperateState } from './operate.ts';
import { operateConfigOf } from './operate-config.ts';
import { runMission } from './run.ts';
import { SMALL_SCENARIO, smallPlan } from './small-mission.test-data.ts';

const NARROW: Scenario = {
  ...SMALL_SCENARIO,
  durationMin: 2,
  satellites: SMALL_SCENARIO.satellites.map((group) => ({ ...group, sensors: ['wide-mwir', 'narrow-mwir'] })),
};

type Told = Extract<OperateEvent, { kind: 'command-obeyed' | 'command-refused' }>;

function drop(trackId: string, atS: number, id = `drop-${trackId}-${atS}`): Command {
  return { kind: 'drop-track', id, arrivedAtUs: usFromS(atS), trackId, reason: 'a test' };
}

function look(atS: number, change: Partial<Extract<Command, { kind: 'request-looks' }>>): Command {
  return {
    kind: 'request-looks',
    id: `look-${atS}`,
    arrivedAtUs: usFromS(atS),
    reason: 'a test',
    target: { kind: 'track', trackId: 'T0001' },
    satelliteId: null,
    sensorId: null,
    durationS: 30,
    priority: 1,
    ...change,
  };
}

function outcomes(events: readonly OperateEvent[]): readonly Told[] {
  return events.filter(
    (each): each is Told => each.kind === 'command-obeyed' || each.kind === 'command-refused',
  );
}

/** The narrow fields that taskings send to a target. */
const fieldsFor = (taskings: readonly Tasking[], trackId: string): readonly number[] =>
  taskings
    .filter((each) => each.trackId === trackId)
    .flatMap((each) => each.looks.filter(({ steerUs }) => steerUs !== null))
    .map((each) => each.channelIndex);

/** Names of the tracks at 61 s. */
const ids = (from: OperateState): readonly string[] =>
  currentTracks(from, usFromS(61)).map((each) => each.id);

describe('commands of operators', async () => {
  const plan = smallPlan({ ...SMALL_SCENARIO, durationMin: 1.5 });
  const plain = await runMission(plan);

  it('end a track, with the reason, and what is there is found again under another name', async () => {
    const record = await runMission(plan, { commands: [drop('T0001', 60)] });
    expect(outcomes(record.events)).toMatchObject([
      { kind: 'command-obeyed', command: 'drop-track', trackId: 'T0001', atUs: usFromS(60) },
    ]);
    expect(record.events).toContainEqual({
      kind: 'track-dropped',
      atUs: usFromS(60),
      trackId: 'T0001',
      reason: 'operator: a test',
    });
    const after = record.events.filter((each) => each.atUs > usFromS(60));
    expect(after.find((each) => each.kind === 'track-confirmed')?.trackId).toBe('T0003');
    const rows = record.tracks.filter((each) => each.id === 'T0001');
    expect(Math.max(...rows.map((each) => each.atUs))).toBeLessThan(usFromS(60));
    const others = (from: typeof record): string =>
      JSON.stringify(from.tracks.filter((each) => each.atUs < usFromS(59)));
    expect(others(record)).toBe(others(plain));
  });

  it('are refused, with the reason, when there is no such track; a command that comes twice is obeyed once', async () => {
    const commands = [drop('T0001', 60), drop('T0001', 60, 'again'), drop('T0009', 61), drop('T0001', 60)];
    const { events } = await runMission(plan, { commands });
    expect(outcomes(events).map((each) => [each.kind, each.commandId, each.reason])).toEqual([
      ['command-obeyed', 'drop-T0001-60', 'operator: a test'],
      ['command-refused', 'again', 'there is no track T0001 now'],
      ['command-refused', 'drop-T0009-61', 'there is no track T0009 now'],
    ]);
  });

  it('confirm a track, which nothing speaks against then', async () => {
    const confirm: Command = {
      kind: 'confirm-track',
      id: 'c',
      arrivedAtUs: usFromS(50),
      trackId: 'T0001',
      reason: 'seen on the ground',
    };
    const { state, events } = await operated(plan, [confirm], 50);
    expect(outcomes(events)).toMatchObject([
      { kind: 'command-obeyed', reason: 'operator: seen on the ground' },
    ]);
    const newest = present(state.history.at(-1)).after.tracks.find(({ id }) => id === 'T0001');
    expect(newest?.standing).toBeNull();
    expect((newest?.existence.seenProb ?? 0) + (newest?.existence.hiddenProb ?? 0)).toBeGreaterThanOrEqual(
      0.999 - 1e-12,
    );
  });

  it('stand when a scan comes late and what followed it is tracked again', async () => {
    const { state, late } = await operated(plan, [drop('T0001', 60)], 60, 57);
    const config = operateConfigOf(plan);
    expect(ids(state)).not.toContain('T0001');
    expect(present(late).reportCount).toBeGreaterThan(0);
    const { state: next } = operate(state, { atUs: usFromS(61), reports: present(late) }, config);
    expect(next.history.some((entry) => entry.scan.atUs === usFromS(57))).toBe(true);
    expect(ids(next)).not.toContain('T0001');
    expect(ids(next)).toContain('T0002');
  });

  it('do the same whatever the spacing of ticks', () => {
    const config = operateConfigOf(plan);
    const commands = [drop('T0005', 2.4)];
    let whole = START_OF_OPERATIONS;
    const one = operate(whole, { atUs: usFromS(4), reports: NO_REPORTS, commands }, config);
    const events: OperateEvent[] = [];
    for (const [atS, arrived] of [
      [2, []],
      [2.5, commands],
      [4, []],
    ] as const) {
      const step = operate(whole, { atUs: usFromS(atS), reports: NO_REPORTS, commands: arrived }, config);
      whole = step.state;
      events.push(...step.output.events);
    }
    expect(events).toEqual(one.output.events);
    expect(outcomes(events).map((each) => each.atUs)).toEqual([usFromS(3)]);
    expect(whole.commands).toEqual(one.state.commands);
  });
});

describe('requests for looks', async () => {
  const plan = smallPlan(NARROW);
  const { ownSide } = plan;
  const isNarrow = (channel: number): boolean =>
    present(ownSide.channels[channel]).sensor.id === 'narrow-mwir';
  const plain = await operated(plan, [], 80);

  it('send a satellite to a track that it would not have looked at', async () => {
    const sent = new Set(fieldsFor(plain.taskings, 'T0002'));
    const able = ownSide.channels.flatMap(({ satelliteIndex }, index) =>
      isNarrow(index) && !sent.has(index) ? [present(ownSide.satelliteIds[satelliteIndex])] : [],
    );
    const commands = able.map((satelliteId, at) =>
      look(60, {
        id: satelliteId,
        satelliteId,
        sensorId: 'narrow-mwir',
        durationS: 20,
        target: { kind: 'track', trackId: 'T0002' },
        arrivedAtUs: usFromS(60 + 0.001 * at),
      }),
    );
    const { events, taskings } = await operated(plan, commands, 80);
    const told = outcomes(events);
    expect(told.length).toBe(commands.length);
    const obeyed = told.filter((each) => each.kind === 'command-obeyed').map((each) => each.commandId);
    expect(obeyed.length).toBeGreaterThan(0);
    expect(
      told.some((each) => each.kind === 'command-refused' && each.reason.includes('Earth is between')),
    ).toBe(true);
    const looking = new Set(
      fieldsFor(taskings, 'T0002').map(
        (index) => ownSide.satelliteIds[present(ownSide.channels[index]).satelliteIndex],
      ),
    );
    expect(obeyed.filter((id) => looking.has(id)).length).toBeGreaterThan(0);
  });

  it('look at a place from whoever was asked, and let it go when the time is over', async () => {
    const place = {
      kind: 'place',
      latitudeRad: radians(45),
      longitudeRad: radians(100),
      heightM: 10_000,
    } as const;
    const { events, taskings, state } = await operated(
      plan,
      [look(40, { target: place, sensorId: 'narrow-mwir' })],
      80,
    );
    expect(outcomes(events)).toMatchObject([{ kind: 'command-obeyed', command: 'request-looks' }]);
    expect(outcomes(events)[0]).not.toHaveProperty('trackId');
    const own = taskings.filter((each) => each.trackId === 'place:look-40');
    expect(own.length).toBeGreaterThan(1);
    expect(fieldsFor(own, 'place:look-40').length).toBeGreaterThan(0);
    expect(own.every((each) => each.channelIndices.every(isNarrow))).toBe(true);
    expect(Math.max(...own.map((each) => each.issuedAtUs))).toBeLessThan(usFromS(70));
    expect(state.tasks.requests).toEqual([]);
  });

  it('are refused when nobody is meant, when there are too many, and when the track is gone', async () => {
    const many = Array.from({ length: MOST_LOOK_REQUESTS + 1 }, (_, at) => look(60, { id: `many-${at}` }));
    const commands = [
      look(59, { sensorId: 'none' }),
      look(58, { target: { kind: 'track', trackId: 'T9' } }),
      ...many,
    ];
    const { events } = await operated(plan, commands, 60);
    expect(
      outcomes(events)
        .filter((each) => each.kind === 'command-refused')
        .map((each) => each.reason),
    ).toEqual([
      'there is no track T9 now',
      'there is no none on any satellite',
      `${MOST_LOOK_REQUESTS} requests are in force, which is the limit`,
    ]);
  });
});

/** Runs a plan's loop to a second. @param lateS - The reports of this scan are kept back. */
async function operated(
  plan: ReturnType<typeof smallPlan>,
  commands: readonly Command[],
  untilS: number,
  lateS: number | null = null,
): Promise<{
  readonly state: OperateState;
  readonly events: readonly OperateEvent[];
  readonly taskings: readonly Tasking[];
  readonly late: typeof NO_REPORTS | null;
}> {
  const config = operateConfigOf(plan);
  const generation = new Generation(plan);
  const onTheWay = new OnTheWay();
  let state = START_OF_OPERATIONS;
  let inForce: readonly Tasking[] = [];
  let late: typeof NO_REPORTS | null = null;
  const events: OperateEvent[] = [];
  const taskings: Tasking[] = [];
  for (let second = 0; second <= untilS; second++) {
    const atUs = usFromS(second);
    const { sent } = await generation.scan(second, inForce);
    if (second === lateS)
      late = { ...sent.reports, arrivedAtUs: sent.reports.arrivedAtUs.map(() => usFromS(61)) };
    else onTheWay.send(sent.reports);
    const [reports = NO_REPORTS, ...besides] = onTheWay.takenBy(atUs);
    const arrived = commands.filter((each) => each.arrivedAtUs <= atUs && each.arrivedAtUs > atUs - 1e6);
    const step = operate(state, { atUs, reports, besides, commands: arrived }, config);
    state = step.state;
    events.push(...step.output.events);
    taskings.push(...step.output.taskings);
    inForce = [...inForce.filter((each) => each.validUntilUs > atUs), ...step.output.taskings];
  }
  return { state, events, taskings, late };
}
