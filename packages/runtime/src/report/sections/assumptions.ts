import { degrees, radians, unreachable } from '@cupola/core/foundation';
import { custodyDemands } from '@cupola/core/scenario';
import type { NamedCustodyDemand } from '@cupola/core/scenario';
import type { Gaze, SensorSpec } from '@cupola/core/sensors';
import type { CitedRange, VehicleClass } from '@cupola/core/vehicles';
import { element, escapeText, table } from '../../page/markup.ts';
import { MISSING, decimal, percent, placeText, significant } from '../../page/numbers.ts';
import { regionName } from '../regions-drawn.ts';
import { RELEASED_PARTS } from '../report-input.ts';
import type { ReportEvent, ReportInput, ReportSatelliteGroup, ReportScenario } from '../report-input.ts';
import type { Region } from '@cupola/core/physics';

/** A number as `3e-17`. */
function powerOfTen(value: number): string {
  return value.toExponential(1).replace('.0e', 'e');
}

function sensorRows(sensors: readonly SensorSpec[]): readonly (readonly string[])[] {
  return sensors.flatMap((sensor) =>
    sensor.fields.map((field) => [
      escapeText(sensor.id),
      sensor.band.toUpperCase(),
      field.kind,
      `${decimal(degrees(field.offNadirRad[0]), 1)}–${decimal(degrees(field.offNadirRad[1]), 1)}`,
      powerOfTen(field.noiseEquivalentIrradianceWPerCm2),
      decimal(field.maxRangeM / 1000, 0),
      field.tangentFloorM === null ? 'Earth behind allowed' : decimal(field.tangentFloorM / 1000, 0),
      decimal(sensor.framePeriodS, 1),
      decimal(sensor.sigmaRad * 1e6, 0),
      decimal(sensor.falseAlarmsPerScan, 2),
      decimal(sensor.detectionThreshold, 1),
      decimal(degrees(sensor.sunExclusionRad), 0),
    ]),
  );
}

function sensorsTable(sensors: readonly SensorSpec[]): string {
  return table(
    'Sensors',
    [
      'sensor',
      'band',
      'field',
      'off nadir (°)',
      'noise (W/cm²)',
      'range (km)',
      'tangent floor (km)',
      'frame (s)',
      'noise (µrad)',
      'false alarms per scan',
      'threshold (SNR)',
      'Sun exclusion (°)',
    ],
    sensorRows(sensors),
  );
}

/** How sensors look that do not stare, and what a frame holds; nothing when all of them stare and hold anything. */
function gazeTable(sensors: readonly SensorSpec[]): string {
  const special = sensors.filter(
    ({ gaze, maxDetectionsPerFrame }) => gaze.kind !== 'stare' || maxDetectionsPerFrame !== null,
  );
  if (special.length === 0) return '';
  const rows = special.map(({ id, gaze, maxDetectionsPerFrame }) => [
    escapeText(id),
    gazeText(gaze),
    maxDetectionsPerFrame === null ? 'any number' : String(maxDetectionsPerFrame),
  ]);
  return table(
    'Sensors that sweep, are pointed or may be saturated',
    ['sensor', 'looks', 'detections in a frame'],
    rows,
  );
}

function gazeText(gaze: Gaze): string {
  switch (gaze.kind) {
    case 'stare':
      return 'everywhere in every frame';
    case 'sweep':
      return `once in ${decimal(gaze.periodS, 0)} s in every direction`;
    case 'point':
      return (
        `${decimal(degrees(gaze.widthRad), 2)}° across, pixels of ${decimal(gaze.pixelRad * 1e6, 0)} µrad, where it is tasked; ` +
        `turns at ${decimal(degrees(gaze.slewRadPerS), 1)} °/s and settles in ${decimal(gaze.settleS, 1)} s`
      );
    default:
      return unreachable(gaze);
  }
}

/** Apart from the figures, which would leave these sentences a column of one word. */
function sensorSourcesTable(sensors: readonly SensorSpec[]): string {
  const rows = sensors.map(({ id, source }) => [escapeText(id), escapeText(source)]);
  return table('Where the figures of the sensors come from', ['sensor', 'source'], rows);
}

function cited(range: CitedRange): string {
  return range.low === range.high
    ? significant(range.nominal)
    : `${significant(range.nominal)} (${significant(range.low)}–${significant(range.high)})`;
}

function vehiclesTable(vehicles: readonly VehicleClass[]): string {
  return table(
    'Vehicle classes (generic)',
    [
      'class',
      'what it is',
      'weapon',
      'boost (s)',
      'range (km)',
      'ballistic coefficient (kg/m²)',
      'plume at most (W/sr)',
      'body, 8–12 µm (W/sr)',
    ],
    vehicles.map((vehicle) => {
      const boost = vehicle.boostDurationS;
      return [
        escapeText(vehicle.id),
        escapeText(vehicle.title),
        vehicle.weapon ? 'yes' : 'no',
        cited({ low: boost.min, nominal: boost.nominal, high: boost.max }),
        vehicle.maxRangeM > 0
          ? `${decimal(vehicle.minRangeM / 1000, 0)}–${decimal(vehicle.maxRangeM / 1000, 0)}`
          : MISSING,
        cited(vehicle.ballisticCoefficientKgPerM2),
        significant(Math.max(...vehicle.plume.map((point) => point.intensityWPerSr))),
        significant(vehicle.bodyIntensityLongWaveWPerSr),
      ];
    }),
  );
}

