import type { SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import type { EarthRotation } from '../physics/index.ts';
import type { Reject } from '../messages/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import { rejectAll } from './scan-part.ts';
import type { SensorScan } from './sensor-scan.ts';

/** Channels are counted in sixteen bits. */
const MOST_SENSORS = 65_535;

/**
 * Nothing is known of a foreign sensor but where it is and how well it measures: no field of regard, so that what it did not report proves
 * nothing.
 */
const UNKNOWN_SENSOR: SensorSpec = {
  id: 'unknown',
  band: 'mwir',
  fields: [],
  gaze: { kind: 'stare' },
  framePeriodS: Number.NaN,
  maxDetectionsPerFrame: null,
  sigmaRad: Number.NaN,
  biasSigmaRad: 0,
  falseAlarmsPerScan: Number.NaN,
  sunExclusionRad: 0,
  detectionThreshold: Number.NaN,
  source: 'a file of detections, which does not say',
};

/** The sensors that a stream has named so far, each with one channel; numbered scan by scan, by name within a scan. */
export class SensorRoster {
  readonly #indexOf = new Map<string, number>();
  readonly #satelliteIds: string[] = [];
  readonly #groupIds: string[] = [];
  readonly #channels: { satelliteIndex: number; sensor: SensorSpec }[] = [];
  readonly #sensor: SensorSpec;

  /** @param biasSigmaRad - Of the constant pointing error of each sensor, rad. */
  constructor(biasSigmaRad: number) {
    this.#sensor = { ...UNKNOWN_SENSOR, biasSigmaRad };
  }

  /** The channel of a sensor; new ones get the next number, and null when there are too many. */
  channelOf({ sensorId, rows }: SensorScan, reject: Reject): number | null {
    const known = this.#indexOf.get(sensorId);
    if (known !== undefined) return known;
    const index = this.#satelliteIds.length;
    if (index >= MOST_SENSORS) {
      rejectAll(rows, `more than ${MOST_SENSORS} sensors`, reject);
      return null;
    }
    this.#indexOf.set(sensorId, index);
    this.#satelliteIds.push(sensorId);
    this.#groupIds.push('file');
    this.#channels.push({ satelliteIndex: index, sensor: this.#sensor });
    return index;
  }

  /** The own side as far as it is known, with the places that these scans name. */
  ownSide(earth: EarthRotation, scansAt: ReadonlyMap<SimTimeUs, readonly SensorScan[]>): OwnSide {
    const indexOf = this.#indexOf;
    return {
      earth,
      satelliteIds: this.#satelliteIds,
      groupIds: this.#groupIds,
      channels: this.#channels,
      ephemeris: {
        satelliteCount: this.#satelliteIds.length,
        positionsInertialInto(out, atUs) {
          // A sensor that did not report has no known place, and nobody asks for it.
          out.fill(Number.NaN);
          const angle = earthAngleRad(earth, atUs);
          const c = Math.cos(angle);
          const s = Math.sin(angle);
          for (const { sensorId, rows } of scansAt.get(atUs) ?? []) {
            const at = 3 * (indexOf.get(sensorId) ?? 0);
            out[at] = c * rows[0]! - s * rows[1]!;
            out[at + 1] = s * rows[0]! + c * rows[1]!;
            out[at + 2] = rows[2]!;
          }
        },
      },
    };
  }
}
