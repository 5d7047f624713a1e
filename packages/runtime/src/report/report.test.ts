import { radians } from '@cupola/core/foundation';
import { describe, expect, it } from 'vitest';
import { bucketBorders, gatherBuckets, runsOf } from './buckets.ts';
import { fixtureInput } from './fixtures/record.test-data.ts';
import { decisionWindowS } from './figures/decision-figure.ts';
import { chosenPredictions, impactErrorM } from './figures/impact-figure.ts';
import { drawnRegion, regionAt, regionName } from './regions-drawn.ts';
import { renderReport } from './render-report.ts';
import type { ReportInput } from './report-input.ts';
import { viewRun } from './run-view.ts';
import { headlines } from './sections/headlines.ts';
import { eventText } from './sections/run-notes.ts';
import { cutoffPlace } from './transit.ts';

const input = fixtureInput();
const view = viewRun(input.record, input.scenario, input.regions);
const html = renderReport(input);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The record with some objects changed. */
function withObjects(
  change: (object: ReportInput['record']['objects'][number]) => ReportInput['record']['objects'][number],
): ReportInput {
  return { ...input, record: { ...input.record, objects: input.record.objects.map(change) } };
}

function sentencesOf(changed: ReportInput): readonly string[] {
  const changedView = viewRun(changed.record, changed.scenario, changed.regions);
  return headlines(changedView, new Map()).map(plain);
}

