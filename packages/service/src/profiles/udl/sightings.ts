import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { OwnSide } from '@cupola/core/sensors';
import { arrivalOf } from '../../log/report-record.ts';
import type { ArrivedBatch, RecentReports } from '../../operations/recent-reports.ts';
import type { Sighting } from './own-side-records.ts';

/** Where all satellites are is found once for so many times of scans; they come in order. */
const TIMES_AT_HAND = 8;

/** Detections beyond this many are let go, the oldest first. */
const MOST_SIGHTINGS = 20_000;

/** The newest detections; each message is opened once, and only when somebody looks before it is too old. */
export class RecentSightings {
  readonly #reports: RecentReports;
  readonly #ownSide: OwnSide;
  readonly #utc: (atUs: number) => string;
  readonly #sightings: Sighting[] = [];
  #seen = 0;

  constructor(reports: RecentReports, ownSide: OwnSide, utc: (atUs: number) => string) {
    this.#reports = reports;
    this.#ownSide = ownSide;
    this.#utc = utc;
  }

  /** In the order in which they came. @param fromUs - Scans before it are left out. @param throughUs - And those that arrived after it. */
  between(fromUs: number, throughUs: number): readonly Sighting[] {
    const news = sightingsIn(this.#reports.batchesBehind(this.#seen), this.#ownSide, this.#utc);
    for (const each of news) this.#sightings.push(each);
    this.#seen = this.#reports.count;
    const tooMany = this.#sightings.length - MOST_SIGHTINGS;
    if (tooMany > 0) this.#sightings.splice(0, tooMany);
    return this.#sightings.filter(
      ({ scanAtUs, arrivedAtUs }) => scanAtUs >= fromUs && arrivedAtUs <= throughUs,
    );
  }
}

/** The detections of messages, with where their satellites are predicted to have been. */
function* sightingsIn(
  batches: Iterable<ArrivedBatch>,
  ownSide: OwnSide,
  utc: (atUs: number) => string,
): Generator<Sighting, void, void> {
  const indexOf = new Map(ownSide.satelliteIds.map((id, index) => [id, index]));
  const positionAt = positions(ownSide);
  for (const { batch, arrival } of batches) {
    const satelliteIndex = indexOf.get(batch.satelliteId);
    if (satelliteIndex === undefined) continue;
    for (let report = 0; report < batch.reportCount; report++) {
      const scanAtUs = batch.scanAtUs[report]!;
      const [from, to] = [batch.detectionStart[report]!, batch.detectionStart[report + 1]!];
      if (from === to) continue;
      const positionItrfM = positionAt(scanAtUs, satelliteIndex);
      const arrivedAtUs = arrivalOf(batch.arrivedAtUs[report]!, arrival);
      const at = utc(scanAtUs);
      const sensorId = batch.sensorIds[batch.sensorIndex[report]!] ?? '';
      for (let detection = from; detection < to; detection++) {
        yield {
          id: `${batch.satelliteId}.${batch.sequence}.${detection}`,
          satelliteId: batch.satelliteId,
          sensorId,
          scanAtUs,
          arrivedAtUs,
          at,
          los: [
            batch.losItrf[3 * detection]!,
            batch.losItrf[3 * detection + 1]!,
            batch.losItrf[3 * detection + 2]!,
          ],
          sigmaRad: batch.sigmaRad[detection]!,
          positionItrfM,
        };
      }
    }
  }
}

function positions({
  satelliteIds,
  ephemeris,
  earth,
}: OwnSide): (atUs: number, satelliteIndex: number) => readonly [number, number, number] {
  const known = new Map<number, Float64Array>();
  return (atUs, satelliteIndex) => {
    let inertialM = known.get(atUs);
    if (inertialM === undefined) {
      inertialM = new Float64Array(3 * satelliteIds.length);
      ephemeris.positionsInertialInto(inertialM, atUs);
      known.set(atUs, inertialM);
      const [oldest = atUs] = known.keys();
      if (known.size > TIMES_AT_HAND) known.delete(oldest);
    }
    const own = inertialM.subarray(3 * satelliteIndex, 3 * satelliteIndex + 3);
    const [x = 0, y = 0, z = 0] = rotatingFromInertial([...own, 0, 0, 0], earthAngleRad(earth, atUs));
    return [x, y, z];
  };
}
