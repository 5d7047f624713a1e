import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { groundDistanceM } from '../physics/index.ts';
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

  it('reach the inclination that was asked for, northbound and southbound', () => {
    const orbit = { kind: 'orbit', altitudeKm: [300, 300], inclinationDeg: [60] } as const;
    const events = draws([mixKind({ vehicles: ['space-launch'], flight: orbit })], 60);
    const azimuths = events.map((event) => radians(event.azimuthDeg ?? Number.NaN));
    for (const [index, azimuth] of azimuths.entries()) {
      const latitude = radians(events[index]?.launch?.latDeg ?? 0);
      expect(Math.cos(latitude) * Math.sin(azimuth)).toBeCloseTo(Math.cos(radians(60)), 4);
    }
    const northbound = azimuths.filter((azimuth) => Math.cos(azimuth) > 0).length;
    expect(northbound).toBeGreaterThan(10);
    expect(northbound).toBeLessThan(50);
  });

  it('are none where the vehicle cannot fly so, or where there is nothing to aim at', () => {
    const short = mixKind({ vehicles: ['srbm'] });
    expect(drawEvent([short], 1, DEFENDED, always)).toBeNull();
    expect(drawEvent([mixKind()], 1, DEFENDED, () => false)).toBeNull();
    expect(drawEvent([mixKind()], 1, defendedOf([]), always)).toBeNull();
  });
});
