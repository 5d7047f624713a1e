import { CoTParser } from '@tak-ps/node-cot';
import { expect, it } from 'vitest';
import { SAMPLE_ALERT, SAMPLE_DECISION, SAMPLE_TRACK } from '../sample-records.test-data.ts';
import { UNKNOWN_ERROR_M, cotText } from './cot-event.ts';
import type { CotEvent, CotSetting } from './cot-event.ts';
import { IncomingEvents } from './incoming.ts';
import { alertEvent, pongText, removalText, satelliteEvent } from './other-events.ts';
import { areaEvents, trackEvent } from './track-events.ts';
import { xmlText } from './xml.ts';

const SETTING: CotSetting = { session: 'exercise-0001', missileType: 'a-{aff}-A-W-M-B', shiftMs: 0 };
const SATELLITE = {
  id: 'custody-01-01',
  group: 'custody',
  dataMode: 'SIMULATED',
  at: SAMPLE_TRACK.at,
  positionItrfM: [7_378_137, 0, 0],
} as const;

const EVENTS: readonly CotEvent[] = [
  trackEvent(SAMPLE_TRACK, SETTING),
  ...areaEvents(SAMPLE_TRACK, SAMPLE_DECISION, SETTING),
  alertEvent(SAMPLE_ALERT, SAMPLE_TRACK, SETTING),
  satelliteEvent(SATELLITE),
];

/** What the client nobody here wrote makes of an event, having checked it against its schema. */
function read(text: string) {
  const cot = CoTParser.from_xml(text);
  const { event } = CoTParser.validate(cot, { flow: false }).raw;
  const { _attributes: attributes, point, detail } = event;
  const { _attributes: place } = point;
  return { cot, attributes, point: place, detail };
}

it('writes the events of the golden file', async () => {
  const texts = [
    ...EVENTS.map((each) => cotText(each, SETTING)),
    removalText('track.T0001', SAMPLE_TRACK.at, 'SIMULATED', SETTING),
  ];
  await expect(`${texts.join('\n')}\n`).toMatchFileSnapshot('golden/events.cot.xml');
});

it('is read by another: identity, type, times, place in degrees and metres', () => {
  const { attributes, point, detail } = read(cotText(trackEvent(SAMPLE_TRACK, SETTING), SETTING));
  expect(attributes).toMatchObject({
    version: '2.0',
    uid: 'cupola.exercise-0001.track.T0001',
    type: 'a-h-A-W-M-B',
    how: 'm-s',
    time: '2026-07-24T00:04:00.500Z',
    start: '2026-07-24T00:04:00.500Z',
    stale: '2026-07-24T00:04:30.500Z',
    access: 'unclassified',
    opex: 's-SIMULATED',
  });
  expect(Date.parse(attributes.stale)).toBeGreaterThan(Date.parse(attributes.start));
  expect(point.lat).toBeCloseTo(41.5, 6);
  expect(point.lon).toBeCloseTo(135.25, 6);
  expect(point.hae).toBeCloseTo(312_500, 0);
  // Between the smallest and the largest sigma of the axes and their correlation, in metres.
  for (const error of [Number(point.ce), Number(point.le)]) {
    expect(error).toBeGreaterThan(250);
    expect(error).toBeLessThan(520);
  }
  expect(Number(detail?.track?.['_attributes']?.speed)).toBeCloseTo(6_100, 0);
  expect(detail?.contact?.['_attributes'].callsign).toBe('T0001');
});

it('says everywhere that it is not the real thing', () => {
  for (const mode of ['SIMULATED', 'EXERCISE', 'TEST'] as const) {
    for (const each of EVENTS) {
      const text = cotText({ ...each, dataMode: mode }, SETTING);
      const { attributes, detail } = read(text);
      expect(attributes.opex).toBe(`${mode === 'EXERCISE' ? 'e' : 's'}-${mode}`);
      expect(JSON.stringify(detail?.remarks)).toContain(`${mode}:`);
      expect(attributes.how === 'm-s').toBe(mode === 'SIMULATED');
    }
  }
});

it('carries covariance and custody through the other parser and back', () => {
  const { cot } = read(cotText(trackEvent(SAMPLE_TRACK, SETTING), SETTING));
  const again = CoTParser.to_xml(cot);
  const [, covariance = ''] = /<cupola:covariance[^>]*>([^<]*)</.exec(again) ?? [];
  const numbers = covariance.split(' ').map(Number);
  expect(numbers).toHaveLength(21);
  SAMPLE_TRACK.covarianceItrf.forEach((value, k) => expect(numbers[k]! / value).toBeCloseTo(1, 4));
  expect(again).toContain('level="degraded"');
  expect(again).toContain('satellites="custody-01-01 custody-01-02"');
});

