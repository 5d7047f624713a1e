import { radians } from '../foundation/index.ts';
import { itrfFromGeodeticInto } from '../physics/index.ts';

/** A place on the ground that satellites talk to. */
export interface GroundStation {
  readonly id: string;
  readonly latitudeRad: number;
  readonly longitudeRad: number;
}

function station(id: string, latitudeDeg: number, longitudeDeg: number): GroundStation {
  return { id, latitudeRad: radians(latitudeDeg), longitudeRad: radians(longitudeDeg) };
}

/**
 * Ten places, to a tenth of a degree, where civil ground stations for low orbits are known to stand. That a custody layer would use these, and no
 * others, is notional.
 */
export const GROUND_STATIONS: readonly GroundStation[] = [
  station('svalbard', 78.2, 15.4),
  station('fairbanks', 64.9, -147.9),
  station('kiruna', 67.9, 21.0),
  station('wallops', 37.9, -75.5),
  station('hawaii', 19.0, -155.7),
  station('guam', 13.6, 144.9),
  station('santiago', -33.1, -70.7),
  station('dongara', -29.0, 115.3),
  station('punta-arenas', -52.9, -70.8),
  station('troll', -72.0, 2.5),
];

/** Stations as vectors. */
export interface StationSites {
  /** Earth-fixed, m, [station][x, y, z]. */
  readonly positions: Float64Array;
  /** Outward normals of the ellipsoid, [station][x, y, z]. */
  readonly up: Float64Array;
}

export function stationSites(stations: readonly GroundStation[]): StationSites {
  const positions = new Float64Array(3 * stations.length);
  const up = new Float64Array(3 * stations.length);
  stations.forEach(({ latitudeRad, longitudeRad }, index) => {
    itrfFromGeodeticInto(positions, 3 * index, { latitudeRad, longitudeRad, heightM: 0 });
    up[3 * index] = Math.cos(latitudeRad) * Math.cos(longitudeRad);
    up[3 * index + 1] = Math.cos(latitudeRad) * Math.sin(longitudeRad);
    up[3 * index + 2] = Math.sin(latitudeRad);
  });
  return { positions, up };
}

/** Does any of the stations see the satellite at (x, y, z), Earth-fixed, m, at least so high? Straight lines, bare horizon. */
export function isInStationView(
  { positions, up }: StationSites,
  sinMinElevation: number,
  x: number,
  y: number,
  z: number,
): boolean {
  for (let at = 0; at < positions.length; at += 3) {
    const dx = x - positions[at]!;
    const dy = y - positions[at + 1]!;
    const dz = z - positions[at + 2]!;
    const upward = dx * up[at]! + dy * up[at + 1]! + dz * up[at + 2]!;
    if (upward >= sinMinElevation * Math.sqrt(dx * dx + dy * dy + dz * dz)) return true;
  }
  return false;
}
