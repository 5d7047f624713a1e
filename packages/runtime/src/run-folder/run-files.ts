import { assert, julianDateFromIso, usFromS } from '@cupola/core/foundation';
import { FlightEndLog } from '@cupola/core/custody';
import type { OperateEvent, Track } from '@cupola/core/messages';
import type { RunRecord } from '@cupola/core/metrics';
import { earthRotationFrom } from '@cupola/core/physics';
import type { EarthRotation } from '@cupola/core/physics';
import { sensorSpecsOf } from '@cupola/core/scenario';
import type { Scenario } from '@cupola/core/scenario';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import { CLASSES_TOLD_APART, VEHICLE_CLASSES } from '@cupola/core/vehicles';
import { pointLine, writeScenario } from '@cupola/contract';
import { renderReport } from '../report/index.ts';
import { renderScene } from '../scene/index.ts';
import type { LayerAcquisition } from '../acquisition/layer-acquisition.ts';
import type { RunSummary } from '../summary/summary.ts';
import { detectionsTable } from '../tables/detections-table.ts';
import { tracksTable } from '../tables/tracks-table.ts';
import { truthTable } from '../tables/truth-table.ts';
import type { FolderFile } from '../whole-folder.ts';
import type { Manifest } from './manifest.ts';
import { MANIFEST_NAME, RUN_FILE_NAMES } from './run-folder.ts';
import type { Timing } from './timing.ts';
import type { Region } from '@cupola/core/physics';

/** What a finished run consists of. */
export interface FinishedRun {
  readonly scenario: Scenario;
  readonly regions: readonly Region[];
  readonly manifest: Manifest;
  readonly record: RunRecord;
  readonly summary: RunSummary;
  readonly acquisition: LayerAcquisition | null;
  readonly timing: Timing;
}

/** The files of the run folder. All but `timing.json` depend on the run alone. */
export function runFiles(run: FinishedRun): readonly FolderFile[] {
  const { scenario, manifest, record } = run;
  const { runId } = manifest;
  const epoch = julianDateFromIso(scenario.epoch);
  assert(epoch !== null, 'the epoch of a checked scenario is an instant');
  const earth = earthRotationFrom(epoch);
  const contents: Record<string, FolderFile['content']> = {
    [MANIFEST_NAME]: () => json(manifest),
    'scenario.yaml': () => writeScenario(scenario),
    'summary.json': () => json(run.summary),
    'events.jsonl': () => eventLines(record.events),
    'tracks.parquet': () => tracksTable(record.tracks, earth),
    'points.jsonl': () => pointLines(record.tracks, earth),
    'detections.parquet': () => detectionsTable(record.detections),
    'truth.parquet': () => truthTable(record.objects, record.durationS, earth),
    'scene.czml': () => renderScene({ record, scenario, runId }),
    'report.html': () =>
      renderReport({
        record,
        scenario,
        runId,
        engagement: run.summary.engagement,
        losses: run.summary.losses,
        acquisition: run.acquisition ?? undefined,
        manifest,
        sensors: sensorSpecsOf(scenario, SENSOR_KINDS),
        vehicles: VEHICLE_CLASSES.filter((vehicle) =>
          record.objects.some(({ flight }) => flight.vehicleId === vehicle.id),
        ),
        regions: run.regions,
      }),
    'timing.json': () => json(run.timing),
  };
  return RUN_FILE_NAMES.map((name) => {
    const content = contents[name];
    assert(content !== undefined, `the run file ${name} has a content`);
    return { name, content };
  });
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** From one telling of a track's launch and impact points to the next. */
const POINTS_EVERY_US = usFromS(10);

function pointLines(tracks: readonly Track[], earth: EarthRotation): string {
  const log = new FlightEndLog({ classes: CLASSES_TOLD_APART, earth }, POINTS_EVERY_US);
  return log.take(tracks).map(pointLine).join('');
}

/** One event a line, in order of time; events of one instant keep the order in which they were raised. */
function eventLines(events: readonly OperateEvent[]): string {
  return events
    .toSorted((a, b) => a.atUs - b.atUs)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}
