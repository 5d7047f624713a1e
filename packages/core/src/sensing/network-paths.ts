import { RandomStream, usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import { isInStationView, stationSites } from '../sensors/index.ts';
import type { GroundStation, OwnSide } from '../sensors/index.ts';

/** How long a path takes: never less than `leastUs`, and beyond that exponential with a mean of `moreUs`. */
export interface PathDelay {
  readonly leastUs: SimTimeUs;
  readonly moreUs: SimTimeUs;
}

/**
 * Ways from a satellite to the operator. A report takes the first there is: straight down to a station in view; else over other satellites; else
 * it waits on board until a station comes into view.
 */
export interface NetworkPaths {
  readonly direct: PathDelay | null;
  readonly relayed: PathDelay | null;
  readonly groundPass: PathDelay | null;
  readonly stations: readonly GroundStation[];
  readonly minElevationRad: number;
}

/** Who is in view of a station is looked up this often: contacts begin and end to ten seconds. */
const CONTACT_STEP_S = 10;

/** When reports arrive, by the path that each satellite has at the time. A draw is a pure function of path, satellite and scan. */
export class Arrivals {
  readonly #paths: NetworkPaths;
  /** Of each sample of contacts: how many samples until the satellite is in view, [sample][satellite]. */
  readonly #wait: Uint16Array;
  readonly #satellites: number;
  readonly #stepUs = usFromS(CONTACT_STEP_S);
  readonly #streams: Readonly<Record<'direct' | 'relayed' | 'groundPass', RandomStream>>;

  /** @param untilUs - Reports are asked for up to then; a contact that comes later never comes. */
  constructor(paths: NetworkPaths, ownSide: OwnSide, seed: number, untilUs: SimTimeUs) {
    this.#paths = paths;
    this.#satellites = ownSide.satelliteIds.length;
    this.#wait = waits(paths, ownSide, Math.ceil(untilUs / this.#stepUs) + 1, this.#stepUs);
    this.#streams = {
      direct: new RandomStream(seed, 'latency/direct'),
      relayed: new RandomStream(seed, 'latency/relayed'),
      groundPass: new RandomStream(seed, 'latency/ground-pass'),
    };
  }

  /** Of the reports of one satellite's scan; infinite when it has no way down. */
  arrivedAtUs(satellite: number, scan: number, scanAtUs: SimTimeUs): SimTimeUs {
    const { direct, relayed, groundPass } = this.#paths;
    const sample = Math.floor(scanAtUs / this.#stepUs);
    const wait = this.#wait[sample * this.#satellites + satellite]!;
    const draw = (path: PathDelay, stream: RandomStream, fromUs: SimTimeUs): SimTimeUs =>
      fromUs + path.leastUs + Math.round(-path.moreUs * Math.log(stream.uniform(satellite, scan)));
    if (wait === 0 && direct !== null) return draw(direct, this.#streams.direct, scanAtUs);
    if (relayed !== null) return draw(relayed, this.#streams.relayed, scanAtUs);
    if (groundPass === null || wait === NEVER) return Number.POSITIVE_INFINITY;
    const contactUs = wait === 0 ? scanAtUs : (sample + wait) * this.#stepUs;
    return draw(groundPass, this.#streams.groundPass, contactUs);
  }
}

const NEVER = 65_535;

function waits(
  { stations, minElevationRad }: NetworkPaths,
  { earth, ephemeris, satelliteIds }: OwnSide,
  samples: number,
  stepUs: SimTimeUs,
): Uint16Array {
  const count = satelliteIds.length;
  const wait = new Uint16Array(samples * count).fill(NEVER);
  if (stations.length === 0) return wait;
  const sites = stationSites(stations);
  const sinMinElevation = Math.sin(minElevationRad);
  const satellites = new Float64Array(3 * count);
  for (let sample = samples - 1; sample >= 0; sample--) {
    const atUs = sample * stepUs;
    ephemeris.positionsInertialInto(satellites, atUs);
    const angle = earthAngleRad(earth, atUs);
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    for (let satellite = 0; satellite < count; satellite++) {
      const x = satellites[3 * satellite]!;
      const y = satellites[3 * satellite + 1]!;
      const z = satellites[3 * satellite + 2]!;
      const later = sample + 1 < samples ? wait[(sample + 1) * count + satellite]! : NEVER;
      wait[sample * count + satellite] = isInStationView(
        sites,
        sinMinElevation,
        c * x + s * y,
        c * y - s * x,
        z,
      )
        ? 0
        : Math.min(NEVER, later + 1);
    }
  }
  return wait;
}
