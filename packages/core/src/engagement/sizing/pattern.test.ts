import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkerSlot } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { RandomStream, TWO_PI, present, radians } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { accelerationOfG, flyOutReachM, flyOutTimeS } from '../closed-form/fly-out.ts';
import { placeVolume } from '../reach/place-volume.ts';
import { bestInclination, bestWalkerSize } from './best-inclination.ts';
import type { FleetDemand } from './demand.ts';
import { patternDesigns, patternFront } from './design-front.ts';
import { patternArcs, patternShare } from './pattern-share.ts';
import { placeShare } from './place-share.ts';
import { flownShare, walkerSizeFor } from './walker-size.ts';

const WGS84 = { kind: 'wgs84' } as const;
const DEMAND: FleetDemand = {
  missiles: 1,
  shotsPerTarget: 2,
  flyOut: { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) },
  flyOutS: 120,
  interceptAltitudeM: 200_000,
  confidence: 0.9,
  latitudesRad: [radians(40)],
};
const STREAM = new RandomStream(4, 'pattern');

/** Delta shells of 300 km with a latitude that they come near. */
const cases = fc
  .record({
    planes: fc.integer({ min: 1, max: 24 }),
    perPlane: fc.integer({ min: 1, max: 40 }),
    turn: fc.integer({ min: 0, max: 23 }),
    inclinationDeg: fc.integer({ min: 5, max: 90 }),
    latitudeShare: fc.integer({ min: 0, max: 100 }),
    wanted: fc.integer({ min: 1, max: 4 }),
    flyOutS: fc.integer({ min: 60, max: 250 }),
  })
  .map(({ planes, perPlane, turn, inclinationDeg, latitudeShare, wanted, flyOutS }) => ({
    wanted,
    reachM: flyOutReachM(DEMAND.flyOut, flyOutS),
    latitudeRad: (radians(inclinationDeg) * latitudeShare) / 100,
    shell: {
      kind: 'delta',
      count: planes * perPlane,
      planes,
      phasing: turn % planes,
      altitudeM: 300_000,
      inclinationRad: radians(inclinationDeg),
    } satisfies WalkerShell,
  }));

/** The same share from patterns put anywhere over the place and counted satellite by satellite, by the straight distance. */
function drawnShare(
  shell: WalkerShell,
  [x, y, z]: readonly [number, number, number],
  reachM: number,
  wanted: number,
  draws: number,
): number {
  const radiusM = EARTH_EQUATORIAL_RADIUS_M + shell.altitudeM;
  const perPlane = shell.count / shell.planes;
  let enough = 0;
  for (let draw = 0; draw < draws; draw++) {
    const turn = TWO_PI * STREAM.uniform(draw, 0);
    const advance = TWO_PI * STREAM.uniform(draw, 1);
    let inReach = 0;
    for (let plane = 0; plane < shell.planes; plane++) {
      for (let slot = 0; slot < perPlane; slot++) {
        const { nodeRad, argumentOfLatitudeRad } = walkerSlot(shell, plane, slot);
        const u = argumentOfLatitudeRad + advance;
        const node = nodeRad + turn;
        const up = Math.sin(u) * Math.sin(shell.inclinationRad);
        const across = Math.sin(u) * Math.cos(shell.inclinationRad);
        const sx = radiusM * (Math.cos(u) * Math.cos(node) - across * Math.sin(node));
        const sy = radiusM * (Math.cos(u) * Math.sin(node) + across * Math.cos(node));
        if (Math.hypot(sx - x, sy - y, radiusM * up - z) <= reachM) inReach += 1;
      }
    }
    if (inReach >= wanted) enough += 1;
  }
  return enough / draws;
}

test('the share of all positions of a pattern is that of patterns put anywhere', () => {
  fc.assert(
    fc.property(cases, ({ shell, latitudeRad, reachM, wanted }) => {
      const volume = placeVolume({ latitudeRad, longitudeRad: 0, heightM: 200_000 }, WGS84, reachM);
      const share = patternShare(
        patternArcs(shell.planes, shell, volume),
        shell.count / shell.planes,
        shell.phasing,
        wanted,
      );
      const [x = 0, y = 0, z = 0] = volume.centresM;
      const draws = 400;
      const drawn = drawnShare(shell, [x, y, z], reachM, wanted, draws);
      // Five standard deviations, and what the nodes between the samples may add.
      const band = 5 * Math.sqrt(Math.max(share * (1 - share), 0.002) / draws) + 0.01;
      expect(Math.abs(drawn - share)).toBeLessThan(band);
    }),
    { numRuns: 30 },
  );
});

