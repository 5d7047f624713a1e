import { GLIDE_LAW, glideFootprint, glideLandings, groundMoments, ringsOf } from '@cupola/core/custody';
import { RandomStream, present } from '@cupola/core/foundation';
import type { GlideFootprint, GroundOutline } from '@cupola/core/messages';
import { buildRegionIndex, groundDistanceM, isInAnyRegion } from '@cupola/core/physics';
import type { GroundPoint } from '@cupola/core/physics';
import { ASKED_AT_S, glideTrack, steeredGlide } from './glide-manoeuvres.ts';
import { followedFlight } from './honesty.ts';
import type { Steering } from './glide-manoeuvres.ts';

const EARTH = { angleAtEpochRad: 0 };

/** What was said of one glide at one time against where it came down. */
export interface FootprintTold {
  readonly footprint: GlideFootprint;
  readonly half: boolean;
  readonly nineTenths: boolean;
  readonly reached: boolean;
  /** Length of the larger outline, m. */
  readonly sizeM: number;
  readonly leftS: number;
}

/** When a footprint is asked for: shares of the time from `ASKED_AT_S` to the ground. */
export function footprintsTold(
  seed: number,
  steering: Steering,
  shares: readonly number[],
): readonly FootprintTold[] {
  const glide = steeredGlide(seed, steering);
  return shares.map((share) => {
    const second = Math.floor(ASKED_AT_S + share * (glide.landsAtS - ASKED_AT_S));
    const footprint = glideFootprint(glideTrack(glide, second, seed), GLIDE_LAW, EARTH);
    const [half, nineTenths] = footprint.areas;
    return {
      footprint,
      half: half !== undefined && holds(half.outline, glide.landing),
      nineTenths: nineTenths !== undefined && holds(nineTenths.outline, glide.landing),
      reached: holds(footprint.reach, glide.landing),
      sizeM: nineTenths === undefined ? 0 : sizeOf(nineTenths.outline),
      leftS: glide.landsAtS - second,
    };
  });
}

function holds(outline: GroundOutline, { latitudeRad, longitudeRad }: GroundPoint): boolean {
  const polygons = ringsOf(outline).map((ring) => [ring]);
  return isInAnyRegion(
    buildRegionIndex([{ id: 'area', title: 'area', polygons }]),
    longitudeRad,
    latitudeRad,
  );
}

/** Largest distance between opposite corners, m. */
function sizeOf(outline: GroundOutline): number {
  return Math.max(
    ...outline.map(([longitudeRad, latitudeRad], k) => {
      const [otherLongitude, otherLatitude] = outline[(k + outline.length / 2) % outline.length]!;
      return groundDistanceM(
        { latitudeRad, longitudeRad },
        { latitudeRad: otherLatitude, longitudeRad: otherLongitude },
      );
    }),
  );
}

/** The same from tracks that the tracker made of the first minute; null where it had none that glides by then. */
export function trackedFootprint(seed: number, steering: Steering): boolean | null {
  const glide = steeredGlide(seed, steering);
  const { told } = followedFlight(seed, glide.states.slice(0, ASKED_AT_S + 1));
  const found = told.find((each) => each.second === ASKED_AT_S)?.found;
  if (found?.phase !== 'glide') return null;
  const [, nineTenths] = glideFootprint(found, GLIDE_LAW, EARTH).areas;
  return nineTenths !== undefined && holds(nineTenths.outline, glide.landing);
}

/** A disc on the ground somewhere about where a glide may end, the probability that it comes down in there, and whether it did. */
export function discTold(seed: number, steering: Steering): { readonly prob: number; readonly hit: boolean } {
  const glide = steeredGlide(seed, steering);
  const landings = glideLandings(glideTrack(glide, ASKED_AT_S, seed), GLIDE_LAW, EARTH);
  const draw = new RandomStream(seed, 'scene/disc');
  // Halfway between two of the landings expected, chosen by chance.
  const [one, other] = [0, 1].map((k) => present(landings[Math.floor(draw.uniform(k, 0) * landings.length)]));
  const centre = groundMoments([present(one), present(other)], [1, 1]).centre;
  const radiusM = 200_000 * 10 ** draw.uniform(2, 0);
  const inside = (place: GroundPoint): boolean => groundDistanceM(centre, place) < radiusM;
  const prob = landings.reduce((sum, landing) => sum + (inside(landing) ? landing.prob : 0), 0);
  return { prob, hit: inside(glide.landing) };
}
