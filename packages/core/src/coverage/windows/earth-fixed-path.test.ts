import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import { earthAngleRad } from '../../physics/index.ts';
import type { Ephemeris } from '../../physics/index.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import { PIECE_STRIDE, earthFixedPath } from './earth-fixed-path.ts';
import { eccentric } from './eccentric-orbit.test-data.ts';
import { SatellitePiece } from './satellite-piece.ts';

const LOW = walkerEphemeris({
  kind: 'delta',
  count: 6,
  planes: 3,
  phasing: 1,
  altitudeM: 500_000,
  inclinationRad: radians(60),
});

describe('the path between knots', () => {
  test.each<[string, Ephemeris, number]>([
    ['a low orbit, to 20 mm', LOW, 0.02],
    ['the perigee of a Molniya orbit, to a metre', eccentric(6_900_000, 46_000_000), 1],
  ])('is that of %s', (_, ephemeris, toleranceM) => {
    const earth = { angleAtEpochRad: 1 };
    const path = earthFixedPath(ephemeris, earth, 0, usFromS(36_000));
    const pieces = new Float64Array(ephemeris.satelliteCount * PIECE_STRIDE);
    const positions = new Float64Array(3 * ephemeris.satelliteCount);
    const piece = new SatellitePiece();
    let worstM = 0;
    for (let index = 0; index < path.pieceCount; index++) {
      path.pieceInto(pieces, index);
      for (const share of [0, 0.1, 0.25, 0.5, 0.8, 1]) {
        const atUs = (index + share) * path.pieceS * 1e6;
        ephemeris.positionsInertialInto(positions, atUs);
        turnToEarthFixed(positions, earthAngleRad(earth, atUs));
        for (let satellite = 0; satellite < ephemeris.satelliteCount; satellite++) {
          piece.take(pieces, satellite);
          piece.stateInto(piece.state, share);
          for (let axis = 0; axis < 3; axis++) {
            worstM = Math.max(worstM, Math.abs(piece.state[axis]! - positions[3 * satellite + axis]!));
          }
        }
      }
    }
    expect(worstM).toBeLessThan(toleranceM);
  });
});
