import { julianDateFromIso } from '@cupola/core/foundation';
import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { KnownIds, ScenarioDraft, Selection } from '@cupola/core/scenario';
import { GROUND_STATIONS } from '@cupola/core/sensors';
import { z } from 'zod';
import { eventSchema } from './event-schema.ts';
import { exactly, idText, interval, knownId, numberBetween, text, wholeNumberBetween } from './fields.ts';

const GROUND_STATION_IDS = GROUND_STATIONS.map(({ id }) => id);
const { network: NETWORK, requirements: REQUIREMENTS, engagement: ENGAGEMENT } = SCENARIO_DEFAULTS;

/** Longest scenario: a day, over which the time scale has no leap second to mind. */
const LONGEST_MIN = 1440;

/** What a scenario file may hold, field by field. The rules that tie fields together are the scenario room's. */
export function scenarioSchema(known: KnownIds): z.ZodType<ScenarioDraft> {
  return exactly({
    cupola: z.literal(1, { error: '1, the version of the format' }).describe('Version of the format'),
    title: text('a title').describe('What the scenario is called in reports'),
    epoch: epochSchema().describe('UTC instant of second 0'),
    durationMin: durationSchema().describe('Length, minutes'),
    seed: wholeNumberBetween(0, Number.MAX_SAFE_INTEGER).describe('Everything random is drawn from it'),
    satellites: z
      .array(groupSchema(known), { error: 'a list of groups of satellites' })
      .min(1, { error: 'at least one group of satellites' }),
    interceptors: z
      .exactOptional(
        z
          .array(interceptorSchema(known), { error: 'a list of groups of interceptors' })
          .min(1, { error: 'at least one group of interceptors; or leave the key out' }),
      )
      .describe('Armed satellites: the second fleet'),
    engagement: z.exactOptional(engagementSchema()).describe('How the second fleet is used'),
    sensors: z.array(sensorSchema(known), { error: 'a list of derived sensor kinds' }).default([]),
    events: z.array(eventSchema(known), { error: 'a list of events' }).default([]),
    regions: z
      .array(regionSchema(known), { error: 'a list of regions' })
      .default([...known.regions])
      .describe('Defended regions; all known ones when left out'),
    outages: outagesSchema().prefault({}),
    network: networkSchema().prefault({}),
    requirements: requirementsSchema().prefault({}),
    cloudTopKm: numberBetween(0, 20, 'km')
      .default(SCENARIO_DEFAULTS.cloudTopKm)
      .describe('Height from which a plume can be seen from above, km'),
    maxElementAgeDays: numberBetween(0.1, 3650, 'days')
      .default(SCENARIO_DEFAULTS.maxElementAgeDays)
      .describe('Element sets further than this from the epoch are refused, days'),
    acquisition: z
      .exactOptional(text('the path of an acquisition file'))
      .describe('What the layer costs, how it gets into orbit, what is offered; relative to this file'),
  }).meta({ title: 'Cupola scenario', id: 'scenario' });
}

/** Widest margin round a region, km. */
const WIDEST_MARGIN_KM = 500;

function regionSchema(known: KnownIds) {
  const error = 'the id of a region, a GeoJSON file, or { region | file | polygon, id, marginKm }';
  return z.union(
    [
      text(error).meta({ examples: [...known.regions] }),
      exactly({
        id: z.exactOptional(idText()).describe('What reports call it; needed for a polygon'),
        region: z.exactOptional(knownId('region', known.regions)),
        file: z.exactOptional(text('the path of a GeoJSON file')).describe('GeoJSON, relative to this file'),
        polygon: z
          .exactOptional(
            z.array(
              z.array(
                z.array(z.number({ error: 'degrees' }), {
                  error:
                    '[longitude, latitude], in a ring of such pairs: a polygon is a list of rings, also where there is one',
                }),
                {
                  error: 'a ring of places',
                },
              ),
              {
                error: 'rings of [longitude, latitude], the outer one first',
              },
            ),
          )
          .describe('Coordinates of a GeoJSON polygon, degrees'),
        marginKm: z
          .exactOptional(numberBetween(0, WIDEST_MARGIN_KM, 'km'))
          .describe('What lies within this of it belongs to it too'),
      }),
    ],
    { error },
  );
}

