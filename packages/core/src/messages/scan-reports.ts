import type { SimTimeUs } from '../foundation/index.ts';
import type { Command } from './command.ts';

export const SCAN_STATUSES = ['ok', 'degraded', 'off', 'saturated'] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];

/**
 * What the satellites sent: one report per channel (one sensor on one satellite) and scan, empty ones included, since "looked and saw
 * nothing" and "did not look" are different news. Columns, because there are thousands a second.
 *
 * Report r owns detections `detectionStart[r]` up to, not including, `detectionStart[r + 1]`. The direction of a detection is
 * geometric, Earth-fixed at the scan time, from the satellite at the scan time to the target one light time earlier; aberration is
 * already removed.
 */
export interface ScanReports {
  readonly reportCount: number;
  /** Which channel, an index into the channels of the own side. */
  readonly channelIndex: Uint16Array;
  readonly scanAtUs: Float64Array;
  readonly arrivedAtUs: Float64Array;
  /** Index into `SCAN_STATUSES`. */
  readonly status: Uint8Array;
  /**
   * Where the narrow fields looked: unit vectors, [report][x, y, z], NaN of a report without one or whose field did not look; absent when no
   * sensor has to be pointed.
   */
  readonly pointingItrf?: Float64Array;
  /** Length `reportCount + 1`. */
  readonly detectionStart: Uint32Array;
  readonly detectionCount: number;
  /** The directions point at the target as it was at the scan time itself, as in some foreign data; not so when absent. */
  readonly instantaneous?: boolean;
  /** Unit vectors, [detection][x, y, z], row-major. */
  readonly losItrf: Float64Array;
  /** One-sigma angular noise of each of the two components across the line of sight, rad. */
  readonly sigmaRad: Float64Array;
  /** Signal over noise against the detection's own background. */
  readonly snr: Float32Array;
}

export const NO_REPORTS: ScanReports = {
  reportCount: 0,
  channelIndex: new Uint16Array(0),
  scanAtUs: new Float64Array(0),
  arrivedAtUs: new Float64Array(0),
  status: new Uint8Array(0),
  detectionStart: new Uint32Array(1),
  detectionCount: 0,
  losItrf: new Float64Array(0),
  sigmaRad: new Float64Array(0),
  snr: new Float32Array(0),
};

/** Time of arrival and what arrived since the last tick. */
export interface Tick {
  readonly atUs: SimTimeUs;
  readonly reports: ScanReports;
  /** Those of other scans that came besides, in columns of their own. */
  readonly besides?: readonly ScanReports[];
  /** What operators asked since the last tick, in the order in which it is to be obeyed. */
  readonly commands?: readonly Command[];
}
