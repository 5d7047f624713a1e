import { describe, expect, it } from 'vitest';
import { vehicleClass } from '../vehicle-classes.ts';
import { checkFlight } from './check-flight.ts';
import type { FlightRelation } from './check-flight.ts';
import { flyPublished } from './fly-published.ts';
import { PUBLISHED_FLIGHTS, publishedFlight } from './published-flights.ts';

function broken(id: string): readonly FlightRelation[] {
  const flight = publishedFlight(id);
  if (flight === undefined) throw new Error(`no flight ${id}`);
  return checkFlight(flight)
    .filter((check) => !check.holds)
    .map((check) => check.relation);
}

describe('published flights', () => {
  it('have ids of their own, a class each, and figures with sources', () => {
    expect(new Set(PUBLISHED_FLIGHTS.map((flight) => flight.id)).size).toBe(PUBLISHED_FLIGHTS.length);
    for (const flight of PUBLISHED_FLIGHTS) {
      expect(vehicleClass(flight.vehicleId)).toBeDefined();
      expect(flight.claims.every((claim) => claim.value > 0 && claim.source.length > 0)).toBe(true);
    }
    expect(publishedFlight('no-such-flight')).toBeUndefined();
  });

  it('break the relations that they break, and no others', () => {
    const found = Object.fromEntries(PUBLISHED_FLIGHTS.map(({ id }) => [id, broken(id)]));
    expect(found).toEqual({
      'minuteman-3-fact-sheet': ['ceiling-of-range'],
      'minuteman-3-kwajalein': ['places'],
      'trident-2-fact-file': [],
      'htv-2-2011-08-11': [],
      'hwasong-12-2017-05-14': ['one-value'],
      'hwasong-14-2017-07-04': ['one-value'],
      'hwasong-14-2017-07-28': [],
      'hwasong-15-2017-11-29': [],
      'hwasong-15-2023-02-18': [],
      'hwasong-18-2023-07-12': [],
      'minuteman-3-extended': ['places'],
    });
  });

  it('say what would make them fit: nautical miles', () => {
    const finding = checkFlight(publishedFlight('minuteman-3-kwajalein')!).find(
      (check) => !check.holds,
    )?.finding;
    expect(finding).toContain('7773 km from Vandenberg to Kwajalein');
    expect(finding).toContain('it fits if its miles are nautical');
  });

  it('catches what physics forbids: a time below the free arc, and one beyond any climb', () => {
    const flight = publishedFlight('hwasong-18-2023-07-12')!;
    const claims = flight.claims.filter((claim) => claim.quantity !== 'time');
    const at = (value: number) =>
      checkFlight({ ...flight, claims: [...claims, { ...claims[0]!, quantity: 'time', value }] });
    expect(at(4400).find((check) => check.relation === 'kepler-time')?.holds).toBe(true);
    expect(at(4300).find((check) => check.relation === 'kepler-time')?.holds).toBe(false);
    expect(at(4600).find((check) => check.relation === 'kepler-time')?.holds).toBe(false);
  });

  it('catches a speed that cannot carry so far, and one that no sound goes with', () => {
    const sheet = publishedFlight('minuteman-3-fact-sheet')!;
    const slow = sheet.claims.map((claim) =>
      claim.quantity === 'burnout-speed' ? { ...claim, value: 6000 } : claim,
    );
    expect(checkFlight({ ...sheet, claims: slow }).map(({ relation, holds }) => [relation, holds])).toEqual([
      ['speed-reaches-range', false],
      ['ceiling-of-range', false],
    ]);
    const glider = publishedFlight('htv-2-2011-08-11')!;
    const fast = glider.claims.map((claim) => (claim.quantity === 'mach' ? { ...claim, value: 30 } : claim));
    expect(checkFlight({ ...glider, claims: fast }).map((check) => check.holds)).toEqual([false]);
  });

  it.each(PUBLISHED_FLIGHTS.filter((flight) => flight.flown !== null))(
    '$id can be flown by its class',
    (flight) => {
      const figures = flyPublished(flight);
      expect(figures).not.toBeNull();
      expect(figures?.timeS).toBeGreaterThan(600);
      const apogee = flight.claims.find((claim) => claim.quantity === 'apogee');
      const missM = apogee === undefined ? 0 : (figures?.apogeeM ?? 0) - apogee.value;
      expect(Math.abs(missM)).toBeLessThan(1000);
    },
  );
});
