import { deserialize } from 'node:v8';
import { expect, it } from 'vitest';
import { binaryEnvelope } from '@cupola/contract';
import { usFromS } from '@cupola/core/foundation';
import { reportsOf, smallPlan } from '../../../core/src/mission/small-mission.test-data.ts';
import { SequenceCounter, sentBatches } from '../feeds/sent-batches.ts';
import type { ReportRecord } from '../log/report-record.ts';
import { smallConfig, testSign } from '../serve/small-service.test-data.ts';
import { EngineCore } from './engine-core.ts';
import type { EngineStep } from './engine-core.ts';

const SECONDS = 62;

/** What arrives within each second: two records, the second of them behind a look ahead. */
const counter = new SequenceCounter();
const plan = smallPlan();
const arriving = reportsOf(plan, 0)
  .slice(0, SECONDS)
  .map((reports, second): readonly [ReportRecord, ReportRecord] => {
    const bodies = sentBatches(reports, plan.ownSide, counter).map((each) => binaryEnvelope(each, testSign));
    const half = Math.floor(bodies.length / 2);
    return [
      recordOf(bodies.slice(half), usFromS(second) + 200_000),
      recordOf(bodies.slice(0, half), usFromS(second) + 600_000),
    ];
  });

function recordOf(bodies: readonly Uint8Array[], atUs: number): ReportRecord {
  const bytes = Uint8Array.from(Buffer.concat(bodies));
  return { form: 'binary', bytes, arrival: { kind: 'stamped', atUs } };
}

function said(step: EngineStep): string {
  return JSON.stringify({ ...step, tookMs: 0 });
}

it('says on whole seconds the same whether anybody looked ahead or not, and what it foresaw when nothing more came', () => {
  const config = smallConfig();
  const plain = new EngineCore(config, null);
  const watched = new EngineCore(config, null);
  let foretold = 0;
  let told = 0;
  for (const [second, [early, late]] of arriving.entries()) {
    for (const core of [plain, watched]) core.take(early, 2 * second);
    watched.preview(second + 1, usFromS(second) + 300_000);
    watched.foresee(second + 1);
    for (const core of [plain, watched]) core.take(late, 2 * second + 1);
    const tracks = watched.preview(second + 1, usFromS(second + 1));
    // Sometimes nothing is foreseen of all that came.
    const events = second % 5 === 0 ? null : watched.foresee(second + 1);
    expect(watched.preview(second + 2, usFromS(second + 2))).toBeNull();
    const step = watched.step(second + 1);
    expect(said(step)).toBe(said(plain.step(second + 1)));
    told += step.tracks.length;
    if (second === 0) continue;
    expect(tracks).toEqual(step.tracks);
    if (events === null) continue;
    expect(events).toEqual(step.output.events);
    foretold += events.length;
  }
  expect(told).toBeGreaterThan(20);
  expect(foretold).toBeGreaterThan(3);
  expect(deserialize(watched.snapshot().state)).toEqual(deserialize(plain.snapshot().state));
});
