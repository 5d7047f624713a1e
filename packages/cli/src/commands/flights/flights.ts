import { unknownId } from '@cupola/core/scenario';
import { PUBLISHED_FLIGHTS, checkFlight, flyPublished, publishedFlight } from '@cupola/core/vehicles';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { flightsText } from './flights-text.ts';
import type { FlightAnswer } from './flights-text.ts';

/** `cupola flights`: the published flights, checked against physics and flown. What does not fit is told; it is no failure of the program. */
export async function flightsCommand(
  name: string | undefined,
  flags: { readonly json?: boolean },
): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const one = name === undefined ? undefined : publishedFlight(name);
  if (name !== undefined && one === undefined) {
    const ids = PUBLISHED_FLIGHTS.map((flight) => flight.id);
    return refuse([unknownId('name', name, 'published flight', ids)], json);
  }
  const flights = (one === undefined ? PUBLISHED_FLIGHTS : [one]).map((flight): FlightAnswer => {
    const figures = flyPublished(flight);
    const { id, title, vehicleId, claims, remark } = flight;
    return {
      id,
      title,
      vehicle: vehicleId,
      runnable: flight.flown !== null,
      published: claims,
      checks: checkFlight(flight),
      flown:
        figures === null
          ? null
          : {
              timeS: rounded(figures.timeS),
              apogeeKm: rounded(figures.apogeeM / 1000),
              burnoutSpeedKmPerS: rounded(figures.burnoutSpeedMPerS / 1000),
            },
      ...(remark === undefined ? {} : { remark }),
    };
  });
  const contradictions = flights.flatMap((flight) => flight.checks).filter((check) => !check.holds).length;
  const wallS = (performance.now() - startMs) / 1000;
  await writeOut(
    json
      ? `${JSON.stringify({ flights, contradictions, timing: { wallS } }, null, 2)}\n`
      : flightsText(flights, one !== undefined),
  );
  return EXIT.done;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
