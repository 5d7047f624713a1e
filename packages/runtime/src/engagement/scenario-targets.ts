import type { TargetFlight } from '@cupola/core/engagement';
import { present, sFromUs } from '@cupola/core/foundation';
import type { JulianDate } from '@cupola/core/foundation';
import { flyScenarioEvent } from '@cupola/core/mission';
import { earthAngleRad, earthRotationFrom, heightAboveEllipsoidM } from '@cupola/core/physics';
import type { Place, Problem, Scenario, ScenarioEvent } from '@cupola/core/scenario';
import type { FlightLog } from '@cupola/core/truth';
import { vehicleClass } from '@cupola/core/vehicles';

/** Events of a scenario that launch something with a warhead, with their places in it. */
export function weaponEvents(
  scenario: Scenario,
): readonly { readonly index: number; readonly event: ScenarioEvent }[] {
  return scenario.events.flatMap((event, index) => {
    const isWeapon = event.vehicle !== undefined && vehicleClass(event.vehicle)?.weapon === true;
    const isLaunched = event.entry === undefined && event.flash === undefined;
    return isLaunched && (isWeapon || event.flight !== undefined) ? [{ index, event }] : [];
  });
}

/** The flight of an event's first payload, as engagements take it; null after a problem. */
export function eventFlight(
  scenario: Scenario,
  epoch: JulianDate,
  { index, event }: { readonly index: number; readonly event: ScenarioEvent },
  problems: Problem[],
): TargetFlight | null {
  const earth = earthRotationFrom(epoch);
  const setting = { earth, cloudTopM: 1000 * scenario.cloudTopKm, untilUs: 0 };
  const outcome = flyScenarioEvent({ ...event, count: 1 }, index, scenario.seed, setting);
  if (!outcome.ok) {
    const { value, expected, message } = outcome;
    problems.push({ path: `events.${index}`, value, expected, message: `event '${event.id}': ${message}` });
    return null;
  }
  const log = present(outcome.flights.find((each) => each.role === 'payload'));
  return targetOf(log, earthAngleRad(earth, log.launchAtUs));
}

/** The generic flight of a class that glides, straight to its aim, as engagements take it; a problem's words when it cannot fly so. */
export function glideFlight(
  vehicle: string,
  launch: Place,
  aim: Place,
): { readonly ok: true; readonly flight: TargetFlight } | { readonly ok: false; readonly message: string } {
  const event: ScenarioEvent = {
    id: 'glide',
    vehicle,
    launch,
    aim,
    trajectory: { kind: 'glide' },
    count: 1,
    spacingS: 0,
    atS: 0,
  };
  const earth = { angleAtEpochRad: 0 };
  const outcome = flyScenarioEvent(event, 0, 0, { earth, cloudTopM: 0, untilUs: 0 });
  if (!outcome.ok) return outcome;
  return { ok: true, flight: targetOf(present(outcome.flights[0]), 0) };
}

/** In axes that coincide with the Earth's at lift-off, second by second. */
function targetOf(log: FlightLog, earthRad: number): TargetFlight {
  const { motionInertial, stepCount, stepUs, launchAtUs } = log;
  const stepS = sFromUs(stepUs);
  const motion = new Float64Array(6 * stepCount);
  const c = Math.cos(earthRad);
  const s = Math.sin(earthRad);
  for (let at = 0; at < motion.length; at += 3) {
    const x = motionInertial[at] ?? 0;
    const y = motionInertial[at + 1] ?? 0;
    motion[at] = c * x + s * y;
    motion[at + 1] = c * y - s * x;
    motion[at + 2] = motionInertial[at + 2] ?? 0;
  }
  const since = (atUs: number): number => sFromUs(atUs - launchAtUs);
  const lastS = (stepCount - 1) * stepS;
  return {
    motion,
    heightsM: Float64Array.from({ length: stepCount }, (_, step) =>
      heightAboveEllipsoidM(motion[6 * step] ?? 0, motion[6 * step + 1] ?? 0, motion[6 * step + 2] ?? 0),
    ),
    burnoutS: Math.floor(since(log.burnoutAtUs)),
    glideS: log.glideAtUs === null ? null : Math.ceil(since(log.glideAtUs)),
    reentryS: Math.min(lastS, log.reentryAtUs === null ? lastS : Math.floor(since(log.reentryAtUs))),
  };
}
