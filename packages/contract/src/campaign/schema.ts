import { AIMED_TRAJECTORIES, END_DEFAULTS, NAMED_AREAS } from '@cupola/core/campaign';
import type { CampaignDraft, KnownVehicles } from '@cupola/core/campaign';
import { z } from 'zod';
import { objectsSchema } from '../scenario/event-schema.ts';
import { exactly, idText, interval, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';

const MOST_SEEDS = 100_000;
const AREAS = NAMED_AREAS.map(({ id }) => id);

/** What a campaign file may hold, field by field. The rules that tie fields together are the campaign room's. */
export function campaignSchema(known: KnownVehicles): z.ZodType<CampaignDraft> {
  return exactly({
    campaign: z.literal(1, { error: '1, the version of the format' }).describe('Version of the format'),
    title: text('a title').describe('What the campaign is called in reports'),
    scenario: text('the path of a scenario file').describe('Base scenario, relative to this file'),
    set: settings().default({}).describe('Values put into the base scenario of every run, by dotted path'),
    seeds: exactly({
      from: wholeNumberBetween(0, Number.MAX_SAFE_INTEGER - MOST_SEEDS).describe('First seed'),
      count: wholeNumberBetween(1, MOST_SEEDS).describe('How many, one after another'),
    }),
    sweep: z.array(axis(), { error: 'a list of what is swept' }).default([]),
    epochWithinDays: numberBetween(0, 366, 'days')
      .default(0)
      .describe("The epoch of each seed is drawn this many days after the base scenario's"),
    mix: z.array(mixKind(known), { error: 'a list of kinds of events' }).default([]),
    end: z
      .exactOptional(
        exactly({
          afterVerdictS: wholeNumberBetween(0, 86_400)
            .default(END_DEFAULTS.afterVerdictS)
            .describe('After the last verdict, s'),
          notBeforeLaunchS: wholeNumberBetween(0, 86_400)
            .default(END_DEFAULTS.notBeforeLaunchS)
            .describe('After each launch, s'),
          notBeforeBurnoutS: wholeNumberBetween(0, 86_400)
            .default(END_DEFAULTS.notBeforeBurnoutS)
            .describe('After each burnout, s'),
          latestS: wholeNumberBetween(1, 86_400)
            .default(END_DEFAULTS.latestS)
            .describe('After the last launch, s'),
        }),
      )
      .describe('When a run has answered; without it each run lasts as long as the base scenario'),
  }).meta({ title: 'Cupola campaign', id: 'campaign' });
}

function settings() {
  const error = '{ path: value }, such as { network.latencyS: 2 }';
  return z.record(z.string(), z.unknown(), { error });
}

function axis() {
  const label = z.union([z.string(), z.number()], { error: 'a text or a number' });
  return z.union(
    [
      exactly({
        name: z.exactOptional(idText()),
        path: text('a path into the scenario').describe('Such as network.latencyS'),
        values: z.array(z.unknown(), { error: 'a list of values' }).min(1, { error: 'at least one value' }),
      }),
      exactly({
        name: idText().describe('Column of the results'),
        choices: z
          .array(exactly({ label, set: settings() }), { error: 'a list of { label, set }' })
          .min(1, { error: 'at least one choice' }),
      }),
    ],
    { error: '{ path, values } or { name, choices: [{ label, set }] }' },
  );
}

function mixKind(known: KnownVehicles) {
  return exactly({
    id: idText(),
    weight: numberBetween(0, 1e6).describe('Share of the runs, against the sum of all weights'),
    perYear: z
      .exactOptional(numberBetween(0, 1e6))
      .describe('How many such launches the world sees in a year, as somebody states it'),
    vehicles: z
      .array(text('the id of a vehicle').meta({ examples: known.vehicles.map(({ id }) => id) }), {
        error: 'a list of vehicles',
      })
      .min(1, { error: 'at least one vehicle' }),
    launch: areas().describe('Where from'),
    aim: z.exactOptional(
      z.union(
        [
          exactly({ areas: areas() }),
          exactly({
            insideKm: interval(-20_000, 20_000, 'km').describe(
              'Distance to the border of the defended regions, positive inside',
            ),
          }),
        ],
        { error: '{ areas: [...] } or { insideKm: [min, max] }' },
      ),
    ),
    trajectories: z
      .exactOptional(
        z
          .array(z.enum(AIMED_TRAJECTORIES, { error: `one of ${AIMED_TRAJECTORIES.join(', ')}` }), {
            error: 'a list of trajectories',
          })
          .min(1, { error: 'at least one trajectory' }),
      )
      .describe('With `aim`: each as likely; that of the class when absent'),
    lofted: z.exactOptional(
      exactly({
        apogeeKm: interval(20, 30_000, 'km'),
        rangeKm: interval(10, 20_000, 'km'),
        azimuthDeg: interval(0, 360, 'degrees').default([0, 360]),
      }),
    ),
    orbit: z.exactOptional(
      exactly({
        altitudeKm: interval(150, 2000, 'km'),
        inclinationDeg: z
          .array(numberBetween(0, 180, 'degrees'), { error: 'a list of inclinations' })
          .min(1, { error: 'at least one inclination' }),
      }),
    ),
    entry: z
      .exactOptional(
        exactly({
          headingDeg: interval(0, 360, 'degrees').default([0, 360]),
          speedKmPerS: interval(5, 11, 'km/s').default([7.5, 7.9]).describe('Inertial'),
          flightPathDeg: interval(-30, -0.1, 'degrees').default([-3, -0.5]).describe('Above the horizon'),
        }),
      )
      .describe('A body that comes in over one of the areas'),
    flash: z
      .exactOptional(
        exactly({
          altitudeKm: interval(20, 120, 'km').default([60, 100]),
          intensityWPerSr: interval(1, 1e12, 'W/sr').default([1e5, 1e7]),
        }),
      )
      .describe('A meteor over one of the areas'),
    objects: z.exactOptional(objectsSchema()).describe('What each launch lets go besides its payload'),
    count: wholeNumberBetween(1, 100).default(1).describe('How many objects'),
    spacingS: numberBetween(0, 3600, 's').default(10).describe('From one launch to the next'),
  });
}

function areas() {
  const area = z.union(
    [
      text('the name of an area').meta({ examples: AREAS }),
      exactly({
        latDeg: numberBetween(-90, 90, 'degrees'),
        lonDeg: numberBetween(-180, 180, 'degrees, east positive'),
        radiusKm: numberBetween(0, 5000, 'km'),
      }),
    ],
    { error: 'the name of an area or { latDeg, lonDeg, radiusKm }' },
  );
  return z.array(area, { error: 'a list of areas' }).min(1, { error: 'at least one area' });
}