function outagesSchema() {
  const group = text('the id of a group of satellites');
  const plane = wholeNumberBetween(0, 999).describe('Plane of the group, from 0');
  return exactly({
    lossShare: numberBetween(0, 0.99)
      .default(SCENARIO_DEFAULTS.lossShare)
      .describe('Share of the satellites out of service from the start'),
    planes: z
      .exactOptional(z.array(exactly({ group, plane }), { error: 'a list of { group, plane }' }))
      .describe('Whole planes out of service from the start'),
    batch: z
      .exactOptional(
        exactly({
          group: z.exactOptional(group),
          size: wholeNumberBetween(1, 1000).describe('Satellites in a batch: neighbours in one plane'),
          count: wholeNumberBetween(0, 1000).describe('How many batches are lost, drawn from the seed'),
        }),
      )
      .describe('Satellites made or launched together that are out of service from the start'),
    events: z
      .exactOptional(
        z.array(
          exactly({
            satelliteIds: z.exactOptional(
              z.array(text('the id of a satellite'), { error: 'a list of ids of satellites' }),
            ),
            group: z.exactOptional(group),
            plane: z.exactOptional(plane),
            fromS: numberBetween(0, 86_400, 's').describe('s after the epoch'),
            toS: z
              .exactOptional(numberBetween(0, 86_400, 's'))
              .describe('Back in service; for the rest of the run when absent'),
          }),
          { error: 'a list of outages' },
        ),
      )
      .describe('Outages over time'),
  });
}

function durationSchema() {
  const expected = `whole seconds, written in minutes, up to ${LONGEST_MIN}`;
  return numberBetween(0.1, LONGEST_MIN, 'minutes').refine(
    (durationMin) => Math.abs(durationMin * 60 - Math.round(durationMin * 60)) < 1e-6,
    { error: expected },
  );
}

/** The place of the Sun is good from 1950 to 2050, to a few hundredths of a degree half a century later; the first satellite flew in 1957. */
const YEARS = { first: 1957, last: 2100 } as const;

function epochSchema() {
  const error = 'a UTC instant such as 2026-07-24T00:00:00Z';
  const inRange = `a UTC instant in the years ${YEARS.first} to ${YEARS.last}`;
  return z
    .string({ error })
    .refine((iso) => julianDateFromIso(iso) !== null, { error, abort: true })
    .refine((iso) => yearOf(iso) >= YEARS.first && yearOf(iso) <= YEARS.last, { error: inRange });
}

function yearOf(iso: string): number {
  return new Date(iso).getUTCFullYear();
}

function groupSchema(known: KnownIds) {
  const sensorKind = text('the id of a sensor kind').meta({ examples: [...known.sensors] });
  return exactly({
    id: idText(),
    sensors: z
      .array(sensorKind, { error: 'a list of sensor kinds' })
      .min(1, { error: 'at least one sensor kind' })
      .describe('Sensor kinds on every satellite of the group'),
    ...placementShape(),
  });
}

function interceptorSchema(known: KnownIds) {
  return exactly({
    id: idText(),
    kind: knownId('kind of interceptor', known.interceptors).describe('One on every satellite of the group'),
    ...placementShape(),
  });
}

