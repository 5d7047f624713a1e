import { position, radians, rotate } from '@cupola/core/foundation';
import { earthRotationFrom, geodeticFromItrf, itrfFromInertial } from '@cupola/core/physics';
import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureInput } from '../report/fixtures/record.test-data.ts';
import { earthFixedFromInertial, flightPath } from './flight-path.ts';
import { SCALE_95, ellipseOffsets, impactEllipse, offsetFrom, placeAt } from './impact-ellipse.ts';
import { instant } from './czml-packets.ts';
import { renderScene } from './render-scene.ts';

interface Packet {
  readonly id: string;
  readonly name?: string;
  readonly availability?: string;
  readonly clock?: { readonly interval: string };
  readonly position?: { readonly cartesian?: readonly number[]; readonly referenceFrame?: string };
}

const input = fixtureInput();
const text = renderScene(input);
const packets: readonly Packet[] = JSON.parse(text);

describe('the scene', () => {
  it('starts with the document, has unique ids, and says everywhere that it is simulated', () => {
    expect(packets[0]?.id).toBe('document');
    expect(packets[0]?.clock?.interval).toBe('2026-07-24T00:00:00.000Z/2026-07-24T01:25:00.000Z');
    expect(new Set(packets.map((packet) => packet.id)).size).toBe(packets.length);
    for (const packet of packets) expect(packet.name).toContain('simulated');
    expect(packets.filter((packet) => packet.id.startsWith('satellite/'))).toHaveLength(144);
    for (const id of ['launch/raid-1', 'truth/raid-1', 'track/T-raid-1', 'impact/raid-1', 'truth/rocket']) {
      expect(packets.map((packet) => packet.id)).toContain(id);
    }
    expect(packets.map((packet) => packet.id)).not.toContain('impact/rocket');
  });

  it('keeps all times inside the run, in order', () => {
    const [from = '', to = ''] = packets[0]?.clock?.interval.split('/') ?? [];
    for (const packet of packets) {
      const [first = from, last = to] = packet.availability?.split('/') ?? [];
      expect(first >= from && last <= to && first <= last).toBe(true);
      const times = (packet.position?.cartesian ?? []).filter((_, i) => i % 4 === 0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
      for (const s of times) expect(s >= 0 && s <= input.record.durationS).toBe(true);
    }
  });

  it('puts things where they were: a launch on the ground at its place', () => {
    const truth = packets.find((packet) => packet.id === 'truth/raid-1');
    expect(truth?.position?.referenceFrame).toBe('FIXED');
    const [s, x = 0, y = 0, z = 0] = truth?.position?.cartesian ?? [];
    const place = geodeticFromItrf(x, y, z);
    expect(s).toBe(120);
    expect(place.latitudeRad).toBeCloseTo(radians(40.9), 6);
    expect(place.longitudeRad).toBeCloseTo(radians(129.3), 6);
  });

  it('is the same text for the same run', () => {
    expect(renderScene(fixtureInput())).toBe(text);
  });

  it('counts instants from the epoch', () => {
    expect(instant('2026-07-24T23:59:59Z', 1.5)).toBe('2026-07-25T00:00:00.500Z');
  });
});

describe('flight path', () => {
  it('turns with the Earth as the rotation of the core does', () => {
    const earth = earthRotationFrom({ dayJd: 2461245.5, dayShare: 0.25 });
    const turned = rotate(itrfFromInertial(earth, 9e8), position('inertial', 7e6, -1e6, 2e6));
    const [x, y, z] = earthFixedFromInertial(earth, 9e8, 7e6, -1e6, 2e6);
    expect([x, y, z].map(Math.round)).toEqual([turned.xM, turned.yM, turned.zM].map(Math.round));
  });

  it('holds both ends and stops at the end of the run', () => {
    const flight = input.record.objects[1]!.flight;
    const earth = earthRotationFrom({ dayJd: 2461245.5, dayShare: 0 });
    const whole = flightPath(earth, flight, 100, 5100);
    expect(whole[0]?.atS).toBe(120);
    expect(whole.at(-1)?.atS).toBe(2110);
    expect(flightPath(earth, flight, 100, 500).at(-1)?.atS).toBe(500);
    expect(flightPath(earth, flight, 100, 60)).toEqual([]);
  });
});

describe('impact ellipse', () => {
  const base = { latitudeRad: 0.6, longitudeRad: -1.3, atUs: 0 };

  it('has the axes of its covariance', () => {
    const east = impactEllipse({ ...base, covarianceM2: [9, 0, 4] }, 1);
    expect([east.semiMajorM, east.semiMinorM]).toEqual([3, 2]);
    expect(east.azimuthRad).toBeCloseTo(Math.PI / 2, 12);
    const slanted = impactEllipse({ ...base, covarianceM2: [1, 0.5, 1] }, 1);
    expect(slanted.azimuthRad).toBeCloseTo(Math.PI / 4, 12);
    expect(slanted.semiMajorM).toBeCloseTo(Math.sqrt(1.5), 12);
    expect(SCALE_95 ** 2).toBeCloseTo(-2 * Math.log(0.05), 12);
  });

  it('has its outline where the covariance says: one in squared normalised distance', () => {
    const angle = double({ min: -0.99, max: 0.99, noNaN: true });
    const size = double({ min: 1, max: 1e5, noNaN: true });
    assert(
      property(size, size, angle, (sigmaE, sigmaN, correlation) => {
        const en = correlation * sigmaE * sigmaN;
        const covarianceM2 = [sigmaE ** 2, en, sigmaN ** 2] as const;
        const determinant = covarianceM2[0] * covarianceM2[2] - en * en;
        for (const [e, n] of ellipseOffsets(impactEllipse({ ...base, covarianceM2 }, 1), 8)) {
          const distance = (covarianceM2[2] * e * e - 2 * en * e * n + covarianceM2[0] * n * n) / determinant;
          expect(distance).toBeCloseTo(1, 3);
        }
      }),
    );
  });

  it('goes out and comes back by the same offset, over the pole and the date line too', () => {
    const metres = double({ min: -2e6, max: 2e6, noNaN: true });
    assert(
      property(
        double({ min: -1.5, max: 1.5, noNaN: true }),
        double({ min: -3.14, max: 3.14, noNaN: true }),
        metres,
        metres,
        (latitudeRad, longitudeRad, eastM, northM) => {
          const place = placeAt(latitudeRad, longitudeRad, eastM, northM);
          const [east, north] = offsetFrom({ latitudeRad, longitudeRad }, place);
          expect(Math.hypot(east - eastM, north - northM)).toBeLessThan(1);
        },
      ),
    );
  });
});
