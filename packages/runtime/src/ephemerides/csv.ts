import { degrees } from '@cupola/core/foundation';
import { geodeticFromItrf } from '@cupola/core/physics';
import { allSatellites, sampleTimeS, sampleUtc, statesInto } from './frame-sampler.ts';
import type { EphemerisFrame, EphemerisRequest } from './frame-sampler.ts';

/** What a row says after time and satellite, in its order. */
function valueColumns(frame: EphemerisFrame): readonly string[] {
  return frame === 'geodetic'
    ? ['latDeg', 'lonDeg', 'heightKm']
    : ['xKm', 'yKm', 'zKm', 'vxKmPerS', 'vyKmPerS', 'vzKmPerS'];
}

/** Micrometres and nanometres a second: finer than any model here, so that nothing is lost by writing it down. */
const KM_DECIMALS = 9;
const KM_PER_S_DECIMALS = 12;
/** 0.01 mm on the ground. */
const DEG_DECIMALS = 10;

/** The values of one state, as text. */
function valueTexts(states: Float64Array, at: number, frame: EphemerisFrame): readonly string[] {
  if (frame === 'geodetic') {
    const place = geodeticFromItrf(states[at]!, states[at + 1]!, states[at + 2]!);
    return [
      degrees(place.latitudeRad).toFixed(DEG_DECIMALS),
      degrees(place.longitudeRad).toFixed(DEG_DECIMALS),
      (place.heightM / 1000).toFixed(KM_DECIMALS),
    ];
  }
  return Array.from({ length: 6 }, (_, axis) =>
    (states[at + axis]! / 1000).toFixed(axis < 3 ? KM_DECIMALS : KM_PER_S_DECIMALS),
  );
}

/** One sample's rows. */
interface SampleRows {
  readonly time: string;
  readonly atS: number;
  /** Values of each satellite, as text. */
  readonly values: readonly (readonly string[])[];
}

/** The samples one after the other, each with all satellites. */
function* samples(request: EphemerisRequest): Generator<SampleRows> {
  const range = allSatellites(request);
  const states = new Float64Array(6 * range.count);
  for (let sample = 0; sample < request.sampleCount; sample++) {
    statesInto(states, request, sample, range);
    yield {
      time: sampleUtc(request, sample),
      atS: sampleTimeS(request, sample),
      values: request.satellites.ids.map((_, index) => valueTexts(states, 6 * index, request.frame)),
    };
  }
}

/**
 * Rows of comma-separated values under a header, by time, then satellite: UTC, seconds since the first sample, id, name, frame, and position
 * and velocity in km and km/s (or geodetic latitude, longitude, height). One piece of text per sample.
 */
export function* csvText(request: EphemerisRequest): Generator<string> {
  const { ids, names } = request.satellites;
  const satellites = ids.map((id, index) => `${cell(id)},${cell(names[index] ?? id)},${request.frame}`);
  yield `time,atS,satelliteId,name,frame,${valueColumns(request.frame).join(',')}\n`;
  for (const { time, atS, values } of samples(request)) {
    yield values.map((row, index) => `${time},${atS},${satellites[index]},${row.join(',')}\n`).join('');
  }
}

/** The same rows as elements of a JSON list, without its brackets. */
export function* jsonRowsText(request: EphemerisRequest): Generator<string> {
  const { ids, names } = request.satellites;
  const satellites = ids.map(
    (id, index) => `"satelliteId":${JSON.stringify(id)},"name":${JSON.stringify(names[index] ?? id)}`,
  );
  const columns = valueColumns(request.frame).map((column) => `"${column}":`);
  let separator = '';
  for (const { time, atS, values } of samples(request)) {
    const rows = values.map((row, index) => {
      const numbers = row.map((value, column) => `${columns[column]}${value}`).join(',');
      return `{"time":"${time}","atS":${atS},${satellites[index]},${numbers}}`;
    });
    yield separator + rows.join(',\n');
    separator = ',\n';
  }
}

/** Quoted where commas, quotes or line ends would break the row. RFC 4180. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
