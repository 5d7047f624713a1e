import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundOutline } from '../../messages/index.ts';
import { buildRegionIndex, flyToImpact, groundDistanceM, isInAnyRegion } from '../../physics/index.ts';
import type { GroundPoint } from '../../physics/index.ts';
import { glideFootprint } from './footprint.ts';
import { GLIDE_LAW, MANOEUVRE_COUNT } from './glide-law.ts';
import type { GlideLaw } from './glide-law.ts';
import { airVelocityInto, glideInPlace, levelGlide } from './glide-path.ts';
import { DRAG_M2_PER_KG, glidingTrack } from './gliding-track.test-data.ts';
import { glideLandings } from './landings.ts';
import { ringsOf } from './rings.ts';

const EARTH = { angleAtEpochRad: 0 };
const LEVEL = { heightM: 48_000, speedMPerS: 5_200 };

function holds(outline: GroundOutline, { latitudeRad, longitudeRad }: GroundPoint): boolean {
  const polygons = ringsOf(outline).map((ring) => [ring]);
  return isInAnyRegion(
    buildRegionIndex([{ id: 'area', title: 'area', polygons }]),
    longitudeRad,
    latitudeRad,
  );
}

function spanM(outline: GroundOutline): number {
  const places = outline.map(([longitudeRad, latitudeRad]) => ({ longitudeRad, latitudeRad }));
  return Math.max(...places.map((place) => groundDistanceM(places[0]!, place)));
}

describe('landings of a glide', () => {
  it('are a law, ahead and in the future', () => {
    const landings = glideLandings(glidingTrack(LEVEL), GLIDE_LAW, EARTH);
    expect(landings).toHaveLength(MANOEUVRE_COUNT);
    expect(landings.reduce((sum, { prob }) => sum + prob, 0)).toBeCloseTo(1, 9);
    expect(landings.every(({ afterS }) => afterS > 30 && afterS < 3_000)).toBe(true);
    const ahead = landings.filter(({ longitudeRad }) => longitudeRad > 0).length;
    expect(ahead / landings.length).toBeGreaterThan(0.95);
  });

  it('are their own mirror image for a body that does not bank, over the equator, where nothing tells left from right', () => {
    const landings = glideLandings(glidingTrack(LEVEL), GLIDE_LAW, EARTH);
    for (let pair = 0; pair < landings.length; pair += 2) {
      const [right, left] = [landings[pair]!, landings[pair + 1]!];
      expect(right.latitudeRad + left.latitudeRad).toBeCloseTo(0, 9);
      expect(right.longitudeRad - left.longitudeRad).toBeCloseTo(0, 9);
    }
  });

  it('come down to the ballistic point as lift vanishes', () => {
    const fallen = (liftToDrag: number): readonly GroundPoint[] => {
      const law: GlideLaw = { ...GLIDE_LAW, liftToDrag: { mean: liftToDrag, sigma: 0 } };
      return glideLandings(glidingTrack({ ...LEVEL, liftToDrag }), law, EARTH);
    };
    const state = Float64Array.from(glidingTrack(LEVEL).state.slice(0, 6));
    const ballistic = flyToImpact(state, 0, 1 / DRAG_M2_PER_KG, EARTH);
    expect(ballistic.ok).toBe(true);
    if (!ballistic.ok) return;
    const farthest = [0.1, 0.03, 0].map((liftToDrag) =>
      Math.max(...fallen(liftToDrag).map((place) => groundDistanceM(place, ballistic.impact.geodetic))),
    );
    expect(farthest[0]).toBeGreaterThan(farthest[1]!);
    expect(farthest[1]).toBeGreaterThan(farthest[2]!);
    expect(farthest[2]).toBeLessThan(1_000);
  });

  it('of a steep dive lie where the fall does, and of a level glide far beyond', () => {
    const diving = glidingTrack({ heightM: 10_000, speedMPerS: 1_800, sinkRad: 0.9, liftToDrag: 0.1 });
    const below = { latitudeRad: 0, longitudeRad: 0 };
    const distances = glideLandings(diving, GLIDE_LAW, EARTH)
      .map((place) => groundDistanceM(place, below))
      .toSorted((a, b) => a - b);
    expect(distances[Math.floor(0.85 * MANOEUVRE_COUNT)]).toBeLessThan(15_000);
  });

  it('are found for any motion in air, without a number that is none', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 500, max: 110_000, noNaN: true }),
        fc.double({ min: 300, max: 7_700, noNaN: true }),
        fc.double({ min: -0.3, max: 1.5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (heightM, speedMPerS, sinkRad, liftToDrag) => {
          const sigmas = { positionM: 1_000, velocityMPerS: 50 };
          const track = glidingTrack({ heightM, speedMPerS, sinkRad, liftToDrag, sigmas });
          for (const { latitudeRad, longitudeRad, afterS } of glideLandings(track, GLIDE_LAW, EARTH)) {
            expect(Number.isFinite(latitudeRad + longitudeRad)).toBe(true);
            expect(afterS).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a footprint', () => {
  it('holds the shares it says of its landings, the smaller area inside the larger, all in reach', () => {
    const track = glidingTrack({ ...LEVEL, sigmas: { positionM: 50, velocityMPerS: 3 } });
    const landings = glideLandings(track, GLIDE_LAW, EARTH);
    const { areas, reach } = glideFootprint(track, GLIDE_LAW, EARTH);
    for (const { share, outline } of areas) {
      const held = landings.filter((place) => holds(outline, place)).length / landings.length;
      expect(Math.abs(held - share)).toBeLessThan(0.05);
    }
    const inReach = landings.filter((place) => holds(reach, place)).length / landings.length;
    expect(inReach).toBeGreaterThan(0.99);
    const [half, nineTenths] = areas;
    expect(spanM(half!.outline)).toBeLessThan(spanM(nineTenths!.outline));
    expect(spanM(nineTenths!.outline)).toBeLessThan(spanM(reach));
  });

  it('shrinks and draws near as the glide goes on', () => {
    const path = levelGlide(glidingTrack(LEVEL).state, 0);
    const spans: number[] = [];
    const leftS: number[] = [];
    const air = new Float64Array(3);
    for (const speedMPerS of [4_600, 4_000, 3_400, 2_800, 2_200]) {
      glideInPlace(path, 2.6, speedMPerS, () => 0);
      const state = [...path.position, ...path.velocity, DRAG_M2_PER_KG, 2.6 * DRAG_M2_PER_KG, 0];
      expect(airVelocityInto(air, path.position, path.velocity)).toBeLessThanOrEqual(speedMPerS + 1);
      const track = { ...glidingTrack(LEVEL), state };
      const { areas, downAtUs } = glideFootprint(track, GLIDE_LAW, EARTH);
      spans.push(spanM(areas[1]!.outline));
      leftS.push(downAtUs.late);
    }
    expect(spans.toSorted((a, b) => b - a)).toEqual(spans);
    expect(leftS.toSorted((a, b) => b - a)).toEqual(leftS);
    expect(spans.at(-1)).toBeLessThan(0.3 * spans[0]!);
  });

  it('moves with the Earth under it: the same motion an hour of turning later lies further west', () => {
    const track = glidingTrack(LEVEL);
    const now = glideLandings(track, GLIDE_LAW, EARTH)[0]!;
    const later = glideLandings(track, GLIDE_LAW, { angleAtEpochRad: 0.25 })[0]!;
    expect(now.longitudeRad - later.longitudeRad).toBeCloseTo(0.25, 9);
  });
});
