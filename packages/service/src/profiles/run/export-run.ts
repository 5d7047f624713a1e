import { scenarioElements } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';
import {
  ESTIMATE,
  MOST_SHEET_ROWS,
  WEAPON,
  columnsCsv,
  czmlText,
  documentPacket,
  ellipsePacket,
  flatColumns,
  interval,
  oemCovariances,
  oemHeader,
  oemMetadata,
  oemState,
  oemTime,
  parquetBytes,
  satellitePacket,
  tableWorkbook,
  trackColumns,
  trackPacket,
} from '@cupola/runtime';
import type { Packet, StoredRun, TableColumn } from '@cupola/runtime';
import { radians, sFromUs, usFromS } from '@cupola/core/foundation';
import { operatedMission } from '../../engine/operated-mission.ts';
import { OwnPositions } from '../../picture/own-positions.ts';
import type { TrackRecord } from '../../picture/records.ts';
import type { PictureContext } from '../../picture/service-clock.ts';
import { cotText } from '../cot/cot-event.ts';
import type { CotSetting } from '../cot/cot-event.ts';
import { areaEvents, trackEvent } from '../cot/track-events.ts';
import { areaFeatures, featureCollection, positionFeature } from '../geojson/map-features.ts';
import type { Feature } from '../geojson/map-features.ts';
import { covarianceM2 } from '../ground-errors.ts';
import { modeSentence } from '../mode-words.ts';
import { squareOf } from '../motion-ahead.ts';
import { constellationText } from '../orbits/constellation-text.ts';
import { FRAME } from '../orbits/track-oem.ts';
import { endsOf, lastPoints, runStory } from './run-story.ts';

/** Forms that a finished run can be had in. */
export const RUN_FORMATS = ['czml', 'oem', 'omm', 'cot', 'geojson', 'csv', 'parquet', 'xlsx'] as const;
export type RunFormat = (typeof RUN_FORMATS)[number];

/** How a file of each is called behind its dot, and whether it is text. */
export const RUN_FILES: Readonly<Record<RunFormat, { readonly ending: string; readonly isText: boolean }>> = {
  czml: { ending: 'czml', isText: true },
  oem: { ending: 'oem', isText: true },
  omm: { ending: 'omm.json', isText: true },
  cot: { ending: 'cot.xml', isText: true },
  geojson: { ending: 'geojson', isText: true },
  csv: { ending: 'csv', isText: true },
  parquet: { ending: 'parquet', isText: false },
  xlsx: { ending: 'xlsx', isText: false },
};

