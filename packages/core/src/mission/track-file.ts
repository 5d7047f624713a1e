import { US_PER_S, present } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import type { DetectionTable, EarthFixedTrack, RejectedRow, ScanReports, Track } from '../messages/index.ts';
import { earthAngleRad, rotatingCovariance, rotatingFromInertial } from '../physics/index.ts';
import type { EarthRotation } from '../physics/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import { LATE_WINDOW_US, sensorScansOf } from './file-scans.ts';
import type { SensorScan } from './file-scans.ts';
import { START_OF_OPERATIONS, operate, settleAll } from './operate.ts';
import type { OperateConfig } from './operate.ts';

/** What one second of arrivals, or the end of the file, brings. */
export interface FileTrackingStep {
  /** Rows that are final now. */
  readonly tracks: readonly EarthFixedTrack[];
  /** Scan times that were worked on. */
  readonly scanCount: number;
  readonly detectionCount: number;
  readonly rejected: readonly RejectedRow[];
}

/** Earth-fixed and inertial axes agree at the file's time zero; which inertial axes are used cannot be seen in the rows. */
const EARTH: EarthRotation = { angleAtEpochRad: 0 };
const NO_EPOCH: JulianDate = { dayJd: 0, dayShare: 0 };

/**
 * Nothing is known of a foreign sensor but where it is and how well it measures: no field of regard, so that what it did not report proves
 * nothing.
 */
const UNKNOWN_SENSOR: SensorSpec = {
  id: 'unknown',
  band: 'mwir',
  fields: [],
  framePeriodS: Number.NaN,
  sigmaRad: Number.NaN,
  biasSigmaRad: 0,
  falseAlarmsPerScan: Number.NaN,
  sunExclusionRad: 0,
  detectionThreshold: Number.NaN,
  source: 'a file of detections, which does not say',
};

/**
 * Tracks anybody's detections with the same `operate` step as a run: reports are handed over second by second of their arrival, and rows
 * come out when no later report can change them. Custody, decision and tasking are not asked for. Seconds in which nothing arrives are
 * passed over. Ends with a step that holds what was still open.
 */
export function* trackFile(table: DetectionTable): Generator<FileTrackingStep, void, void> {
  const { scans, rejected } = sensorScansOf(table);
  yield { tracks: [], scanCount: 0, detectionCount: 0, rejected };
  const config: OperateConfig = {
    ownSide: ownSideOf(table, scans),
    epoch: NO_EPOCH,
    custody: null,
    decision: null,
    tasking: null,
    lateWindowUs: LATE_WINDOW_US,
  };
  let state = START_OF_OPERATIONS;
  for (const arrived of bySecond(scans)) {
    const atUs = Math.ceil(present(arrived[0]).arrivedAtUs / US_PER_S) * US_PER_S;
    const { settledAtUs } = state;
    const step = operate(
      { ...state, atUs: atUs - US_PER_S },
      { atUs, reports: reportsOf(table, arrived) },
      config,
    );
    state = step.state;
    const late = arrived.filter((scan) => scan.scanAtUs <= settledAtUs);
    const used = arrived.filter((scan) => scan.scanAtUs > settledAtUs);
    yield {
      tracks: step.output.finalTracks.map(earthFixed),
      scanCount: new Set(used.map((scan) => scan.scanAtUs)).size,
      detectionCount: used.reduce((sum, scan) => sum + scan.rows.length, 0),
      rejected: late
        .flatMap((scan) => scan.rows)
        .map((row) => ({ line: table.line[row]!, reason: 'arrived after its scan was final (10 s)' })),
    };
  }
  yield {
    tracks: settleAll(state).finalTracks.map(earthFixed),
    scanCount: 0,
    detectionCount: 0,
    rejected: [],
  };
}

function bySecond(scans: readonly SensorScan[]): readonly (readonly SensorScan[])[] {
  const seconds: SensorScan[][] = [];
  let second = Number.NaN;
  for (const scan of scans) {
    const its = Math.ceil(scan.arrivedAtUs / US_PER_S);
    if (its === second) present(seconds.at(-1)).push(scan);
    else seconds.push([scan]);
    second = its;
  }
  return seconds;
}

function ownSideOf(table: DetectionTable, scans: readonly SensorScan[]): OwnSide {
  const scansAt = new Map<SimTimeUs, SensorScan[]>();
  for (const scan of scans) {
    const known = scansAt.get(scan.scanAtUs);
    if (known === undefined) scansAt.set(scan.scanAtUs, [scan]);
    else known.push(scan);
  }
  return {
    earth: EARTH,
    satelliteIds: table.sensorIds,
    groupIds: table.sensorIds.map(() => 'file'),
    channels: table.sensorIds.map((_, satelliteIndex) => ({
      satelliteIndex,
      sensor: { ...UNKNOWN_SENSOR, biasSigmaRad: table.biasSigmaRad },
    })),
    ephemeris: {
      satelliteCount: table.sensorIds.length,
      positionsInertialInto(out, atUs) {
        // A sensor that did not report has no known place, and nobody asks for it.
        out.fill(Number.NaN);
        const angle = earthAngleRad(EARTH, atUs);
        const c = Math.cos(angle);
        const s = Math.sin(angle);
        for (const { sensorIndex, rows } of scansAt.get(atUs) ?? []) {
          const from = 3 * present(rows[0]);
          const x = table.sensorItrfM[from]!;
          const y = table.sensorItrfM[from + 1]!;
          out[3 * sensorIndex] = c * x - s * y;
          out[3 * sensorIndex + 1] = s * x + c * y;
          out[3 * sensorIndex + 2] = table.sensorItrfM[from + 2]!;
        }
      },
    },
  };
}

function reportsOf(table: DetectionTable, scans: readonly SensorScan[]): ScanReports {
  const rows = scans.flatMap((scan) => scan.rows);
  const detectionStart = new Uint32Array(scans.length + 1);
  scans.forEach((scan, report) => {
    detectionStart[report + 1] = detectionStart[report]! + scan.rows.length;
  });
  const losItrf = new Float64Array(3 * rows.length);
  rows.forEach((row, k) => losItrf.set(table.losItrf.subarray(3 * row, 3 * row + 3), 3 * k));
  return {
    reportCount: scans.length,
    channelIndex: Uint16Array.from(scans, (scan) => scan.sensorIndex),
    scanAtUs: Float64Array.from(scans, (scan) => scan.scanAtUs),
    arrivedAtUs: Float64Array.from(scans, (scan) => scan.arrivedAtUs),
    status: new Uint8Array(scans.length),
    detectionStart,
    detectionCount: rows.length,
    instantaneous: table.instantaneous,
    losItrf,
    sigmaRad: Float64Array.from(rows, (row) => table.sigmaRad[row]!),
    snr: new Float32Array(rows.length).fill(Number.NaN),
  };
}

function earthFixed(track: Track): EarthFixedTrack {
  const angle = earthAngleRad(EARTH, track.atUs);
  const n = track.state.length;
  const covariance = Float64Array.from(
    { length: 36 },
    (_, i) => track.covariance[Math.floor(i / 6) * n + (i % 6)]!,
  );
  return {
    atUs: track.atUs,
    trackId: track.id,
    phase: track.phase,
    stateItrf: rotatingFromInertial(track.state, angle),
    covarianceItrf: rotatingCovariance(covariance, angle),
  };
}
