import type { FlightLog } from './flight-log.ts';
import type { FlightSetting } from './fly-event.ts';
import type { Release } from './launch-objects.ts';
import { loggedFlight } from './logged-flight.ts';
import { STEP_US, freeMotion, impactFrom } from './motion-grid.ts';

/**
 * Flies what was let go, from the motion of its parent at that second, freely until the end asked for or the ground.
 *
 * @returns null when its parent was down before.
 */
export function flyReleased(parent: FlightLog, release: Release, setting: FlightSetting): FlightLog | null {
  const parentStep = release.atS;
  if (parentStep >= parent.stepCount - 1) return null;
  const startUs = parent.launchAtUs + parentStep * STEP_US;
  const lastStep = Math.max(1, Math.ceil((setting.untilUs - startUs) / STEP_US));
  const rows = new Float64Array(6 * (lastStep + 1));
  rows.set(parent.motionInertial.subarray(6 * parentStep, 6 * parentStep + 6));
  pushInPlace(rows, release.relative);
  const coefficient = release.body.ballisticCoefficientKgPerM2;
  const start = rows.slice(0, 6);
  const flown = freeMotion(rows, 0, lastStep, startUs, coefficient, setting.earth, true);
  const impact = flown.impact ?? impactFrom(start, startUs, coefficient, setting.earth);
  return loggedFlight(
    {
      id: `${parent.id}-${release.suffix}`,
      eventId: parent.eventId,
      vehicleId: parent.vehicleId,
      role: release.role,
      parentId: parent.id,
      launch: parent.launch,
      startUs,
      grid: { ...flown, impact },
      thrust: null,
      body: release.body,
    },
    setting,
  );
}

/** Adds a velocity given along the motion, to its right and upward across it. */
function pushInPlace(state: Float64Array, [forward, right, up]: Release['relative']): void {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const [vx, vy, vz] = [state[3]!, state[4]!, state[5]!];
  const speed = Math.hypot(vx, vy, vz);
  const ahead = [vx / speed, vy / speed, vz / speed];
  const cross = [vy * z - vz * y, vz * x - vx * z, vx * y - vy * x];
  const size = Math.hypot(cross[0]!, cross[1]!, cross[2]!);
  const aside = cross.map((part) => part / size);
  const above = [
    aside[1]! * ahead[2]! - aside[2]! * ahead[1]!,
    aside[2]! * ahead[0]! - aside[0]! * ahead[2]!,
    aside[0]! * ahead[1]! - aside[1]! * ahead[0]!,
  ];
  for (let axis = 0; axis < 3; axis++) {
    state[3 + axis]! += forward * ahead[axis]! + right * aside[axis]! + up * above[axis]!;
  }
}
