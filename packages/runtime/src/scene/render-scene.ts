import { assert, julianDateFromIso, sFromUs } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import type { EarthRotation } from '@cupola/core/physics';
import type { Track } from '@cupola/core/messages';
import type { ObjectRecord, RunRecord } from '@cupola/core/metrics';
import { earthFixedFromInertial } from './flight-path.ts';
import {
  PEACEFUL,
  WEAPON,
  czmlText,
  documentPacket,
  ellipsePacket,
  interval,
  sampledPosition,
  satellitePacket,
  trackPacket,
} from './czml-packets.ts';
import type { Packet } from './czml-packets.ts';

export interface SceneInput {
  readonly record: Omit<RunRecord, 'detections'>;
  readonly scenario: { readonly title: string; readonly epoch: string };
  readonly runId: string;
  /** One name per satellite, in the order of the record; absent: group and number. */
  readonly satelliteIds?: readonly string[] | undefined;
}

/** Spacing of the samples of paths and tracks, s: dense while speed changes fast. */
const BOOST_SPACING_S = 2;
const COAST_SPACING_S = 10;

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

function head({ record, scenario, runId }: SceneInput): Packet {
  return documentPacket({
    name: `${scenario.title} (simulated)`,
    description: `Simulated by Cupola with generic, cited parameters. Run ${runId}.`,
    epoch: scenario.epoch,
    fromS: 0,
    toS: record.durationS,
    multiplier: 10,
    range: 'LOOP_STOP',
  });
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
      packets.push(
        satellitePacket(index, `${name} (simulated)`, g, input.scenario.epoch, [0, durationS], cartesian),
      );
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

function ownTrackPacket(
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
  return trackPacket(id, `track ${id} (simulated)`, epoch, [fromS, toS], cartesian);
}

/** The 95 % impact ellipse as it stood at the declaration. */
function impactPacket(object: ObjectRecord, epoch: string, durationS: number): Packet | null {
  if (object.declaredAtS === null) return null;
  const declaredAtUs = object.declaredAtS * 1e6;
  const decision = object.decisions.find(
    (one) => one.atUs >= declaredAtUs && one.impactKind === 'prediction' && one.impact !== null,
  );
  if (decision === undefined || decision.impact === null) return null;
  return ellipsePacket(
    `impact/${object.flight.id}`,
    `${object.flight.id}, estimated impact at declaration, 95 % (simulated)`,
    interval(epoch, sFromUs(decision.atUs), durationS),
    decision.impact,
    WEAPON,
  );
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
    head(input),
    ...satellitePackets(input, earth),
    ...record.objects.flatMap((object) => [
      launchPacket(object, epoch, record.durationS),
      truthPacket(object, earth, epoch, record.durationS),
      impactPacket(object, epoch, record.durationS),
    ]),
    ...[...rowsOf].map(([id, rows]) => ownTrackPacket(id, rows, earth, epoch, record.durationS)),
  ];
  return czmlText(packets);
}