/** Where each figure of each class comes from. */
function vehicleSourcesTable(vehicles: readonly VehicleClass[]): string {
  return table(
    'Where the figures of the vehicle classes come from',
    ['class', 'figure', 'source'],
    vehicles.flatMap((vehicle) =>
      Object.entries(vehicle.sources).map(([figure, source]) => [
        escapeText(vehicle.id),
        escapeText(figure),
        escapeText(source),
      ]),
    ),
  );
}

function placeWords(place: { readonly latDeg: number; readonly lonDeg: number }): string {
  return placeText({ latitudeRad: radians(place.latDeg), longitudeRad: radians(place.lonDeg) });
}

/** `inclinationDeg 52 to 54, count 60`. */
function selectionText(select: object): string {
  return Object.entries(select)
    .map(([key, value]: [string, unknown]) => `${key} ${selectedText(key, value)}`)
    .join(', ');
}

function selectedText(key: string, value: unknown): string {
  if (key === 'catalogueNumbers' && Array.isArray(value)) {
    return value.length > 5
      ? `${value.slice(0, 5).join(', ')} and ${value.length - 5} more`
      : value.join(', ');
  }
  if (Array.isArray(value)) return value.join(' to ');
  return typeof value === 'object' && value !== null ? `(${selectionText(value)})` : String(value);
}

export function groupText(group: ReportSatelliteGroup): string {
  if (group.walker !== undefined) {
    const { kind, count, planes, phasing, altitudeKm, inclinationDeg } = group.walker;
    const spares = group.walker.sparesPerPlane ?? 0;
    const kept = spares > 0 ? `, ${spares} spares per plane` : '';
    return `Walker ${kind} ${count}/${planes}/${phasing}, ${decimal(altitudeKm, 0)} km, ${decimal(inclinationDeg, 1)}°${kept}`;
  }
  if (group.orbits !== undefined) {
    const satellites = group.orbits.reduce((sum, orbit) => sum + orbit.argumentOfLatitudeDeg.length, 0);
    return `${satellites} satellites on ${group.orbits.length} orbits of their own`;
  }
  const chosen = group.select === undefined ? '' : `, ${selectionText(group.select)}`;
  return `real satellites of ${group.catalogue ?? MISSING}${chosen}`;
}

function outagesText({ lossShare, planes, batch, events }: ReportScenario['outages']): string {
  return [
    `${percent(lossShare)} of the satellites, drawn from the seed`,
    ...(planes === undefined ? [] : [`planes as a whole: ${planes.length}`]),
    ...(batch === undefined ? [] : [`${batch.count} batches of ${batch.size}, drawn from the seed`]),
    ...(events === undefined ? [] : [`outages over time: ${events.length}`]),
  ].join('; ');
}

export function eventText(event: ReportEvent): string {
  const alike = event.objects === undefined ? 'objects' : 'launches';
  const many = (event.count ?? 1) > 1 ? `, ${event.count} ${alike} ${event.spacingS ?? 0} s apart` : '';
  const released = RELEASED_PARTS.flatMap((part) => {
    const count = event.objects?.[part]?.count ?? 0;
    return count > 0 ? [`${count} ${part}`] : [];
  });
  const besides = released.length === 0 ? '' : `, each with ${released.join(', ')}`;
  return `${flightText(event)}${many}${besides}, at ${event.atS} s`;
}

function flightText(event: ReportEvent): string {
  if (event.flight !== undefined) return `published flight ${event.flight}`;
  if (event.entry !== undefined) return `${event.vehicle} that comes in over ${placeWords(event.entry)}`;
  if (event.flash !== undefined) return `${event.vehicle} over ${placeWords(event.flash)}`;
  const from = event.launch === undefined ? '' : ` from ${placeWords(event.launch)}`;
  const course =
    event.inclinationDeg === undefined
      ? ` on azimuth ${event.azimuthDeg ?? MISSING}°`
      : ` to an inclination of ${event.inclinationDeg}°`;
  const to = event.aim === undefined ? course : ` to ${placeWords(event.aim)}`;
  const how =
    event.orbitAltitudeKm === undefined
      ? `, ${event.trajectory?.kind ?? 'minimum-energy'}`
      : `, orbit at ${event.orbitAltitudeKm} km`;
  return `${event.vehicle}${from}${to}${how}`;
}

