import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { EventDraft, EventObjects, KnownIds } from '@cupola/core/scenario';
import { z } from 'zod';
import { exactly, idText, knownId, numberBetween, wholeNumberBetween } from './fields.ts';

/** An event: a launch, a published flight, a body out of orbit, a meteor; which keys go together is for the rules to say. */
export function eventSchema(known: KnownIds): z.ZodType<EventDraft> {
  const ids = known.vehicles.map((vehicle) => vehicle.id);
  return exactly({
    id: idText(),
    flight: z
      .exactOptional(knownId('published flight', known.flights))
      .describe('A published flight instead of a vehicle and its trajectory'),
    vehicle: z.exactOptional(knownId('vehicle', ids)),
    launch: z.exactOptional(placeSchema()),
    entry: z.exactOptional(entrySchema()).describe('For debris: where and how it comes in'),
    flash: z.exactOptional(flashSchema()).describe('For a meteor'),
    aim: z.exactOptional(placeSchema()).describe('For all trajectories but the lofted; also in the sea'),
    azimuthDeg: z
      .exactOptional(numberBetween(0, 360, 'degrees'))
      .describe('For a lofted trajectory or a space launch; clockwise from north'),
    inclinationDeg: z
      .exactOptional(numberBetween(0, 180, 'degrees'))
      .describe('For a space launch, instead of the azimuth'),
    pass: z
      .exactOptional(z.enum(['northbound', 'southbound'], { error: 'northbound or southbound' }))
      .describe('With an inclination: on the way north (default) or south'),
    trajectory: z.exactOptional(trajectorySchema()),
    orbitAltitudeKm: z.exactOptional(numberBetween(150, 2000, 'km')).describe('For a space launch'),
    objects: z.exactOptional(objectsSchema()).describe('What each launch lets go besides its payload'),
    count: wholeNumberBetween(1, 1000).default(SCENARIO_DEFAULTS.count).describe('How many alike'),
    spacingS: numberBetween(0, 86_400, 's').default(SCENARIO_DEFAULTS.spacingS),
    atS: numberBetween(0, 86_400, 's')
      .default(SCENARIO_DEFAULTS.atS)
      .describe('The first of them, s after the epoch'),
  });
}

function placeSchema() {
  return exactly(placeKeys());
}

function placeKeys() {
  return {
    latDeg: numberBetween(-90, 90, 'degrees'),
    lonDeg: numberBetween(-180, 180, 'degrees, east positive'),
  };
}

function trajectorySchema() {
  const error =
    '{ kind: minimum-energy }, { kind: lofted, apogeeKm, rangeKm }, { kind: depressed, apogeeKm }, { kind: glide } or { kind: fractional-orbit }';
  return z.discriminatedUnion(
    'kind',
    [
      exactly({ kind: z.literal('minimum-energy') }),
      exactly({
        kind: z.literal('lofted'),
        apogeeKm: numberBetween(20, 30_000, 'km'),
        rangeKm: numberBetween(10, 20_000, 'km'),
      }),
      exactly({
        kind: z.literal('depressed'),
        apogeeKm: numberBetween(20, 3000, 'km').describe('Below that of the least energy'),
      }),
      glideSchema(),
      exactly({
        kind: z.literal('fractional-orbit'),
        way: z
          .enum(['short', 'far'], { error: 'short or far' })
          .default('far')
          .describe('The short way over the ground or the other one'),
      }),
    ],
    { error },
  );
}

function glideSchema() {
  const turn = exactly({
    fromS: numberBetween(0, 7200, 's').describe('s after lift-off'),
    durationS: numberBetween(1, 7200, 's'),
    bankDeg: numberBetween(-60, 60, 'degrees').describe('Positive to the right'),
  });
  return exactly({
    kind: z.literal('glide'),
    turns: z
      .exactOptional(z.array(turn, { error: 'a list of turns' }).max(20, { error: 'at most 20 turns' }))
      .describe('Straight where none is on'),
    drawnTurns: z
      .exactOptional(wholeNumberBetween(0, 8))
      .describe('So many turns drawn from the seed instead'),
    liftToDrag: z.exactOptional(numberBetween(1, 5)).describe('That of the class when absent'),
  });
}

function entrySchema() {
  const { altitudeKm, speedKmPerS, flightPathDeg, leadS } = SCENARIO_DEFAULTS.entry;
  return exactly({
    ...placeKeys(),
    headingDeg: numberBetween(0, 360, 'degrees').describe('Of the inertial velocity, clockwise from north'),
    altitudeKm: numberBetween(90, 200, 'km').default(altitudeKm),
    speedKmPerS: numberBetween(5, 11, 'km/s').default(speedKmPerS).describe('Inertial'),
    flightPathDeg: numberBetween(-30, -0.1, 'degrees').default(flightPathDeg).describe('Above the horizon'),
    leadS: wholeNumberBetween(1, 1500).default(leadS).describe('Followed from so long before, s'),
  });
}

function flashSchema() {
  const { altitudeKm, headingDeg, intensityWPerSr } = SCENARIO_DEFAULTS.flash;
  return exactly({
    ...placeKeys(),
    altitudeKm: numberBetween(20, 120, 'km').default(altitudeKm),
    headingDeg: numberBetween(0, 360, 'degrees').default(headingDeg),
    intensityWPerSr: numberBetween(1, 1e12, 'W/sr').default(intensityWPerSr).describe('Short and mid wave'),
  });
}

/** What a launch lets go. */
export function objectsSchema(): z.ZodType<EventObjects> {
  const { payloads } = SCENARIO_DEFAULTS.objects;
  return exactly({
    stages: z.exactOptional(releasedSchema('stages', 3)).describe('The last so many spent stages'),
    payloads: z
      .exactOptional(
        exactly({
          count: wholeNumberBetween(1, 20).describe('In all; the first keeps to its aim'),
          speedMPerS: numberBetween(0, 500, 'm/s').default(payloads.speedMPerS),
          intervalS: wholeNumberBetween(0, 600).default(payloads.intervalS),
        }),
      )
      .describe('A bus that lets several payloads go'),
    decoys: z.exactOptional(releasedSchema('decoys', 1000)).describe('Light replicas'),
    debris: z.exactOptional(releasedSchema('debris', 1000)).describe('Fragments of the last separation'),
  });
}

function releasedSchema(part: 'stages' | 'decoys' | 'debris', most: number) {
  const { speedMPerS, ballisticCoefficientKgPerM2, intensityWPerSr } = SCENARIO_DEFAULTS.objects[part];
  return exactly({
    count: wholeNumberBetween(1, most),
    speedMPerS: numberBetween(0, 500, 'm/s').default(speedMPerS).describe('Of separation'),
    ballisticCoefficientKgPerM2: numberBetween(1, 50_000, 'kg/m²').default(ballisticCoefficientKgPerM2),
    intensityWPerSr: numberBetween(0, 1e5, 'W/sr').default(intensityWPerSr).describe('Cold, 8-12 um'),
  });
}
