import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { NEW_EXISTENCE } from './existence.ts';
import { reasonToDrop, startProof } from './track-life.ts';
import type { TrackState } from '../track-state.ts';

const SIGMA_M = 50;

/** A tentative track over the equator, so far east, m. */
function tentative(eastM: number, changes: Partial<TrackState>): TrackState {
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = i < 3 ? SIGMA_M ** 2 : 10 ** 2;
  const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 200_000, eastM, 0, 2_000, 6_000, 0);
  return {
    birth: 0,
    id: null,
    atUs: 0,
    hypotheses: [{ kind: 'coast', state, covariance, logWeight: 0, cutoffAtUs: null }],
    phase: 'coast',
    firstDetectedAtUs: 0,
    firstPositionM: [0, 0, 0],
    confirmedAtUs: null,
    lastDetectedAtUs: 0,
    boostSeen: false,
    supportedScans: 2,
    unsupportedScans: 0,
    satellites: [0, 1, 2],
    tentativeLooks: [],
    misfit: { squared: 24, freedom: 24 },
    standing: null,
    lastChannels: [],
    innovation: null,
    existence: NEW_EXISTENCE,
    twin: null,
    ...changes,
  };
}

describe('a start by three satellites', () => {
  it('is proven by four scans, six where another track is near', () => {
    const each = tentative(0, {});
    expect(startProof(each, [each])).toEqual({ confirmedBy: 'three-sensor', scans: 4 });
    expect(startProof(tentative(0, { supportedScans: 1 }), [])).toBeNull();
    const near = tentative(500, {});
    const far = tentative(5_000, {});
    expect(startProof(each, [each, far])).not.toBeNull();
    expect(startProof(each, [each, near])).toBeNull();
    const longer = tentative(0, { supportedScans: 4 });
    expect(startProof(longer, [longer, near])).toEqual({ confirmedBy: 'three-sensor', scans: 6 });
  });

  it('is not proven by detections that hardly fit one motion, and ends when they do not', () => {
    const freedom = 24;
    const misfit = (sigmas: number): TrackState =>
      tentative(0, { misfit: { squared: freedom + sigmas * Math.sqrt(2 * freedom), freedom } });
    expect(startProof(misfit(2.9), [])).not.toBeNull();
    expect(startProof(misfit(3.1), [])).toBeNull();
    expect(reasonToDrop(misfit(4.9))).toBeNull();
    expect(reasonToDrop(misfit(5.1))).toMatch(/not of one motion/);
  });
});

describe('a start by two satellites', () => {
  const two = { satellites: [0, 1], supportedScans: 3 };

  it('is proven by five scans running, alone', () => {
    const each = tentative(0, two);
    expect(startProof(each, [each])).toEqual({ confirmedBy: 'two-sensor', scans: 5 });
    expect(startProof(tentative(0, { ...two, supportedScans: 2 }), [])).toBeNull();
  });

  it('ends with the first gap, where one by three goes on', () => {
    expect(reasonToDrop(tentative(0, { ...two, unsupportedScans: 1 }))).toMatch(/not seen again/);
    expect(reasonToDrop(tentative(0, { unsupportedScans: 1 }))).toBeNull();
    expect(reasonToDrop(tentative(0, { unsupportedScans: 2 }))).toMatch(/not seen again/);
  });

  it('is not proven with another track near', () => {
    const each = tentative(0, { ...two, supportedScans: 9 });
    expect(startProof(each, [each, tentative(500, {})])).toBeNull();
  });
});

describe('a tentative track', () => {
  it('ends when it moves as no missile does', () => {
    const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 200_000, 0, 0, 0, 12_500, 0);
    const [coast] = tentative(0, {}).hypotheses;
    if (coast === undefined) throw new Error('a tentative track has a hypothesis');
    expect(reasonToDrop(tentative(0, { hypotheses: [{ ...coast, state }] }))).toMatch(/no missile/);
    expect(reasonToDrop(tentative(0, {}))).toBeNull();
  });
});

/** Why a confirmed track ends that may still be pieces of others. */
function confirmed(changes: Partial<TrackState>): string | null {
  return reasonToDrop(tentative(0, { id: 'T0001', standing: { logOdds: 0, channels: [] }, ...changes }));
}

describe('a confirmed track that is not proven an object of its own', () => {
  const freedom = 24;
  const misfit = (sigmas: number): TrackState['misfit'] => ({
    squared: freedom + sigmas * Math.sqrt(2 * freedom),
    freedom,
  });

  it('ends when its detections are not of one motion', () => {
    expect(confirmed({ misfit: misfit(7.9) })).toBeNull();
    expect(confirmed({ misfit: misfit(8.1) })).toBe(
      'pieced together: its detections are not of one motion, 8.1 standard deviations',
    );
  });

  it('ends when its detections are those of others', () => {
    expect(confirmed({ standing: { logOdds: -59, channels: [] } })).toBeNull();
    expect(confirmed({ standing: { logOdds: -61, channels: [] } })).toMatch(/those of others, -61 nats/);
  });

  it('ends when it starves, however long it was fed', () => {
    const starving = { supportedScans: 9, unsupportedScans: 5 };
    expect(confirmed(starving)).toMatch(/^starved/);
    expect(confirmed({ ...starving, standing: null })).toBeNull();
    expect(confirmed({ supportedScans: 4, unsupportedScans: 5, standing: null })).toMatch(/^starved/);
  });
});
