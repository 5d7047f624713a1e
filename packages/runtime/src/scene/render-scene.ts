import { assert, julianDateFromIso, sFromUs } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import type { EarthRotation } from '@cupola/core/physics';
import type { Track } from '@cupola/core/messages';
import type { ObjectRecord, RunRecord } from '@cupola/core/metrics';
import { earthFixedFromInertial } from './flight-path.ts';
import { SCALE_95, impactEllipse } from './impact-ellipse.ts';

export interface SceneInput {
  readonly record: Omit<RunRecord, 'detections'>;
  readonly scenario: { readonly title: string; readonly epoch: string };
  readonly runId: string;
  /** One name per satellite, in the order of the record; absent: group and number. */
  readonly satelliteIds?: readonly string[] | undefined;
}

/** One packet of CZML: plain data. */
type Packet = Readonly<Record<string, unknown>>;
type Rgba = readonly [number, number, number, number];

/** Spacing of the samples of paths and tracks, s: dense while speed changes fast. */
const BOOST_SPACING_S = 2;
const COAST_SPACING_S = 10;
const INTERPOLATION_DEGREE = 5;

const WEAPON: Rgba = [214, 60, 50, 255];
const PEACEFUL: Rgba = [40, 160, 110, 255];
const ESTIMATE: Rgba = [250, 200, 60, 255];
const GROUP_COLOURS: readonly Rgba[] = [
  [110, 170, 240, 255],
  [240, 150, 80, 255],
  [90, 200, 160, 255],
  [200, 140, 230, 255],
];

/** The UTC instant `offsetS` after the epoch, to the millisecond. A function of its arguments alone; no leap second lies between. */
export function instant(epoch: string, offsetS: number): string {
  return new Date(Date.parse(epoch) + Math.round(offsetS * 1000)).toISOString();
}

function interval(epoch: string, fromS: number, toS: number): string {
  return `${instant(epoch, fromS)}/${instant(epoch, toS)}`;
}

/** Samples of an Earth-fixed position: seconds since the epoch, then whole metres. */
function sampledPosition(epoch: string, cartesian: readonly number[]): Packet {
  return {
    epoch,
    referenceFrame: 'FIXED',
    interpolationAlgorithm: 'LAGRANGE',
    interpolationDegree: INTERPOLATION_DEGREE,
    cartesian,
  };
}

function fixedSample(
  earth: EarthRotation,
  atS: number,
  xM: number,
  yM: number,
  zM: number,
): readonly number[] {
  const fixed = earthFixedFromInertial(earth, atS * 1e6, xM, yM, zM);
  return [atS, ...fixed.map((value) => Math.round(value))];
}

function documentPacket(input: SceneInput): Packet {
  const { epoch, title } = input.scenario;
  return {
    id: 'document',
    name: `${title} (simulated)`,
    version: '1.0',
    description: `Simulated by Cupola with generic, cited parameters. Run ${input.runId}.`,
    clock: {
      interval: interval(epoch, 0, input.record.durationS),
      currentTime: instant(epoch, 0),
      multiplier: 10,
      range: 'LOOP_STOP',
      step: 'SYSTEM_CLOCK_MULTIPLIER',
    },
  };
}

function satellitePackets(input: SceneInput, earth: EarthRotation): readonly Packet[] {
  const { groups, satellitePositionsM, satelliteSampleS, durationS } = input.record;
  const total = groups.reduce((sum, group) => sum + group.satellites, 0);
  const samples = total === 0 ? 0 : Math.floor(satellitePositionsM.length / (3 * total));
  const packets: Packet[] = [];
  let index = 0;
  groups.forEach((group, g) => {
    for (let i = 0; i < group.satellites; i++, index++) {
      const cartesian: number[] = [];
      for (let sample = 0; sample < samples; sample++) {
        const at = 3 * (sample * total + index);
        const x = satellitePositionsM[at]!;
        if (Number.isNaN(x)) continue;
        const y = satellitePositionsM[at + 1]!;
        const z = satellitePositionsM[at + 2]!;
        cartesian.push(...fixedSample(earth, sample * satelliteSampleS, x, y, z));
      }
      if (cartesian.length === 0) continue;
      const name = input.satelliteIds?.[index] ?? `${group.id} ${i + 1}`;
      packets.push({
        id: `satellite/${index}`,
        name: `${name} (simulated)`,
        availability: interval(input.scenario.epoch, 0, durationS),
        position: sampledPosition(input.scenario.epoch, cartesian),
        point: { pixelSize: 3, color: { rgba: GROUP_COLOURS[g % GROUP_COLOURS.length] } },
      });
    }
  });
  return packets;
}

function launchPacket(object: ObjectRecord, epoch: string, durationS: number): Packet {
  const { flight } = object;
  const { latitudeRad, longitudeRad } = flight.launch;
  return {
    id: `launch/${flight.id}`,
    name: `launch of ${flight.id} (simulated)`,
    availability: interval(epoch, Math.min(durationS, sFromUs(flight.launchAtUs)), durationS),
    position: { cartographicRadians: [longitudeRad, latitudeRad, 0] },
    point: {
      pixelSize: 8,
      color: { rgba: object.weapon ? WEAPON : PEACEFUL },
      outlineColor: { rgba: [255, 255, 255, 255] },
      outlineWidth: 1,
    },
  };
}

