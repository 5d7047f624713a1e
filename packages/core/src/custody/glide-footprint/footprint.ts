import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { GlideFootprint, Track } from '../../messages/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import type { GlideLaw } from './glide-law.ts';
import { glideShown } from './glide-shown.ts';
import { glideLandings } from './landings.ts';
import { outlineHolding } from './outline.ts';
import { glideReach } from './reach.ts';

/** Shares of the landings whose areas are drawn. */
const SHARES: readonly number[] = [0.5, 0.9];

/** A footprint is told of what glides with at least this probability. */
const LEAST_GLIDE_PROB = 0.1;

/** May a track's body glide, probably enough for its footprint to be told? */
export function mayGlide({ phaseProbs }: Track): boolean {
  return phaseProbs.glide >= LEAST_GLIDE_PROB;
}

/** Where a track's body can come down if it glides: areas that hold half and nine tenths of the landings expected, and the reach. */
export function glideFootprint(track: Track, law: GlideLaw, earth: EarthRotation): GlideFootprint {
  const landings = glideLandings(track, law, earth);
  const times = landings.map(({ afterS }) => afterS).toSorted((a, b) => a - b);
  const passedBy = (share: number): SimTimeUs =>
    track.atUs + usFromS(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  return {
    kind: 'footprint',
    trackId: track.id,
    asOfUs: track.atUs,
    phase: track.phase,
    glideProb: track.phaseProbs.glide,
    areas: SHARES.map((share) => ({ share, outline: outlineHolding(landings, share) })),
    reach: glideReach(track, law, earth, landings),
    downAtUs: { early: passedBy(0.05), median: passedBy(0.5), late: passedBy(0.95) },
    liftToDrag: glideShown(track, law).liftToDrag,
    assumption:
      'it glides in equilibrium, keeps its bank for a while, then flies legs straight or banked by chance, and dives when its speed is used up or before',
  };
}
