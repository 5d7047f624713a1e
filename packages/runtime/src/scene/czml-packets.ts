import type { ImpactEstimate } from '@cupola/core/messages';
import { SCALE_95, impactEllipse } from './impact-ellipse.ts';

/** One packet of CZML: plain data. */
export type Packet = Readonly<Record<string, unknown>>;
export type Rgba = readonly [number, number, number, number];

/** Of the polynomial that a globe lays through the samples of a path. */
const INTERPOLATION_DEGREE = 5;

export const WEAPON: Rgba = [214, 60, 50, 255];
export const PEACEFUL: Rgba = [40, 160, 110, 255];
export const ESTIMATE: Rgba = [250, 200, 60, 255];
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

export function interval(epoch: string, fromS: number, toS: number): string {
  return `${instant(epoch, fromS)}/${instant(epoch, toS)}`;
}

/** What a document is of, and the time it plays. */
export interface DocumentWords {
  readonly name: string;
  readonly description: string;
  readonly epoch: string;
  readonly fromS: number;
  readonly toS: number;
  /** Seconds shown in a second. */
  readonly multiplier: number;
  /** What happens at the end of the time. */
  readonly range: 'LOOP_STOP' | 'CLAMPED';
}

/** The packet that every document begins with. */
export function documentPacket(words: DocumentWords): Packet {
  const { name, description, epoch, fromS, toS, multiplier, range } = words;
  return {
    id: 'document',
    name,
    version: '1.0',
    description,
    clock: {
      interval: interval(epoch, fromS, toS),
      currentTime: instant(epoch, fromS),
      multiplier,
      range,
      step: 'SYSTEM_CLOCK_MULTIPLIER',
    },
  };
}

/** Samples of an Earth-fixed position: seconds since the epoch, then whole metres. */
export function sampledPosition(epoch: string, cartesian: readonly number[]): Packet {
  return {
    epoch,
    referenceFrame: 'FIXED',
    interpolationAlgorithm: 'LAGRANGE',
    interpolationDegree: INTERPOLATION_DEGREE,
    cartesian,
  };
}

/** @param cartesian - Samples as `sampledPosition` takes them. */
export function satellitePacket(
  index: number,
  name: string,
  group: number,
  epoch: string,
  span: readonly [fromS: number, toS: number],
  cartesian: readonly number[],
): Packet {
  return {
    id: `satellite/${index}`,
    name,
    availability: interval(epoch, ...span),
    position: sampledPosition(epoch, cartesian),
    point: { pixelSize: 3, color: { rgba: GROUP_COLOURS[group % GROUP_COLOURS.length] } },
  };
}

/** A track by its samples; `span` is where they begin and end. */
export function trackPacket(
  id: string,
  name: string,
  epoch: string,
  span: readonly [fromS: number, toS: number],
  cartesian: readonly number[],
): Packet {
  return {
    id: `track/${id}`,
    name,
    availability: interval(epoch, ...span),
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

/** The 95 % ellipse of a place on the ground. */
export function ellipsePacket(
  id: string,
  name: string,
  availability: string,
  place: Pick<ImpactEstimate, 'latitudeRad' | 'longitudeRad' | 'covarianceM2'>,
  colour: Rgba,
): Packet {
  const ellipse = impactEllipse(place, SCALE_95);
  const [red, green, blue] = colour;
  return {
    id,
    name,
    availability,
    position: { cartographicRadians: [place.longitudeRad, place.latitudeRad, 0] },
    ellipse: {
      semiMajorAxis: Math.max(1, Math.round(ellipse.semiMajorM)),
      semiMinorAxis: Math.max(1, Math.round(Math.min(ellipse.semiMajorM, ellipse.semiMinorM))),
      // CZML counts it counter-clockwise from north.
      rotation: -ellipse.azimuthRad,
      height: 0,
      material: { solidColor: { color: { rgba: [red, green, blue, 90] } } },
      outline: true,
      outlineColor: { rgba: colour },
    },
  };
}

/** Packets as a document, one a line. */
export function czmlText(packets: readonly (Packet | null)[]): string {
  const lines = packets.filter((packet) => packet !== null).map((packet) => JSON.stringify(packet));
  return `[\n${lines.join(',\n')}\n]\n`;
}
