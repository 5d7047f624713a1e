import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, groundDistanceM, minimumEnergyArc } from '../physics/index.ts';
import type { Place, ScenarioEvent } from '../scenario/index.ts';
import { BOX, mixKind } from './campaign.test-data.ts';
import { defendedOf, insideKm } from './defended.ts';
import { drawEvent } from './draw-event.ts';
import type { Span } from './campaign.ts';

const DEFENDED = defendedOf([BOX]);
const NOWHERE: Place = { latDeg: 0, lonDeg: 0 };
const always = (): boolean => true;

function groundPoint({ latDeg, lonDeg }: Place): { latitudeRad: number; longitudeRad: number } {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function draws(mix: Parameters<typeof drawEvent>[0], count: number): readonly ScenarioEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const drawn = drawEvent(mix, 100 + index, DEFENDED, always);
    if (drawn === null) throw new Error('nothing was drawn');
    return drawn.event;
  });
}

describe('drawn events', () => {
  it.each<[string, Span]>([
    ['well inside', [100, 3000]],
    ['just inside', [0, 100]],
    ['about the border', [-50, 50]],
    ['outside', [-1500, -300]],
  ])('aimed %s keep their distance to the border', (_, span) => {
    const flight = {
      kind: 'aimed',
      aim: { kind: 'border', insideKm: span },
      trajectories: ['minimum-energy'],
    } as const;
    for (const event of draws([mixKind({ flight })], 40)) {
      const distance = insideKm(DEFENDED, groundPoint(event.aim ?? NOWHERE));
      // A hundredth of a kilometre is lost in rounding the aim.
      expect(distance).toBeGreaterThan(span[0] - 0.02);
      expect(distance).toBeLessThan(span[1] + 0.02);
    }
  });

  it('start inside their launch circle, evenly over its area, and reach their aim', () => {
    const centre = groundPoint({ latDeg: 40, lonDeg: 127 });
    const distances = draws([mixKind()], 400).map(({ launch = NOWHERE, aim }) => {
      const range = groundDistanceM(groundPoint(launch), groundPoint(aim ?? launch));
      expect(range).toBeGreaterThan(3_000_000);
      return groundDistanceM(centre, groundPoint(launch)) / 1000;
    });
    expect(Math.max(...distances)).toBeLessThan(100.1);
    // Half of a disc lies within 0.707 of its radius; four sigmas of 400 draws are 0.1.
    const within = distances.filter((distance) => distance < 70.7).length / 400;
    expect(Math.abs(within - 0.5)).toBeLessThan(0.1);
  });

  it('come in the shares of their weights, also where flights are refused', () => {
    const orbit = { kind: 'orbit', altitudeKm: [300, 500], inclinationDeg: [51.6, 97.5] } as const;
    const mix = [
      mixKind({ weight: 3 }),
      mixKind({ id: 'space', weight: 1, vehicles: ['space-launch'], flight: orbit }),
    ];
    let asked = 0;
    const kinds = Array.from(
      { length: 400 },
      (_, seed) => drawEvent(mix, seed, DEFENDED, () => asked++ % 3 === 0)?.mixId,
    );
    // Binomial: 400 draws of a quarter scatter by 8.7.
    expect(Math.abs(kinds.filter((kind) => kind === 'space').length - 100)).toBeLessThan(35);
  });

  it('are the same for the same seed, and others for another', () => {
    const [first, second] = draws([mixKind()], 2);
    expect(drawEvent([mixKind()], 100, DEFENDED, always)?.event).toEqual(first);
    expect(second).not.toEqual(first);
  });

  it('go to inclinations that can be reached from there, northbound and southbound', () => {
    const orbit = { kind: 'orbit', altitudeKm: [300, 300], inclinationDeg: [28.5, 60] } as const;
    const events = draws([mixKind({ vehicles: ['space-launch'], flight: orbit })], 60);
    const orbits = events.flatMap((event) => (event.orbitAltitudeKm === undefined ? [] : [event]));
    expect(new Set(orbits.map(({ inclinationDeg }) => inclinationDeg))).toEqual(new Set([60]));
    const northbound = orbits.filter(({ pass }) => pass === 'northbound').length;
    expect(northbound).toBeGreaterThan(10);
    expect(northbound).toBeLessThan(50);
  });

  it.each([
    ['lofted', 1.3, 2.5],
    ['depressed', 0.5, 0.85],
  ] as const)('fly %s with an apogee against that of the least energy', (trajectory, from, to) => {
    const aim = { kind: 'areas', areas: [{ latDeg: 40, lonDeg: -95, radiusKm: 0 }] } as const;
    const flight = { kind: 'aimed', aim, trajectories: [trajectory] } as const;
    const launch = [{ latDeg: 40, lonDeg: 127, radiusKm: 0 }];
    const least =
      minimumEnergyArc(
        groundDistanceM(groundPoint(launch[0]!), groundPoint(aim.areas[0])),
        EARTH_EQUATORIAL_RADIUS_M,
      ).apogeeM / 1000;
    const shares = draws([mixKind({ flight, launch })], 50).map(({ trajectory: flown }) =>
      flown !== undefined && 'apogeeKm' in flown ? flown.apogeeKm / least : Number.NaN,
    );
    expect(Math.min(...shares)).toBeGreaterThan(from - 1e-4);
    expect(Math.max(...shares)).toBeLessThan(to + 1e-4);
    expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.7 * (to - from));
  });

  it('fly as their class does when nothing is said, and turn as often as is drawn', () => {
    const flight = {
      kind: 'aimed',
      aim: { kind: 'border', insideKm: [100, 3000] },
      trajectories: null,
    } as const;
    const turns = draws([mixKind({ vehicles: ['boost-glide'], flight })], 60).map(({ trajectory }) =>
      trajectory?.kind === 'glide' ? trajectory.drawnTurns : null,
    );
    expect(new Set(turns)).toEqual(new Set([0, 1, 2, 3]));
    expect(draws([mixKind({ flight })], 1)[0]?.trajectory?.kind).toBe('minimum-energy');
  });

  it('come in over their area, flash there, and let go what is said', () => {
    const entry = {
      kind: 'entry',
      headingDeg: [80, 100],
      speedKmPerS: [7.5, 7.9],
      flightPathDeg: [-2, -1],
    } as const;
    const [body] = draws([mixKind({ vehicles: ['reentering-debris'], flight: entry })], 1);
    expect(body?.entry).toMatchObject({ altitudeKm: 120, leadS: 300 });
    expect(body?.entry?.headingDeg).toBeGreaterThan(79.9);
    const flash = { kind: 'flash', altitudeKm: [60, 100], intensityWPerSr: [1e5, 1e7] } as const;
    const [meteor] = draws([mixKind({ vehicles: ['meteor'], flight: flash })], 1);
    expect(meteor?.flash?.altitudeKm).toBeGreaterThanOrEqual(60);
    const objects = { payloads: { count: 3, speedMPerS: 10, intervalS: 15 } };
    expect(draws([mixKind({ objects })], 1)[0]).toMatchObject({ objects });
  });

  it('are none where the vehicle cannot fly so, or where there is nothing to aim at', () => {
    const short = mixKind({ vehicles: ['srbm'] });
    expect(drawEvent([short], 1, DEFENDED, always)).toBeNull();
    expect(drawEvent([mixKind()], 1, DEFENDED, () => false)).toBeNull();
    expect(drawEvent([mixKind()], 1, defendedOf([]), always)).toBeNull();
  });
});
