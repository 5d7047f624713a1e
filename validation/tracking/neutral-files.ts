import { present, sFromUs } from '@cupola/core/foundation';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import type { RaidScene } from './raid-scene.ts';

/** One detection of a scene as a row of the neutral format. */
export interface NeutralDetection {
  readonly t: number;
  readonly sensorId: string;
  readonly sensorPosEcef: readonly number[];
  readonly losUnitEcef: readonly number[];
  readonly sigmaRad: number;
  readonly truthId: string | null;
}

export const LIGHT_TIME_HEADER = '{"cupola":"detections/1","lightTime":true}';

/** The scene's detections, Earth-fixed, with their causes. */
export function detectionRows(scene: RaidScene): readonly NeutralDetection[] {
  const positions = new Float64Array(3 * scene.ownSide.satelliteIds.length);
  return scene.scans.flatMap((reports, scan) => {
    const atUs = reports.scanAtUs[0]!;
    const angle = earthAngleRad(scene.ownSide.earth, atUs);
    scene.ownSide.ephemeris.positionsInertialInto(positions, atUs);
    return scene.ownSide.satelliteIds.flatMap((sensorId, satellite) => {
      const at = positions.subarray(3 * satellite, 3 * satellite + 3);
      const sensorPosEcef = [...rotatingFromInertial([...at, 0, 0, 0], angle).subarray(0, 3)];
      const from = reports.detectionStart[satellite]!;
      return Array.from({ length: reports.detectionStart[satellite + 1]! - from }, (_, k) => {
        const cause = present(scene.causes[scan]?.[from + k]);
        return {
          t: sFromUs(atUs),
          sensorId,
          sensorPosEcef,
          losUnitEcef: [...reports.losItrf.subarray(3 * (from + k), 3 * (from + k) + 3)],
          sigmaRad: reports.sigmaRad[from + k]!,
          truthId: cause < 0 ? null : `m-${cause}`,
        };
      });
    });
  });
}

/** What six perfect sensors would say of the scene if light took no time: exact directions to where the objects are at the scan. */
export function instantaneousRows(scene: RaidScene): readonly NeutralDetection[] {
  const seen = detectionRows(scene);
  return scene.truth.flatMap((states, target) =>
    seen
      .filter((row) => row.truthId === `m-${target}`)
      .map((row) => {
        const state = present(states[row.t]);
        const fixed = rotatingFromInertial(state, earthAngleRad(scene.ownSide.earth, row.t * 1e6));
        const d = row.sensorPosEcef.map((each, axis) => fixed[axis]! - each);
        const rangeM = Math.hypot(...d);
        return { ...row, losUnitEcef: d.map((each) => each / rangeM) };
      }),
  );
}

/** Lines of a file of the scene's truth. */
export function truthLines(scene: RaidScene): readonly string[] {
  return scene.truth.flatMap((states, target) =>
    states.map((state, t) => {
      const fixed = [...rotatingFromInertial(state, earthAngleRad(scene.ownSide.earth, t * 1e6))];
      return JSON.stringify({
        t,
        truthId: `m-${target}`,
        posEcef: fixed.slice(0, 3),
        velEcef: fixed.slice(3),
      });
    }),
  );
}