function engagementSchema() {
  const phase = z.enum(['boost', 'midcourse', 'glide'], { error: 'boost, midcourse or glide' });
  return exactly({
    commitOn: z
      .enum(['declared', 'confirmed'], { error: 'declared or confirmed' })
      .default(ENGAGEMENT.commitOn)
      .describe('What is waited for: declared a threat, or a confirmed track, whatever is thought of it'),
    decisionDelayS: numberBetween(0, 3600, 's')
      .default(ENGAGEMENT.decisionDelayS)
      .describe('From there to the order, s; the command latency comes on top'),
    orderWindowS: numberBetween(0, 600, 's')
      .default(ENGAGEMENT.orderWindowS)
      .describe('For how long after that orders are given, s'),
    phases: z
      .exactOptional(
        z.array(phase, { error: 'a list of phases' }).min(1, { error: 'at least one phase' }).max(3, {
          error: 'each phase once',
        }),
      )
      .describe('Where targets are met; in the phase of each kind when left out'),
    interceptAltitudeKm: interval(0, 50_000, 'km')
      .default([...ENGAGEMENT.interceptAltitudeKm])
      .describe('Lowest and highest place of a meeting, km'),
    marginS: numberBetween(0, 600, 's')
      .default(ENGAGEMENT.marginS)
      .describe('By how much a meeting has to come before its phase ends, s'),
    longestFlyOutS: wholeNumberBetween(0, 3600)
      .default(ENGAGEMENT.longestFlyOutS)
      .describe('Longest time an interceptor flies, s'),
    shotsPerTarget: wholeNumberBetween(1, 10).default(ENGAGEMENT.shotsPerTarget).describe('At most'),
    sharing: z
      .enum(['even', 'salvo'], { error: 'even or salvo' })
      .default(ENGAGEMENT.sharing)
      .describe('A first shot at each before a second at any, or all at one before the next'),
    killProbability: z
      .exactOptional(numberBetween(0, 1))
      .describe('Of one shot; that of each kind when left out'),
    trackProbability: numberBetween(0, 1)
      .default(ENGAGEMENT.trackProbability)
      .describe('Per target: that nothing fails which all shots at it share'),
    readyShare: numberBetween(0, 1)
      .default(ENGAGEMENT.readyShare)
      .describe('Share of the interceptors that may be ordered, drawn from the seed'),
  });
}

/** Where satellites that are alike stand. */
function placementShape() {
  return {
    walker: z.exactOptional(walkerSchema()).describe('A designed shell'),
    orbits: z
      .exactOptional(
        z
          .array(orbitSchema(), { error: 'a list of orbits' })
          .min(1, { error: 'at least one orbit' })
          .max(1000, { error: 'at most 1000 orbits' }),
      )
      .describe('Explicit circular orbits'),
    catalogue: z
      .exactOptional(text('the path of a TLE or OMM file'))
      .describe('TLE or OMM file, relative to this one'),
    select: z.exactOptional(selectSchema()).describe('Which objects of the catalogue'),
  };
}

function walkerSchema() {
  return exactly({
    kind: z.enum(['delta', 'star'], { error: 'delta or star' }).describe('Nodes over 360 or 180 degrees'),
    count: wholeNumberBetween(1, 20_000).describe('Satellites in all planes; a multiple of `planes`'),
    planes: wholeNumberBetween(1, 1000),
    phasing: wholeNumberBetween(0, 999).describe("Walker's F, 0 .. planes - 1"),
    altitudeKm: numberBetween(160, 50_000, 'km').describe('Semi-major axis - 6378.137 km'),
    inclinationDeg: numberBetween(0, 180, 'degrees'),
    sparesPerPlane: z
      .exactOptional(wholeNumberBetween(0, 1000))
      .describe('Slots of each plane that hold spares: in orbit, out of service'),
  });
}

function orbitSchema() {
  const slot = numberBetween(-360, 360, 'degrees');
  return exactly({
    altitudeKm: numberBetween(160, 50_000, 'km').describe('Semi-major axis - 6378.137 km'),
    inclinationDeg: numberBetween(0, 180, 'degrees'),
    nodeDeg: numberBetween(-360, 360, 'degrees').describe('Right ascension of the ascending node'),
    argumentOfLatitudeDeg: z
      .array(slot, { error: 'a list of angles, one for each satellite' })
      .min(1, { error: 'at least one satellite' })
      .max(1000, { error: 'at most 1000 satellites' })
      .describe('Angle of each satellite from the node'),
  });
}

