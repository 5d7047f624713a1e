import { describe, expect, it } from 'vitest';
import { present, usFromS } from '../foundation/index.ts';
import type { Decision, OperateEvent, ScanReports, Track } from '../messages/index.ts';
import { START_OF_OPERATIONS, operate, settleAll } from './operate.ts';
import type { OperateConfig } from './operate.ts';
import { operateConfigOf } from './operate-config.ts';
import { reportsOf, smallPlan } from './small-mission.test-data.ts';

interface Outcome {
  readonly events: readonly OperateEvent[];
  readonly decisions: readonly Decision[];
  readonly finalTracks: readonly Track[];
}

/** All rows of several reports as one, in the order given. */
function together(parts: readonly ScanReports[]): ScanReports {
  const detectionStart = [0];
  for (const part of parts) {
    for (let report = 0; report < part.reportCount; report++) {
      const size = part.detectionStart[report + 1]! - part.detectionStart[report]!;
      detectionStart.push((detectionStart.at(-1) ?? 0) + size);
    }
  }
  const column = <T>(pick: (part: ScanReports) => Iterable<T>): T[] =>
    parts.flatMap((part) => [...pick(part)]);
  return {
    reportCount: parts.reduce((sum, part) => sum + part.reportCount, 0),
    channelIndex: Uint16Array.from(column((part) => part.channelIndex)),
    scanAtUs: Float64Array.from(column((part) => part.scanAtUs)),
    arrivedAtUs: Float64Array.from(column((part) => part.arrivedAtUs)),
    status: Uint8Array.from(column((part) => part.status)),
    detectionStart: Uint32Array.from(detectionStart),
    detectionCount: detectionStart.at(-1) ?? 0,
    losItrf: Float64Array.from(column((part) => part.losItrf)),
    sigmaRad: Float64Array.from(column((part) => part.sigmaRad)),
    snr: Float32Array.from(column((part) => part.snr)),
  };
}

/** The reports of some channels of one scan, arriving `delayUs` later than they did. */
function partOf(reports: ScanReports, keep: (channel: number) => boolean, delayUs: number): ScanReports {
  const rows = Array.from({ length: reports.reportCount }, (_, row) => row).filter((row) =>
    keep(reports.channelIndex[row]!),
  );
  const detections = rows.flatMap((row) => {
    const from = reports.detectionStart[row]!;
    return Array.from({ length: reports.detectionStart[row + 1]! - from }, (_, k) => from + k);
  });
  let next = 0;
  return {
    reportCount: rows.length,
    channelIndex: Uint16Array.from(rows, (row) => reports.channelIndex[row]!),
    scanAtUs: Float64Array.from(rows, (row) => reports.scanAtUs[row]!),
    arrivedAtUs: Float64Array.from(rows, (row) => reports.arrivedAtUs[row]! + delayUs),
    status: Uint8Array.from(rows, (row) => reports.status[row]!),
    detectionStart: Uint32Array.from([
      0,
      ...rows.map((row) => (next += reports.detectionStart[row + 1]! - reports.detectionStart[row]!)),
    ]),
    detectionCount: detections.length,
    losItrf: Float64Array.from(detections.flatMap((d) => [...reports.losItrf.subarray(3 * d, 3 * d + 3)])),
    sigmaRad: Float64Array.from(detections, (d) => reports.sigmaRad[d]!),
    snr: Float32Array.from(detections, (d) => reports.snr[d]!),
  };
}

/** Runs operations over reports, handing over at each tick what has arrived since the last. */
function operated(config: OperateConfig, all: ScanReports, tickS: number, untilS: number): Outcome {
  let state = START_OF_OPERATIONS;
  const events: OperateEvent[] = [];
  const decisions: Decision[] = [];
  const finalTracks: Track[] = [];
  for (let second = tickS; second <= untilS; second += tickS) {
    const atUs = usFromS(second);
    const since = usFromS(second - tickS);
    const rows = Array.from({ length: all.reportCount }, (_, row) => row).filter(
      (row) => all.arrivedAtUs[row]! > since && all.arrivedAtUs[row]! <= atUs,
    );
    const chosen = new Set(rows);
    const step = operate(state, { atUs, reports: rowsOf(all, chosen) }, config);
    state = step.state;
    events.push(...step.output.events);
    decisions.push(...step.output.decisions);
    finalTracks.push(...step.output.finalTracks);
  }
  finalTracks.push(...settleAll(state).finalTracks);
  return { events, decisions, finalTracks };
}

function rowsOf(all: ScanReports, chosen: ReadonlySet<number>): ScanReports {
  let row = 0;
  return partOf(all, () => chosen.has(row++), 0);
}

describe('operate', () => {
  const plan = smallPlan();
  const config = operateConfigOf(plan);
  const scans = reportsOf(plan, usFromS(1)).slice(0, 121);
  const inOrder = together(scans);
  const untilS = 140;
  const everySecond = operated(config, inOrder, 1, untilS);

  it('finds and confirms both missiles', () => {
    const confirmed = everySecond.events.filter((event) => event.kind === 'track-confirmed');
    expect(confirmed).toHaveLength(2);
    expect(everySecond.finalTracks.length).toBeGreaterThan(100);
  });

  it('does not depend on the spacing of ticks', () => {
    expect(operated(config, inOrder, 7, untilS)).toEqual(everySecond);
  });

  it('gives the same final rows when half the reports come four seconds late and shuffled', () => {
    const mixed = together(
      scans
        .flatMap((scan) => [
          partOf(scan, (channel) => channel % 2 === 0, 0),
          partOf(scan, (channel) => channel % 2 === 1, usFromS(4)),
        ])
        .toReversed(),
    );
    const late = operated(config, mixed, 1, untilS);
    expect(late.finalTracks).toEqual(everySecond.finalTracks);
  });

  it('counts reports that come after their scan was final, and changes nothing for them', () => {
    const tooLate = together([...scans, partOf(present(scans[60]), () => true, usFromS(30))]);
    const outcome = operated(config, tooLate, 1, untilS);
    expect(outcome.events.filter((event) => event.kind === 'reports-late')).toHaveLength(1);
    expect(outcome.finalTracks).toEqual(everySecond.finalTracks);
  });

  it('drops a report that comes twice', () => {
    const doubled = together([...scans, partOf(present(scans[60]), () => true, usFromS(2))]);
    expect(operated(config, doubled, 1, untilS).finalTracks).toEqual(everySecond.finalTracks);
  });

  it('gives the same tracks when custody, decision and tasking are not asked for, and nothing of those', () => {
    const bare = operated({ ...config, custody: null, decision: null, tasking: null }, inOrder, 7, untilS);
    expect(bare.finalTracks).toEqual(everySecond.finalTracks);
    expect(bare.decisions).toEqual([]);
    const tracking = new Set(['track-confirmed', 'track-reacquired', 'track-dropped', 'phase-changed']);
    expect(bare.events).toEqual(everySecond.events.filter((event) => tracking.has(event.kind)));
  });

  it('decides alike whether or not custody is asked for', () => {
    const { decisions } = operated({ ...config, custody: null, tasking: null }, inOrder, 7, untilS);
    expect(decisions).toEqual(everySecond.decisions);
  });
});