export type ExportedRun =
  | { readonly ok: true; readonly pieces: Iterable<string | Uint8Array> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Everything of a run is simulated. */
const MODE = 'SIMULATED';
/** Between two places of a track on a globe or a map, s: dense while speed changes fast. */
const BOOST_SPACING_S = 2;
const COAST_SPACING_S = 10;
/** Between two samples of a satellite on a globe, and two covariances of a track in an ephemeris. */
const SATELLITE_SPACING_S = 60;
const COVARIANCE_SPACING_S = 10;
const EVENTS_PER_PIECE = 1_000;

/**
 * A finished run as a file of another form, by the functions that the service tells others with. It holds what the operator knew: nothing of the truth.
 *
 * @param createdAt - UTC of the writing, which orbit messages demand.
 */
export async function exportedRun(
  run: StoredRun,
  format: RunFormat,
  createdAt: string,
): Promise<ExportedRun> {
  const operated = operatedMission(run.inputs);
  if (!operated.ok) return operated;
  const { ownSide, epoch } = operated.config;
  const context: PictureContext = { dataMode: MODE, epoch, ownSide };
  switch (format) {
    case 'czml':
      return { ok: true, pieces: [czmlOf(run, context)] };
    case 'oem':
      return { ok: true, pieces: oemOf(run, context, createdAt) };
    case 'omm': {
      const elements = scenarioElements(run.inputs.scenario.satellites, run.inputs.catalogues, epoch, 0);
      const written = constellationText(elements, 'json', MODE, createdAt.slice(0, 19));
      return written.ok ? { ok: true, pieces: [written.text] } : written;
    }
    case 'cot':
      return { ok: true, pieces: cotOf(run, context) };
    case 'geojson':
      return { ok: true, pieces: [geojsonOf(run, context)] };
    case 'csv':
      return { ok: true, pieces: [columnsCsv(trackTable(run, context))] };
    case 'parquet':
      return { ok: true, pieces: [parquetBytes(trackTable(run, context))] };
    case 'xlsx':
      return workbookOf(run, context);
    default:
      return format satisfies never;
  }
}

function trackTable(run: StoredRun, { ownSide }: PictureContext): readonly TableColumn[] {
  const values = run.tracks.map(() => MODE);
  return [...trackColumns(run.tracks, ownSide.earth), { name: 'dataMode', kind: 'text', values }];
}

async function workbookOf(run: StoredRun, context: PictureContext): Promise<ExportedRun> {
  if (run.tracks.length >= MOST_SHEET_ROWS) {
    const expected = `at most ${MOST_SHEET_ROWS - 1} rows; --format csv or parquet holds any number`;
    const message = `${run.tracks.length} rows of tracks do not fit into a sheet`;
    return { ok: false, problems: [{ path: '--format', value: 'xlsx', expected, message }] };
  }
  const about = {
    dataMode: MODE,
    description: modeSentence(MODE),
    title: run.title,
    runId: run.runId,
    epoch: run.inputs.scenario.epoch,
  };
  const bytes = await tableWorkbook([
    { name: 'About', columns: flatColumns([about]) },
    { name: 'Tracks', columns: trackTable(run, context) },
    { name: 'Points', columns: flatColumns(run.points.filter(({ kind }) => kind !== 'footprint')) },
    { name: 'Events', columns: flatColumns(run.events) },
  ]);
  return { ok: true, pieces: [bytes] };
}

/** Rows of each track, thinned out to what a map needs: the first and the last of it always. */
function placesOf(run: StoredRun, context: PictureContext): ReadonlyMap<string, readonly TrackRecord[]> {
  const places = new Map<string, TrackRecord[]>();
  const last = new Map<string, TrackRecord>();
  for (const record of runStory(run, context)) {
    const own = places.get(record.id) ?? [];
    places.set(record.id, own);
    last.set(record.id, record);
    const spacingS = record.phase === 'boost' ? BOOST_SPACING_S : COAST_SPACING_S;
    const before = own.at(-1);
    if (before === undefined || record.atUs - before.atUs >= usFromS(spacingS)) own.push(record);
  }
  for (const [id, record] of last) if (places.get(id)?.at(-1) !== record) places.get(id)?.push(record);
  return places;
}

function geojsonOf(run: StoredRun, context: PictureContext): string {
  const points = lastPoints(run.points);
  const areas = points.flatMap((point) => {
    const ends = endsOf(point, context);
    return ends === null ? [] : areaFeatures(ends);
  });
  const footprints = points.flatMap((point): readonly Feature[] =>
    point.kind === 'footprint'
      ? point.areas.map(({ share, geometry }) => ({
          type: 'Feature',
          id: `footprint/${point.trackId}/${share}`,
          geometry,
          properties: { kind: 'footprint', dataMode: MODE, trackId: point.trackId, share },
        }))
      : [],
  );
  const places = [...placesOf(run, context).values()].flat().map(positionFeature);
  return featureCollection(MODE, [...places, ...areas, ...footprints]);
}

function* cotOf(run: StoredRun, context: PictureContext): Generator<string> {
  const setting: CotSetting = {
    session: `run-${run.runId.slice(0, 12)}`,
    missileType: 'a-{aff}-A-W-M-B',
    shiftMs: 0,
  };
  const points = Map.groupBy(run.points, ({ trackId, t }) => `${trackId}/${usFromS(t)}`);
  let lines: string[] = [];
  for (const record of runStory(run, context)) {
    const ends = (points.get(`${record.id}/${record.atUs}`) ?? []).flatMap(
      (each) => endsOf(each, context) ?? [],
    );
    const events = [
      trackEvent(record, setting),
      ...ends.flatMap((each) => areaEvents(record, each, setting)),
    ];
    for (const event of events) lines.push(`${cotText(event, setting)}\n`);
    if (lines.length < EVENTS_PER_PIECE) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

function* oemOf(run: StoredRun, context: PictureContext, createdAt: string): Generator<string> {
  yield oemHeader(createdAt, [modeSentence(MODE), `Tracks of run ${run.runId}, as they were filtered.`]);
  const rows = Map.groupBy(runStory(run, context), ({ id }) => id);
  for (const [id, records] of rows) {
    const times = records.map(({ at }) => oemTime(at));
    yield oemMetadata({ objectName: id, objectId: id, frame: FRAME, times });
    yield records
      .map((each, k) => oemState(times[k] ?? '', [...each.positionItrfM, ...each.velocityItrfMPerS], 0))
      .join('');
    let told = Number.NEGATIVE_INFINITY;
    const covariances = records.flatMap(({ atUs, covarianceItrf }, k) => {
      if (atUs - told < usFromS(COVARIANCE_SPACING_S)) return [];
      told = atUs;
      return [{ time: times[k] ?? '', covariance: squareOf(covarianceItrf) }];
    });
    yield oemCovariances(covariances, FRAME);
  }
}

function czmlOf(run: StoredRun, context: PictureContext): string {
  const { scenario } = run.inputs;
  const { epoch } = scenario;
  const endS = scenario.durationMin * 60;
  const places = [...placesOf(run, context)];
  return czmlText([
    documentPacket({
      name: `${run.title} (${MODE})`,
      description: `${modeSentence(MODE)} Run ${run.runId}.`,
      epoch,
      fromS: 0,
      toS: endS,
      multiplier: 10,
      range: 'LOOP_STOP',
    }),
    ...satellitesOf(context, epoch, endS),
    ...places.map(([id, records]) =>
      trackPacket(
        id,
        `track ${id} (${MODE})`,
        epoch,
        [sFromUs(records[0]?.atUs ?? 0), sFromUs(records.at(-1)?.atUs ?? 0)],
        records.flatMap(({ atUs, positionItrfM }) => [sFromUs(atUs), ...positionItrfM.map(Math.round)]),
      ),
    ),
    ...lastPoints(run.points).flatMap((point): readonly Packet[] => {
      const ends = endsOf(point, context);
      const place = ends?.impact ?? ends?.launch;
      if (ends === null || place === undefined || place === null) return [];
      const kind = ends.impact === null ? 'launch' : 'impact';
      return [
        ellipsePacket(
          `${kind}/${ends.trackId}`,
          `${ends.trackId}, ${kind}, 95 % (${MODE})`,
          interval(epoch, Math.min(point.t, endS), endS),
          {
            latitudeRad: radians(place.latitudeDeg),
            longitudeRad: radians(place.longitudeDeg),
            covarianceM2: covarianceM2(place),
          },
          kind === 'impact' ? WEAPON : ESTIMATE,
        ),
      ];
    }),
  ]);
}

function satellitesOf({ ownSide }: PictureContext, epoch: string, endS: number): readonly Packet[] {
  const positions = new OwnPositions(ownSide);
  const groups = [...new Set(ownSide.groupIds)];
  const count = Math.ceil(endS / SATELLITE_SPACING_S) + 1;
  const samples = Array.from({ length: count }, (_, k) => positions.at(usFromS(k * SATELLITE_SPACING_S)));
  return ownSide.satelliteIds.map((id, index) =>
    satellitePacket(
      index,
      `${id} (${MODE})`,
      groups.indexOf(ownSide.groupIds[index] ?? ''),
      epoch,
      [0, endS],
      samples.flatMap((each, k) => [k * SATELLITE_SPACING_S, ...(each[index] ?? []).map(Math.round)]),
    ),
  );
}
