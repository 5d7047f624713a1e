import { describe, expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import type { Track } from '../../messages/index.ts';
import { GLIDE_LAW } from './glide-law.ts';
import { glideShown } from './glide-shown.ts';
import { DRAG_M2_PER_KG, glidingTrack } from './gliding-track.test-data.ts';

/** Sinks at 4.5 degrees in air that could bear it, its lift shown as so much of its drag and known as well as it is in the first minute of a pull-out. */
function sinking(speedMPerS: number, liftToDrag: number, knownTo = 0.5, heightM = 45_000): Track {
  const track = glidingTrack({ heightM, speedMPerS, sinkRad: radians(4.5), liftToDrag });
  const sigma = knownTo * DRAG_M2_PER_KG;
  return { ...track, covariance: track.covariance.map((x, at) => (at === 70 || at === 80 ? sigma ** 2 : x)) };
}

const diveProb = (track: Track): number => glideShown(track, GLIDE_LAW).diveProb;

describe('whether a glider dives', () => {
  it('is little likely while it is fast: being pulled out it sinks too, and its lift is hardly known', () => {
    expect(diveProb(sinking(6_100, 2.6))).toBeLessThan(0.05);
    const little = diveProb(sinking(6_100, 0.4));
    expect(little).toBeGreaterThan(diveProb(sinking(6_100, 0.8)));
    expect(little).toBeLessThan(0.6);
  });

  it('is likely when its glide is flown out, or its lift surely points down', () => {
    expect(diveProb(sinking(2_500, 0, 0.5, 28_000))).toBeGreaterThan(0.5);
    expect(diveProb(sinking(6_100, -2, 0.2))).toBeGreaterThan(0.85);
  });

  it('is no question of a level flight, and a steep one goes on down in nine ways of ten', () => {
    expect(diveProb(glidingTrack({ heightM: 45_000, speedMPerS: 5_000 }))).toBe(0);
    expect(diveProb(glidingTrack({ heightM: 30_000, speedMPerS: 3_000, sinkRad: radians(30) }))).toBe(0.9);
  });
});
