import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { binaryEnvelope, jwsLine } from '@cupola/contract';
import type { ScanBatch, Sign } from '@cupola/contract';
import type { OperateConfig } from '@cupola/core/mission';
import type { MissionInputs } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../../../core/src/mission/small-mission.test-data.ts';
import { operatedMission } from '../engine/operated-mission.ts';
import { LiveFeed } from '../feeds/live-feed.ts';
import type { ServeOptions } from './start-service.ts';

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
    reportFolder: null,
    shelves: { runs: null, scenarios: null },
    logLevel: 'silent',
  };
}
