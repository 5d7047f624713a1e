import { normalCdf, radians } from '@cupola/core/foundation';
import { regionsAt } from '@cupola/core/physics';
import type { RegionIndex } from '@cupola/core/physics';
import { MAY_COME_DOWN_PROB } from '../picture/whereabouts.ts';
import type { Place, Whereabouts } from '../picture/whereabouts.ts';
import type { PlanArea } from '@cupola/contract';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Of a degree of latitude, km. */
const KM_PER_DEG = 111.2;
/** Nearer to a pole than this a degree of longitude is taken to be as long as here. */
const LEAST_COS = 0.01;

/**
 * Who may see an object by where it is.
 *
 * An object is seen from an area while it is over it, was most likely launched from it, or may come down in it: in a defended region by what the
 * decision says of it, in a box by its predicted point and covariance, east and north apart, both with `MAY_COME_DOWN_PROB`.
 */
export class Ground {
  readonly #regions: RegionIndex;
  /** Regions that objects are over or come from, asked once for each object and second. */
  readonly #touched = new WeakMap<Whereabouts, ReadonlySet<string>>();

  constructor(regions: RegionIndex) {
    this.#regions = regions;
  }

  /** @param areas - Null: everywhere. @param whereabouts - Undefined when nothing is known of where it is. */
  isSeen(whereabouts: Whereabouts | undefined, areas: readonly PlanArea[] | null): boolean {
    if (areas === null) return true;
    if (whereabouts === undefined) return false;
    return areas.some((area) =>
      typeof area === 'string' ? this.#touchedBy(whereabouts).has(area) : isSeenFromBox(whereabouts, area),
    );
  }

  #touchedBy(whereabouts: Whereabouts): ReadonlySet<string> {
    let touched = this.#touched.get(whereabouts);
    if (touched === undefined) {
      const { launch, mayComeDownIn } = whereabouts;
      const places = launch === null ? [whereabouts] : [whereabouts, launch];
      touched = new Set([...mayComeDownIn, ...places.flatMap((place) => this.#regionsAt(place))]);
      this.#touched.set(whereabouts, touched);
    }
    return touched;
  }

  #regionsAt({ latitudeDeg, longitudeDeg }: Place): readonly string[] {
    return regionsAt(this.#regions, radians(longitudeDeg), radians(latitudeDeg));
  }
}

function isSeenFromBox({ launch, impact, ...place }: Whereabouts, box: Box): boolean {
  return (
    isInBox(place, box) ||
    (launch !== null && isInBox(launch, box)) ||
    (impact !== null && boxProb(impact, box) >= MAY_COME_DOWN_PROB)
  );
}

function isInBox({ latitudeDeg, longitudeDeg }: Place, [west, south, east, north]: Box): boolean {
  if (latitudeDeg < south || latitudeDeg > north) return false;
  return west <= east
    ? longitudeDeg >= west && longitudeDeg <= east
    : longitudeDeg >= west || longitudeDeg <= east;
}

/** Share of a point's law on the ground that lies in a box. */
function boxProb(
  { latitudeDeg, longitudeDeg, covarianceKm2 }: NonNullable<Whereabouts['impact']>,
  [west, south, east, north]: Box,
): number {
  const [eastEast, , northNorth] = covarianceKm2;
  const cos = Math.max(Math.cos(radians(latitudeDeg)), LEAST_COS);
  const latSigmaDeg = Math.sqrt(northNorth) / KM_PER_DEG;
  const lonSigmaDeg = Math.sqrt(eastEast) / (KM_PER_DEG * cos);
  const widthDeg = west <= east ? east - west : east - west + 360;
  const middle = west + widthDeg / 2;
  const fromMiddle = ((((longitudeDeg - middle + 540) % 360) + 360) % 360) - 180;
  return (
    shareWithin(south - latitudeDeg, north - latitudeDeg, latSigmaDeg) *
    shareWithin(-widthDeg / 2 - fromMiddle, widthDeg / 2 - fromMiddle, lonSigmaDeg)
  );
}

function shareWithin(from: number, to: number, sigma: number): number {
  if (sigma === 0) return from <= 0 && to >= 0 ? 1 : 0;
  return normalCdf(to / sigma) - normalCdf(from / sigma);
}