/** Steps of the flight's own grid to be written: dense under thrust, both ends included. */
function writtenSteps(object: ObjectRecord, durationS: number): readonly number[] {
  const { flight } = object;
  const stepS = sFromUs(flight.stepUs);
  const launchS = sFromUs(flight.launchAtUs);
  const last = Math.min(flight.stepCount - 1, Math.floor((durationS - launchS) / stepS));
  const burnoutStep = Math.ceil((flight.burnoutAtUs - flight.launchAtUs) / flight.stepUs);
  const steps: number[] = [];
  let step = 0;
  while (step < last) {
    steps.push(step);
    const spacingS = step < burnoutStep ? BOOST_SPACING_S : COAST_SPACING_S;
    step += Math.max(1, Math.round(spacingS / stepS));
  }
  if (last >= 0) steps.push(last);
  return steps;
}

function truthPacket(
  object: ObjectRecord,
  earth: EarthRotation,
  epoch: string,
  durationS: number,
): Packet | null {
  const { flight } = object;
  const cartesian: number[] = [];
  let fromS = 0;
  let toS = 0;
  for (const step of writtenSteps(object, durationS)) {
    const atS = sFromUs(flight.launchAtUs + step * flight.stepUs);
    if (cartesian.length === 0) fromS = atS;
    toS = atS;
    const m = flight.motionInertial;
    cartesian.push(...fixedSample(earth, atS, m[6 * step]!, m[6 * step + 1]!, m[6 * step + 2]!));
  }
  if (cartesian.length === 0) return null;
  const color = { rgba: object.weapon ? WEAPON : PEACEFUL };
  return {
    id: `truth/${flight.id}`,
    name: `${flight.id}, true path (simulated)`,
    availability: interval(epoch, fromS, toS),
    position: sampledPosition(epoch, cartesian),
    point: { pixelSize: 6, color },
    path: {
      leadTime: 0,
      trailTime: durationS,
      width: 2,
      resolution: 30,
      material: { solidColor: { color } },
    },
  };
}

function trackPacket(
  id: string,
  rows: readonly Track[],
  earth: EarthRotation,
  epoch: string,
  durationS: number,
): Packet | null {
  const cartesian: number[] = [];
  let fromS = Number.POSITIVE_INFINITY;
  let toS = Number.NEGATIVE_INFINITY;
  rows.forEach((track, i) => {
    const atS = sFromUs(track.atUs);
    const spacingS = track.phase === 'boost' ? BOOST_SPACING_S : COAST_SPACING_S;
    if (atS > durationS) return;
    if (atS < toS + spacingS && i < rows.length - 1) return;
    const [x = 0, y = 0, z = 0] = track.state;
    cartesian.push(...fixedSample(earth, atS, x, y, z));
    fromS = Math.min(fromS, atS);
    toS = atS;
  });
  if (cartesian.length === 0) return null;
  return {
    id: `track/${id}`,
    name: `track ${id} (simulated)`,
    availability: interval(epoch, fromS, toS),
    position: sampledPosition(epoch, cartesian),
    point: {
      pixelSize: 4,
      color: { rgba: ESTIMATE },
      outlineColor: { rgba: [0, 0, 0, 255] },
      outlineWidth: 1,
    },
    label: { text: id, font: '12px sans-serif', pixelOffset: { cartesian2: [0, -14] } },
  };
}

/** The 95 % impact ellipse as it stood at the declaration. */
function impactPacket(object: ObjectRecord, epoch: string, durationS: number): Packet | null {
  if (object.declaredAtS === null) return null;
  const declaredAtUs = object.declaredAtS * 1e6;
  const decision = object.decisions.find(
    (one) => one.atUs >= declaredAtUs && one.impactKind === 'prediction' && one.impact !== null,
  );
  if (decision === undefined || decision.impact === null) return null;
  const { impact } = decision;
  const ellipse = impactEllipse(impact, SCALE_95);
  return {
    id: `impact/${object.flight.id}`,
    name: `${object.flight.id}, estimated impact at declaration, 95 % (simulated)`,
    availability: interval(epoch, sFromUs(decision.atUs), durationS),
    position: { cartographicRadians: [impact.longitudeRad, impact.latitudeRad, 0] },
    ellipse: {
      semiMajorAxis: Math.max(1, Math.round(ellipse.semiMajorM)),
      semiMinorAxis: Math.max(1, Math.round(Math.min(ellipse.semiMajorM, ellipse.semiMinorM))),
      // CZML counts it counter-clockwise from north.
      rotation: -ellipse.azimuthRad,
      height: 0,
      material: { solidColor: { color: { rgba: [214, 60, 50, 90] } } },
      outline: true,
      outlineColor: { rgba: WEAPON },
    },
  };
}

/**
 * The run as CZML text (the JSON of animated globes): satellites, launches, true paths, confirmed tracks, impact ellipses at declaration.
 * All positions are Earth-fixed, whole metres; the same bytes for the same input. The epoch must be a UTC instant.
 */
export function renderScene(input: SceneInput): string {
  const { record } = input;
  const { epoch } = input.scenario;
  const julian = julianDateFromIso(epoch);
  assert(julian !== null, `the epoch of a checked scenario is an instant: ${epoch}`);
  const earth = earthRotationFrom(julian);
  const rowsOf = new Map<string, Track[]>();
  for (const track of record.tracks) {
    const rows = rowsOf.get(track.id);
    if (rows === undefined) rowsOf.set(track.id, [track]);
    else rows.push(track);
  }
  const packets: readonly (Packet | null)[] = [
    documentPacket(input),
    ...satellitePackets(input, earth),
    ...record.objects.flatMap((object) => [
      launchPacket(object, epoch, record.durationS),
      truthPacket(object, earth, epoch, record.durationS),
      impactPacket(object, epoch, record.durationS),
    ]),
    ...[...rowsOf].map(([id, rows]) => trackPacket(id, rows, earth, epoch, record.durationS)),
  ];
  const lines = packets.filter((packet) => packet !== null).map((packet) => JSON.stringify(packet));
  return `[\n${lines.join(',\n')}\n]\n`;
}