it('gives areas that the other turns into polygons around their place', async () => {
  const [impact] = areaEvents(SAMPLE_TRACK, SAMPLE_DECISION, SETTING);
  const feature = await CoTParser.to_geojson(read(cotText(impact!, SETTING)).cot);
  const { geometry } = feature;
  if (geometry.type !== 'Polygon') throw new Error(geometry.type);
  const ring = geometry.coordinates[0]!;
  const kmPerDeg = 111.2;
  const distancesKm = ring.map(
    ([longitude = 0, latitude = 0]) =>
      Math.hypot((longitude + 122.25) * Math.cos((37.5 * Math.PI) / 180), latitude - 37.5) * kmPerDeg,
  );
  // Half axes of 95 %: 2.4477 sigmas of the covariance of 400, 150, 225 km². Where the longer one points is another matter: that reader counts from east.
  const [majorKm, minorKm] = [1, -1].map((sign) => 2.4477 * Math.sqrt(312.5 + sign * Math.hypot(87.5, 150)));
  expect(Math.max(...distancesKm) / majorKm!).toBeCloseTo(1, 1);
  expect(Math.min(...distancesKm) / minorKm!).toBeCloseTo(1, 1);
  const [, angleDeg] = /angle="([\d.]+)"/.exec(cotText(impact!, SETTING)) ?? [];
  expect(Number(angleDeg)).toBeCloseTo((Math.atan2(300, 225 - 400) * 90) / Math.PI, 1);
});

it('tells affiliation by what is decided', () => {
  const threat = SAMPLE_TRACK.threat!;
  const typeOf = (with_: object | null): string =>
    trackEvent({ ...SAMPLE_TRACK, threat: with_ === null ? null : { ...threat, ...with_ } }, SETTING).type;
  expect(typeOf(null)).toBe('a-p-A-W-M-B');
  expect(typeOf({})).toBe('a-h-A-W-M-B');
  expect(typeOf({ declared: false })).toBe('a-s-A-W-M-B');
  expect(typeOf({ declared: false, excluded: true })).toBe('a-u-A-W-M-B');
  expect(typeOf({ declared: false, weaponProb: 0.1 })).toBe('a-u-A-W-M-B');
});

it('calls a closed alert off, and shifts all times alike', () => {
  const closed = { ...SAMPLE_ALERT, closedAt: '2026-07-24T00:10:00.000000Z' };
  const setting = { ...SETTING, shiftMs: 3_600_000 };
  const { attributes } = read(cotText(alertEvent(closed, undefined, setting), setting));
  expect(attributes).toMatchObject({ type: 'b-a-o-can', time: '2026-07-24T01:10:00.000Z' });
});

it('removes by the uid that was told', () => {
  const { detail } = read(removalText('track.T0001', SAMPLE_TRACK.at, 'SIMULATED', SETTING));
  expect(JSON.stringify(detail)).toContain('"cupola.exercise-0001.track.T0001"');
});

it('has unknown errors as the format has them, and errors that are numbers', () => {
  const broken = trackEvent({ ...SAMPLE_TRACK, covarianceItrf: [] }, SETTING);
  const { point } = read(cotText(broken, SETTING));
  expect(Number(point.ce)).toBe(UNKNOWN_ERROR_M);
  expect(Number(read(cotText(satelliteEvent(SATELLITE), SETTING)).point.le)).toBe(UNKNOWN_ERROR_M);
});

it('stays whole XML whatever names hold', () => {
  const text = xmlText({ name: 'a', attributes: { b: `<"'&>\u0001` }, content: '\ud800]]>&\u0000é' });
  expect(text).toBe(`<a b="&lt;&quot;'&amp;&gt;">]]&gt;&amp;é</a>`);
});

it('finds pings in any pieces, passes over the rest, and bounds what is not whole', () => {
  const ping = pongText(0).replace('t-x-c-t-r', 't-x-c-t').replace('/></event>', '></point></event>');
  const incoming = new IncomingEvents();
  const bytes = Buffer.from(`${ping}\n${cotText(EVENTS[0]!, SETTING)}${ping}`);
  const found = [...bytes].flatMap((_, k) => incoming.take(bytes.subarray(k, k + 1)));
  expect(found.map(({ kind }) => kind)).toEqual(['ping', 'other', 'ping']);
  expect(incoming.take(Buffer.alloc(70_000, 'x')).at(-1)).toEqual({ kind: 'too-much' });
});
