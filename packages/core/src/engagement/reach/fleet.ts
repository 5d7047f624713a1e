import type { WalkerShell } from '../../constellation/index.ts';
import type { EarthRotation, Ephemeris } from '../../physics/index.ts';
import { positionFinder } from './position-finder.ts';
import { combinedFinder } from './reach-finder.ts';
import type { ReachFinder } from './reach-finder.ts';
import type { ReachVolume } from './reach-volume.ts';
import { shellFinder } from './shell-finder.ts';

/** Interceptors that are alike in how they fly out and are placed. */
export interface FleetPart {
  readonly id: string;
  readonly ephemeris: Ephemeris;
  /** The shell they form; null for any other orbits. */
  readonly shell: WalkerShell | null;
}

/** Finds those of a fleet in reach of a volume, by the fastest way for each part. `volumeOf`: what a part can reach. */
export function fleetFinder(
  parts: readonly FleetPart[],
  earth: EarthRotation,
  volumeOf: (part: FleetPart) => ReachVolume,
): ReachFinder {
  return combinedFinder(
    parts.map((part) =>
      part.shell === null
        ? positionFinder(part.ephemeris, earth, volumeOf(part))
        : shellFinder(part.shell, earth, volumeOf(part)),
    ),
  );
}
