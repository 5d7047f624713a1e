import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { binaryEnvelope, jwsLine } from '@cupola/contract';
import type { ScanBatch, Sign } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import type { OperateConfig } from '@cupola/core/mission';
import type { MissionInputs } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../../../core/src/mission/small-mission.test-data.ts';
import { operatedMission } from '../engine/operated-mission.ts';
import { LiveFeed } from '../feeds/live-feed.ts';
import type { RunningService, ServeOptions } from './start-service.ts';

export const SMALL_INPUTS: MissionInputs = {
  scenario: { ...SMALL_SCENARIO, durationMin: 1.15 },
  catalogues: new Map(),
  regions: [],
};

export function smallConfig(): OperateConfig {
  const outcome = operatedMission(SMALL_INPUTS);
  if (!outcome.ok) throw new Error('the small scenario cannot be operated');
  return outcome.config;
}

/** All satellites sign with one key here, which changes nothing: each has its own in the key set. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const testSign: Sign = (bytes) => sign(null, bytes, privateKey);

export function testKeys(satelliteIds: readonly string[]): ReadonlyMap<string, KeyObject> {
  return new Map(satelliteIds.map((id) => [id, publicKey]));
}

export function binaryBody(batches: readonly ScanBatch[]): Buffer {
  return Buffer.concat(batches.map((each) => binaryEnvelope(each, testSign)));
}

export function linesBody(batches: readonly ScanBatch[]): Buffer {
  return Buffer.from(batches.map((each) => jwsLine(each, testSign)).join(''));
}

/** What one satellite sent in one second: it looked and saw nothing. */
export function emptyScan(config: OperateConfig, sequence: number): ScanBatch {
  const { satelliteIds, channels } = config.ownSide;
  const atUs = (1 + sequence) * 1_000_000;
  return {
    satelliteId: present(satelliteIds[0]),
    sequence,
    reportCount: 1,
    sensorIds: [present(channels[0]).sensor.id],
    sensorIndex: Uint8Array.of(0),
    scanAtUs: Float64Array.of(atUs),
    arrivedAtUs: Float64Array.of(atUs + 500_000),
    status: Uint8Array.of(0),
    pointingItrf: null,
    detectionStart: Uint32Array.of(0, 0),
    detectionCount: 0,
    losItrf: new Float64Array(0),
    sigmaRad: new Float64Array(0),
    snr: new Float32Array(0),
  };
}

/** Sends messages as a gateway would. @returns What became of each, or of all of them. */
export async function sent(
  running: RunningService,
  key: string,
  batches: readonly ScanBatch[],
): Promise<readonly string[]> {
  const response = await running.app.inject({
    method: 'POST',
    url: '/v1/ingest/scan-reports',
    headers: {
      authorization: `Bearer ${key}`,
      host: new URL(running.url).host,
      'content-type': 'application/vnd.cupola.scan-reports',
    },
    payload: binaryBody(batches),
  });
  const answer = response.json<{ code?: string; batches?: { status: string }[] }>();
  return answer.batches?.map((each) => each.status) ?? [answer.code ?? ''];
}

/** A live service that goes by the times of arrival that reports tell, on a free port. */
export function liveOptions(dataFolder: string, config: OperateConfig): ServeOptions {
  return {
    inputs: SMALL_INPUTS,
    config,
    missionId: 'small',
    programId: 'test',
    dataMode: 'TEST',
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    feedFrom: (throughSecond) => new LiveFeed('reports', () => 0, throughSecond),
    satelliteKeys: testKeys(config.ownSide.satelliteIds),
    shelves: { runs: null, scenarios: null },
    logLevel: 'silent',
  };
}