/** What `select` of a catalogue group may hold. */
export function selectSchema(): z.ZodType<Selection> {
  return exactly({
    name: z.exactOptional(text('text that the name contains')).describe('Text that the name contains'),
    inclinationDeg: z.exactOptional(interval(0, 180, 'degrees')),
    altitudeKm: z.exactOptional(interval(0, 500_000, 'km')),
    shell: z
      .exactOptional(
        exactly({
          altitudeKm: numberBetween(0, 500_000, 'km'),
          inclinationDeg: numberBetween(0, 180, 'degrees'),
          withinKm: z.exactOptional(numberBetween(0, 1000, 'km')).describe('Half width; 10 when absent'),
          withinDeg: z.exactOptional(numberBetween(0, 90, 'degrees')).describe('Half width; 0.1 when absent'),
        }),
      )
      .describe('A shell by its nominal altitude and inclination'),
    planeNodeDeg: z
      .exactOptional(interval(0, 360, 'degrees'))
      .describe('Node at the newest epoch of the catalogue; [350, 10] goes through 0'),
    catalogueNumbers: z
      .exactOptional(
        z
          .array(wholeNumberBetween(0, 999_999_999), { error: 'a list of catalogue numbers' })
          .min(1, { error: 'a list of catalogue numbers' })
          .max(50_000, { error: 'at most 50000 catalogue numbers' }),
      )
      .describe('These objects and no others'),
    everyNth: z
      .exactOptional(wholeNumberBetween(1, 50_000))
      .describe('Every n-th by node and argument of latitude, before `count`'),
    meanMotionRevPerDay: z.exactOptional(interval(0, 20, 'rev/day')),
    count: z
      .exactOptional(wholeNumberBetween(1, 50_000))
      .describe('How many, evenly spaced; all when absent'),
  });
}

function sensorSchema(known: KnownIds) {
  return exactly({
    id: idText(),
    base: knownId('built-in sensor kind', known.sensors),
    noiseEquivalentIrradianceWPerCm2: z.exactOptional(numberBetween(1e-20, 1e-8, 'W/cm²')),
    sigmaMicrorad: z.exactOptional(numberBetween(0.01, 100_000, 'microradians')),
    biasSigmaMicrorad: z.exactOptional(numberBetween(0, 10_000, 'microradians')),
    falseAlarmsPerScan: z.exactOptional(numberBetween(0, 500)),
    maxRangeKm: z.exactOptional(numberBetween(10, 100_000, 'km')),
    band: z.exactOptional(z.enum(['swir', 'mwir', 'lwir'], { error: 'swir, mwir or lwir' })),
    detectionThreshold: z.exactOptional(numberBetween(1, 100)).describe('Signal over noise'),
    maxDetectionsPerFrame: z
      .exactOptional(wholeNumberBetween(1, 1_000_000))
      .describe('Beyond these a frame is saturated and keeps the strongest'),
    sunExclusionDeg: z.exactOptional(numberBetween(0, 90, 'degrees')),
    sunlitNoiseFactor: z
      .exactOptional(numberBetween(1, 1e6))
      .describe('How many times noisier a sunlit background is'),
    offNadirDeg: z
      .exactOptional(interval(0, 180, 'degrees'))
      .describe('Limits of its fields, and of the steering of a narrow one'),
    sweepPeriodS: z
      .exactOptional(wholeNumberBetween(2, 3600))
      .describe('A line that goes round nadir once in so many seconds'),
    narrow: z
      .exactOptional(
        exactly({
          widthDeg: numberBetween(0.01, 60, 'degrees').describe('Full angle across'),
          pixelMicrorad: numberBetween(0.1, 10_000, 'microradians'),
          slewDegPerS: numberBetween(0.1, 1000, 'degrees/s'),
          settleS: numberBetween(0, 60, 's'),
        }),
      )
      .describe('A narrow field that has to be pointed'),
  });
}

