import type { PhaseSpan, TargetPath } from '../../engagement/index.ts';
import { sFromUs, usFromS } from '../../foundation/index.ts';
import { earthAngleRad, heightAboveEllipsoidM } from '../../physics/index.ts';
import type { EarthRotation } from '../../physics/index.ts';
import { flightEndUs, stateAtInto } from '../../truth/index.ts';
import type { FlightLog } from '../../truth/index.ts';

/** Where an object truly was on the whole seconds of a run, and the phases in which it could be met. */
export function truePath(flight: FlightLog, earth: EarthRotation, lastS: number): TargetPath {
  const fromS = Math.ceil(sFromUs(flight.launchAtUs));
  const toS = Math.min(lastS, Math.floor(sFromUs(flightEndUs(flight))));
  const seconds = Math.max(0, toS - fromS + 1);
  const positionsM = new Float64Array(3 * seconds);
  const heightsM = new Float64Array(seconds);
  const state = new Float64Array(6);
  for (let place = 0; place < seconds; place++) {
    const atUs = usFromS(fromS + place);
    stateAtInto(state, flight, atUs);
    positionsM.set(state.subarray(0, 3), 3 * place);
    const angle = earthAngleRad(earth, atUs);
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const [x = 0, y = 0, z = 0] = state;
    heightsM[place] = heightAboveEllipsoidM(c * x + s * y, c * y - s * x, z);
  }
  return { fromS, positionsM, heightsM, phases: flight.role === 'body' ? [] : phasesOf(flight, toS) };
}

/** Boost to burnout, then free flight to the air, of a glider to its glide, and that to its dive. */
function phasesOf(flight: FlightLog, toS: number): readonly PhaseSpan[] {
  const at = (us: number | null): number => (us === null ? toS : sFromUs(us));
  const burnoutS = at(flight.burnoutAtUs);
  const reentryS = at(flight.reentryAtUs);
  const { glideAtUs } = flight;
  return [
    { phase: 'boost', fromS: at(flight.launchAtUs), toS: burnoutS },
    { phase: 'midcourse', fromS: burnoutS, toS: glideAtUs === null ? reentryS : sFromUs(glideAtUs) },
    ...(glideAtUs === null ? [] : [{ phase: 'glide' as const, fromS: sFromUs(glideAtUs), toS: reentryS }]),
  ];
}