describe('the page', () => {
  it('is the same for the same run, and small', () => {
    expect(renderReport(fixtureInput())).toBe(html);
    expect(html.length).toBeLessThan(1_000_000);
  });

  it('asks for nothing from outside', () => {
    expect(html).not.toMatch(/\b(src|href)="(?!#)/);
    expect(html).not.toMatch(/url\(|@import|https?:/);
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('says that it is simulated, names the run and how to reproduce it', () => {
    expect(html).toContain('SIMULATED: generic, cited parameters');
    expect(html).toContain('npx cupola run scenarios/fixture.yaml --seed 7');
    expect(html).toContain('fixture0');
  });

  it('has unique ids, and every figure has role, title, description and numbers', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const figures = [...html.matchAll(/<figure id="([^"]+)">(.*?)<\/figure>/gs)];
    expect(figures.map((match) => match[1])).toEqual([
      'map',
      'map-path',
      'timeline',
      'watches',
      'decisions',
      'classes',
      'impacts',
      'errors',
      'observers',
    ]);
    for (const [, id, body = ''] of figures) {
      for (const svg of body.matchAll(/<svg class="\w+" role="img"[^>]*aria-labelledby="([^ ]+) ([^"]+)"/g)) {
        expect(body).toContain(`<title id="${svg[1]}">`);
        expect(body).toContain(`<desc id="${svg[2]}">`);
      }
      const json = new RegExp(`id="${id}-data">(.*?)</script>`).exec(body)?.[1] ?? '';
      expect(() => JSON.parse(json) as unknown).not.toThrow();
    }
  });

  it('closes every element it opens', () => {
    const open: string[] = [];
    const wrong: string[] = [];
    const markup = html.replaceAll(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace('<!doctype html>', '');
    for (const match of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
      const [, slash, name = '', selfClosing] = match;
      if (selfClosing === '/' || ['meta', 'br'].includes(name)) continue;
      if (slash !== '/') open.push(name);
      else if (open.pop() !== name) wrong.push(match[0]);
    }
    expect([open, wrong]).toEqual([[], []]);
  });

  it('tells the decision clock, the last word, and the site of each launch in words', () => {
    const text = plain(html);
    expect(text).toContain('a region is &lt;within&gt; reach');
    expect(text).toContain('burned 180 s: 12 times likelier of a weapon');
    expect(text).toContain('icbm-solid 80 %');
    const launched = plain(renderReport(withObjects((object) => ({ ...object, declaredAtS: null }))));
    expect(launched).toContain('The last word on each object');
  });

  it('has a section on lost satellites only when it was asked, with the command that asks again', () => {
    expect(html).not.toContain('id="losses"');
    const levels = [0, 30].map((lost) => ({
      lost,
      share: lost / 144,
      continuity: {
        boost: { mean: 1, low: 1, high: 1 },
        midcourse: { mean: 0.97 - lost / 300, low: 0.8, high: 1 },
        glide: null,
        reentry: null,
      },
      change: { boost: null, midcourse: null, glide: null, reentry: null },
      positionErrorKm: { boost: null, midcourse: null, glide: null, reentry: null },
      longestGapS: { mean: 40, low: 30, high: 50 },
      declaredShare: { mean: 1, low: null, high: null },
      declaredAfterBurnoutS: null,
      declaredOthers: 0,
    }));
    const losses = {
      draws: 5,
      continuity: 0.9,
      satellites: 144,
      levels,
      tolerated: {
        boost: { heldWith: 30, fallsWith: null, crossing: null },
        midcourse: { heldWith: 0, fallsWith: 30, crossing: 21 },
        glide: null,
        reentry: null,
      },
      method: 'as the test has it',
    };
    const asked = plain(renderReport({ ...input, losses }));
    expect(asked).toContain('<figure id="losses">');
    expect(asked).toContain('97 % (80 %–100 %)');
    expect(asked).toContain('--losses 0,30 --draws 5 --continuity 0.9');
    expect(asked).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('tells how sensors look that do not stare, and the ways down where there are several', () => {
    const narrow = {
      ...input.sensors[0]!,
      id: 'agile',
      gaze: { kind: 'point', widthRad: radians(2), pixelRad: 4e-5, slewRadPerS: radians(20), settleS: 0.5 },
    } as const;
    const network = {
      ...input.scenario.network,
      paths: { direct: { leastS: 0.3, moreS: 0.2 }, relayed: { leastS: 2 } },
    };
    const told = plain(
      renderReport({ ...input, sensors: [narrow], scenario: { ...input.scenario, network } }),
    );
    expect(told).toContain('turns at 20.0 °/s and settles in 0.5 s');
    expect(told).toContain(
      'straight to a station in view 0.3 s and 0.2 s more on average, else over other satellites 2 s',
    );
    expect(html).not.toContain('settles in');
  });

  it('escapes text from the scenario and the events', () => {
    const hostile = renderReport({ ...input, scenario: { ...input.scenario, title: '<img src=x>&' } });
    expect(hostile).not.toContain('<img');
    expect(hostile).toContain('&lt;img src=x&gt;&amp;');
    expect(html).toContain('meet &lt;within&gt; 2 sigma');
  });

  it('draws an empty run too', () => {
    const empty = renderReport({
      ...input,
      record: {
        ...input.record,
        objects: [],
        events: [],
        tracks: [],
        groups: [],
        satellitePositionsM: new Float64Array(0),
      },
    });
    expect(empty).not.toMatch(/NaN|Infinity/);
  });

  it('draws objects nobody ever tracked, and one that had not been launched when the run ended', () => {
    const blank = new Float64Array(5101).fill(NaN);
    const unseen = withObjects((object) => ({
      ...object,
      flight: {
        ...object.flight,
        launchAtUs: 6e9,
        cloudBreakAtUs: 6.03e9,
        burnoutAtUs: 6.18e9,
        impactAtUs: null,
        impact: null,
      },
      positionErrorM: blank,
      positionSigmaM: blank,
      velocityErrorMPerS: blank,
      velocitySigmaMPerS: blank,
      nees: blank,
      unionProb: blank,
      weaponProb: blank,
      jointProb: blank,
      trackIds: [],
      decisions: [],
      gaps: [],
      firstDetectedAtS: null,
      confirmedAtS: null,
      declaredAtS: null,
    }));
    const page = renderReport(unseen);
    expect(page).not.toMatch(/NaN|Infinity/);
    expect(page).toContain('no confirmed track');
    expect(page).toContain('Never under a confirmed track: sea-test, raid-1, raid-2 and rocket.');
  });

  it('keeps the timeline to a readable number of objects and says so', () => {
    const [one] = input.record.objects;
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...one!,
      flight: { ...one!.flight, id: `m-${i}` },
    }));
    const page = renderReport({ ...input, record: { ...input.record, objects: many } });
    expect(page).toContain('6 further objects are in the tables only.');
  });
});

describe('headlines', () => {
  it('say what was declared and when, what was not and why, and what was held', () => {
    const sentences = sentencesOf(input);
    expect(sentences[0]).toBe(
      'Both raid objects were declared a threat 8–11 s after cut-off, 188–191 s after launch; least warning time left: 29 min 59 s.',
    );
    expect(sentences).toContain('Not declared, and no threat: sea-test and rocket.');
    expect(sentences).toContain(
      'Custody of raid, share of time held: boost 100 % (watched by wide-mwir 100 %); midcourse 97.8 % (watched by above-limb-lwir 97.7 %); re-entry 12 % (watched by wide-mwir 12 %).',
    );
    expect(sentences).toContain(
      'Longest gap: sea-test, 4 min 00 s in midcourse, cause range. 7 gaps in all.',
    );
  });

  it('name the regions an impact point passed over, with the seconds', () => {
    const transits = new Map([['rocket', [{ fromS: 530, toS: 539, regionIds: ['us-alaska'] }]]]);
    expect(headlines(view, transits).join(' ')).toContain(
      'rocket (its impact point, had thrust ended, crossed Alaska for 9 s)',
    );
  });

  it('put a miss first', () => {
    const missed = withObjects((object) =>
      object.flight.id === 'raid-2' ? { ...object, declaredAtS: null } : object,
    );
    const sentences = sentencesOf(missed);
    expect(sentences[0]).toBe('Missed: raid-2 was a threat that was not declared within the scenario.');
    expect(sentences[1]).toContain('1 of 2 raid objects were declared');
  });

  it('call a false declaration false, and count what was revoked', () => {
    const wrong = withObjects((object) =>
      object.flight.id === 'rocket' ? { ...object, firstDeclaredAtS: 620, revocations: 1 } : object,
    );
    const text = sentencesOf(wrong).join(' ');
    expect(text).toContain('False declaration: rocket.');
    expect(text).toContain('Declared and revoked on the way: rocket');
  });
});

describe('the numbers behind the figures', () => {
  it('cut the flight into stretches without gap or overlap', () => {
    const borders = bucketBorders(1990, 300);
    expect(borders[0]).toBe(0);
    expect(borders.at(-1)).toBe(1990);
    expect(borders).toEqual([...new Set(borders)].toSorted((a, b) => a - b));
    expect(borders).toContain(300);
  });

  it('gather every second of every object once', () => {
    const raid = view.groups.find((group) => group.id === 'raid')!;
    const ones = gatherBuckets(raid, view.breakS, () => new Float64Array(6000).fill(2));
    expect(ones.mean.every((value) => value === 2)).toBe(true);
    const clock = gatherBuckets({ ...raid, objects: raid.objects.slice(0, 1) }, 300, () =>
      new Float64Array(6000).map((_, second) => second - 120),
    );
    expect([clock.low[0], clock.high[0], clock.rms[0]]).toEqual([0, 1, Math.SQRT1_2]);
    expect(clock.atS[0]).toBe(1);
  });

  it('find runs', () => {
    const values = [1, 1, 0, 2, 2];
    expect(runsOf(0, 5, (second) => values[second] ?? 9)).toEqual([
      { value: 1, fromS: 0, toS: 2 },
      { value: 0, fromS: 2, toS: 3 },
      { value: 2, fromS: 3, toS: 5 },
    ]);
  });

  it('show decisions until they settle', () => {
    const [test, raid, rocket] = view.groups;
    expect(decisionWindowS(raid!)).toBeGreaterThanOrEqual(191);
    expect(decisionWindowS(raid!)).toBeLessThanOrEqual(300);
    expect(decisionWindowS(test!)).toBeGreaterThan(180);
    expect(decisionWindowS(rocket!)).toBeGreaterThanOrEqual(540);
  });

  it('choose the prediction at declaration, a later one and the last', () => {
    const raid2 = view.objects.find((object) => object.id === 'raid-2')!;
    const chosen = chosenPredictions(raid2);
    expect(chosen.map((one) => one.atS - raid2.launchS)).toEqual([191, 540, 1320]);
    expect(impactErrorM(raid2, chosen[0]!.impact)).toBeGreaterThan(impactErrorM(raid2, chosen[2]!.impact)!);
  });
});

describe('regions', () => {
  const drawn = input.regions.map((region) => drawnRegion(region, 0.2));

  it('hold known places and no others, after thinning', () => {
    const places = [
      [38.9, -77],
      [64.8, -147.7],
      [19.6, -155.5],
      [18.2, -66.4],
      [40.9, 129.3],
      [56, -110],
    ] as const;
    const found = places.map(([lat, lon]) => regionAt(drawn, radians(lat), radians(lon)));
    expect(found).toEqual(['us-conus', 'us-alaska', 'us-hawaii', 'us-territories', null, null]);
  });

  it('are drawn right way round whichever way their rings are wound', () => {
    const reversed = input.regions.map((region) => ({
      ...region,
      polygons: region.polygons.map((rings) => rings.map((ring) => ring.toReversed())),
    }));
    const again = reversed.map((region) => drawnRegion(region, 0.2));
    expect(regionAt(again, 0.68, -1.4)).toBe('us-conus');
    expect(regionAt(again, -0.5, 2)).toBe(null);
  });

  it('have short names in sentences', () => {
    expect(regionName('us-conus', input.regions)).toBe('Contiguous United States');
    expect(regionName('elsewhere', input.regions)).toBe('elsewhere');
  });
});

describe('transit point', () => {
  it('of a track that is falling straight down is below it', () => {
    const [track] = input.record.tracks;
    const down = { ...track!, atUs: 0, state: [0, 0, 6_500_000, 0, 0, -1000] };
    expect(cutoffPlace(view.earth, down)?.latitudeRad).toBeCloseTo(Math.PI / 2, 6);
  });

  it('of an orbit does not exist', () => {
    const [track] = input.record.tracks;
    expect(cutoffPlace(view.earth, { ...track!, state: [7_000_000, 0, 0, 0, 7546, 0] })).toBe(null);
  });
});

it('puts every kind of event into words', () => {
  expect(
    eventText({ kind: 'bound-reached', atUs: 0, bound: 'tracks', limit: 1000, reason: 'no more are opened' }),
  ).toBe('tracks at its limit of 1,000: no more are opened');
  expect(eventText({ kind: 'declared', atUs: 0, trackId: 'T1', prob: 0.961, reasons: ['a.', 'b.'] })).toBe(
    'probability 0.961: a. b.',
  );
});