function demandText({ minSensors, positionErrorKm, maxGapS, maxLatencyS }: NamedCustodyDemand): string {
  const limits = Object.entries(positionErrorKm)
    .map(([phase, km]) => `${phase} ${km} km`)
    .join(', ');
  const fresh = maxLatencyS === undefined ? '' : `, and the newest look is at most ${maxLatencyS} s old`;
  return (
    `in the last ${maxGapS} s detections from at least ${minSensors} distinct satellites were associated, and the root of the trace ` +
    `of the track's own position covariance is within ${limits}${fresh}. Degraded: one of the first two. Lost: neither for ${3 * maxGapS} s, or the track is dropped`
  );
}

/** What the scenario sets: satellites, events, network, requirements. */
/** A region with its margin. */
function regionText(region: Region): string {
  const name = regionName(region.id, [region]);
  return region.marginM === undefined ? name : `${name} and ${region.marginM / 1000} km around it`;
}

function wayDownText({ latencyS, paths }: ReportScenario['network']): string {
  if (paths === undefined) return `${latencyS} s from scan to the operator`;
  const ways = [
    ['straight to a station in view', paths.direct],
    ['over other satellites', paths.relayed],
    ['at the next ground pass', paths.groundPass],
  ] as const;
  const told = ways.flatMap(([way, path]) =>
    path === undefined ? [] : [`${way} ${path.leastS} s and ${path.moreS ?? 0} s more on average`],
  );
  return `from scan to the operator ${told.join(', else ')}`;
}

function settingsTable(
  scenario: ReportScenario,
  lostOf: ReadonlyMap<string, number>,
  regions: readonly Region[],
): string {
  const { network, outages, requirements } = scenario;
  const rows: (readonly string[])[] = [
    ...scenario.satellites.map((group) => [
      escapeText(`satellites: ${group.id}`),
      escapeText(
        `${groupText(group)}; sensors ${group.sensors.join(', ')}; out of service: ${lostOf.get(group.id) ?? 0}`,
      ),
    ]),
    ...scenario.events.map((event) => [escapeText(`event: ${event.id}`), escapeText(eventText(event))]),
    ['defended regions', escapeText(regions.map(regionText).join(', '))],
    [
      'network',
      `${escapeText(wayDownText(network))}; ${network.commandLatencyS} s from tasking to its effect; at most ${network.looksPerObject} looks per object and frame are sent down`,
    ],
    ['outages', escapeText(outagesText(outages))],
    ...custodyDemands(requirements).map((demand, index) => [
      index === 0 ? 'held means' : escapeText(`held under ${demand.id} means`),
      escapeText(demandText(demand)),
    ]),
    [
      'declared means',
      `the joint probability of a weapon class and of coming down in a defended region is at least ${requirements.declare.probability} in ${requirements.declare.consecutive} successive one-second updates; it can be revoked`,
    ],
  ];
  return table('Settings of this run', ['what', 'how it is set'], rows);
}

const MODELLED: readonly string[] = [
  'designed orbital shells with secular J2, real catalogues by SGP4, satellites out of service',
  'generic missiles and a space launch: boost, coast with J2, re-entry with air; plume seen only above the cloud top',
  'infrared fields by where they look, signal against its own background, detection probability, false alarms, angular noise, Sun exclusion, range and horizon limits',
  'latency both ways, and a limit on the looks that are sent down',
  'tracking from angles only, with initiation, association, phase changes and drops; nothing after the detection knows the truth',
  'custody, gaps and their cause, impact estimate with covariance, probability in real outlines of the regions, marginalised over cut-off while thrusting',
];

const EXCLUDED: readonly string[] = [
  'any particular missile, sensor or satellite: every parameter is generic and published or marked notional',
  'countermeasures, decoys, manoeuvring after boost, and several objects blending in one pixel',
  'weather beyond one cloud-top height, and any structure of the background beyond its noise level',
  'attitude errors, sensor biases and clock errors of the satellites',
  'polar motion and UT1-UTC (about 10 m, and 465 m at the equator per second)',
  'who acts on a declaration, and how: no weapon is designed, guided or aimed',
];

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeText(item)}</li>`).join('')}</ul>`;
}

function modelNotes(): string {
  return `<div class="two"><div><h3>What is modelled</h3>${list(MODELLED)}</div><div><h3>What is excluded</h3>${list(EXCLUDED)}</div></div>`;
}

/** All assumptions: settings, sensors, vehicles, what is modelled and what is not. */
export function assumptions(input: ReportInput): string {
  const lostOf = new Map(input.record.groups.map((group) => [group.id, group.lost]));
  return [
    settingsTable(input.scenario, lostOf, input.regions),
    sensorsTable(input.sensors),
    gazeTable(input.sensors),
    sensorSourcesTable(input.sensors),
    vehiclesTable(input.vehicles),
    element(
      'details',
      {},
      element('summary', {}, 'Sources of the vehicle classes'),
      vehicleSourcesTable(input.vehicles),
    ),
    modelNotes(),
  ].join('');
}