function networkSchema() {
  return exactly({
    latencyS: numberBetween(0, 600, 's').default(NETWORK.latencyS).describe('From scan to desk, s'),
    commandLatencyS: numberBetween(0, 3600, 's')
      .default(NETWORK.commandLatencyS)
      .describe('From tasking to obeying, s'),
    looksPerObject: wholeNumberBetween(1, 1000)
      .default(NETWORK.looksPerObject)
      .describe('Detections of one object sent down per frame, over all satellites'),
    paths: z
      .exactOptional(
        exactly({
          direct: z.exactOptional(pathSchema()).describe('To a ground station in view'),
          relayed: z.exactOptional(pathSchema()).describe('Over other satellites'),
          groundPass: z.exactOptional(pathSchema()).describe('At the next ground station that comes by'),
          stations: z
            .exactOptional(
              z.array(knownId('ground station', GROUND_STATION_IDS), { error: 'a list of ground stations' }),
            )
            .describe('All known ones when left out'),
          minElevationDeg: z.exactOptional(numberBetween(0, 89, 'degrees')).describe('5 when left out'),
        }),
      )
      .describe('Ways down; a report takes the first there is'),
  });
}

function pathSchema() {
  return exactly({
    leastS: numberBetween(0, 600, 's').describe('Least latency'),
    moreS: z
      .exactOptional(numberBetween(0, 600, 's'))
      .describe('Mean of what comes on top, exponential; 0 when left out'),
  });
}

function errorKm(defaultKm: number) {
  return numberBetween(0.001, 10_000, 'km').default(defaultKm);
}

function requirementsSchema() {
  const several = z
    .array(exactly({ id: idText(), ...custodyFields() }), { error: 'a list of demands, each with an id' })
    .min(1, { error: 'at least one demand on custody' })
    .max(20, { error: 'at most 20 demands on custody' });
  return exactly({
    custody: z
      .union([exactly(custodyFields()), several], {
        error: 'a demand on custody, or a list of them with ids',
      })
      .prefault({})
      .describe('One demand on custody, or a list of them with ids'),
    declare: declareSchema().prefault({}),
  });
}

/** `probability` may be left to the costs; given beside them it must be the one that follows from them. */
function declareSchema() {
  const { declare } = REQUIREMENTS;
  return exactly({
    probability: z
      .exactOptional(numberBetween(0.01, 0.9999))
      .describe('Probability to reach; 0.95, or what follows from `costs`'),
    consecutive: wholeNumberBetween(1, 600).default(declare.consecutive),
    excludeBelow: numberBetween(0.000_01, 0.4)
      .default(declare.excludeBelow)
      .describe('Probability below which the regions are out of reach'),
    responseS: numberBetween(0, 86_400, 's')
      .default(declare.responseS)
      .describe('Time that whoever is told needs before the impact, s'),
    classPriors: z
      .enum(['activity', 'even'], { error: 'activity or even' })
      .default(declare.classPriors)
      .describe('How often each class flies: as the world launches, or all alike'),
    aimedOdds: numberBetween(0.01, 10_000)
      .default(declare.aimedOdds)
      .describe('How many times likelier than by its motion alone a weapon is aimed at the regions'),
    aimedNearOdds: numberBetween(0.01, 10_000)
      .default(declare.aimedNearOdds)
      .describe(
        'The same of places outside, within 300 km of a region, for what lift or orbit carries on after its burn',
      ),
    costs: z
      .exactOptional(
        exactly({
          falseAlarm: numberBetween(1e-9, 1e15),
          miss: numberBetween(1e-9, 1e15),
        }),
      )
      .describe('In any one unit: the threshold becomes falseAlarm / (falseAlarm + miss)'),
  });
}

function custodyFields() {
  const { custody } = REQUIREMENTS;
  return {
    minSensors: wholeNumberBetween(1, 100).default(custody.minSensors),
    positionErrorKm: exactly({
      boost: errorKm(custody.positionErrorKm.boost),
      midcourse: errorKm(custody.positionErrorKm.midcourse),
      glide: errorKm(custody.positionErrorKm.glide),
      reentry: errorKm(custody.positionErrorKm.reentry),
    }).prefault({}),
    maxGapS: numberBetween(1, 3600, 's').default(custody.maxGapS),
    maxLatencyS: z
      .exactOptional(numberBetween(0, 3600, 's'))
      .describe('Largest age of the newest look, from its scan to the desk, s; none when absent'),
  };
}