test('the mean in reach is the number times the share of orbits: it rises with the number and with nothing of the pattern', () => {
  fc.assert(
    fc.property(cases, ({ shell, latitudeRad, reachM }) => {
      const demand = { ...DEMAND, latitudesRad: [latitudeRad] };
      const volume = placeVolume({ latitudeRad, longitudeRad: 0, heightM: 200_000 }, WGS84, reachM);
      const arcs = patternArcs(shell.planes, shell, volume);
      let mean = 0;
      for (let wanted = 1; wanted <= shell.count; wanted++) {
        mean += patternShare(arcs, shell.count / shell.planes, shell.phasing, wanted);
      }
      const flyOutS = flyOutTimeS(DEMAND.flyOut, reachM);
      const share = placeShare({ ...demand, flyOutS }, shell, latitudeRad, WGS84);
      // 96 nodes for each plane: an arc of few planes is known to a percent or so.
      expect(Math.abs(mean - shell.count * share)).toBeLessThan(0.02 * shell.count * share + 0.02);
    }),
    { numRuns: 20 },
  );
});

test('in the long run a shell as it flies has the share of its pattern', () => {
  for (const [count, planes, phasing, latDeg] of [
    [420, 14, 5, 40],
    [900, 20, 17, 33],
    [1200, 30, 0, 10],
  ] as const) {
    const shell = {
      kind: 'delta',
      count,
      planes,
      phasing,
      altitudeM: 320_000,
      inclinationRad: radians(47),
    } as const;
    const demand = { ...DEMAND, latitudesRad: [radians(latDeg)] };
    const volume = placeVolume(
      { latitudeRad: radians(latDeg), longitudeRad: 0, heightM: 200_000 },
      WGS84,
      flyOutReachM(DEMAND.flyOut, DEMAND.flyOutS),
    );
    const share = patternShare(patternArcs(planes, shell, volume), count / planes, phasing, 2);
    // Four standard deviations of 20,000 launches, were they drawn.
    expect(Math.abs(flownShare(demand, shell, WGS84, 20_000) - share)).toBeLessThan(0.014);
  }
});

test('of all patterns with up to so many satellites hardly one does with fewer than the search finds', () => {
  const demand: FleetDemand = { ...DEMAND, flyOutS: 300, shotsPerTarget: 1 };
  const orbit = { altitudeM: 300_000, inclinationRad: radians(44) };
  const found = present(walkerSizeFor(demand, orbit, WGS84)).shell.count;
  const volume = placeVolume(
    { latitudeRad: radians(40), longitudeRad: 0, heightM: 200_000 },
    WGS84,
    flyOutReachM(demand.flyOut, 300),
  );
  let fewest = found;
  for (let planes = 1; planes < found; planes++) {
    const arcs = patternArcs(planes, orbit, volume);
    for (let perPlane = 1; perPlane * planes < fewest; perPlane++) {
      for (let phasing = 0; phasing < planes; phasing++) {
        if (patternShare(arcs, perPlane, phasing, 1) >= demand.confidence)
          fewest = Math.min(fewest, perPlane * planes);
      }
    }
  }
  expect(found).toBeLessThanOrEqual(Math.ceil(1.1 * fewest));
});

test('several launch areas: one inclination for all, never easier than for one of them alone', () => {
  const near = { ...DEMAND, latitudesRad: [radians(33)] };
  const both = { ...DEMAND, latitudesRad: [radians(33), radians(52)] };
  const alone = bestInclination(near, 300_000, WGS84);
  const together = bestInclination(both, 300_000, WGS84);
  expect(together.inclinationRad).toBeGreaterThan(alone.inclinationRad);
  expect(together.absenteeRatio).toBeGreaterThan(alone.absenteeRatio);
  const size = present(bestWalkerSize(both, 300_000, WGS84));
  expect(size.achieved).toBeGreaterThanOrEqual(0.9);
  expect(size.shell.count).toBeLessThanOrEqual(
    present(walkerSizeFor(both, { altitudeM: 300_000, inclinationRad: radians(70) }, WGS84)).shell.count,
  );
});

test('no shell of the front is beaten, and every one is enough', () => {
  const designs = patternDesigns(DEMAND, [300_000, 450_000], WGS84);
  const front = patternFront(designs);
  expect(front.length).toBeGreaterThan(1);
  for (const { shell, achieved } of front) {
    expect(achieved).toBeGreaterThanOrEqual(0.9);
    const better = designs.filter(
      (other) =>
        other.shell.count < shell.count &&
        other.shell.planes <= shell.planes &&
        other.shell.altitudeM >= shell.altitudeM,
    );
    expect(better).toEqual([]);
  }
});
