import type { Claim, FlightCheck } from '@cupola/core/vehicles';
import { textTable } from '../../text-table.ts';

/** What `cupola flights` answers for one flight. */
export interface FlightAnswer {
  readonly id: string;
  readonly title: string;
  /** The generic class that stands for it. */
  readonly vehicle: string;
  /** Can a scenario fly it as `flight: id`? */
  readonly runnable: boolean;
  readonly published: readonly Claim[];
  readonly checks: readonly FlightCheck[];
  /** By the generic class, with nothing adjusted; null where it is not said how it flew. */
  readonly flown: {
    readonly timeS: number;
    readonly apogeeKm: number;
    readonly burnoutSpeedKmPerS: number;
  } | null;
  readonly remark?: string;
}

/** A table, and below it what cannot be true together; of one flight all that was said and compared. */
export function flightsText(flights: readonly FlightAnswer[], inFull: boolean): string {
  const table = textTable(
    ['flight', 'class', 'published apogee', 'range', 'time', 'flown by the class', 'checks'],
    flights.map((flight) => [
      flight.id,
      flight.vehicle,
      said(flight, 'apogee'),
      said(flight, 'range'),
      said(flight, 'time'),
      flight.flown === null ? '' : `${flight.flown.timeS.toFixed(0)} s`,
      checksText(flight.checks),
    ]),
  );
  const details = flights.flatMap((flight) => [
    ...(inFull ? flight.published.map(claimLine) : []),
    ...flight.checks.filter((check) => inFull || !check.holds).map((check) => checkLine(flight.id, check)),
    ...(inFull && flight.remark !== undefined ? [`  remark: ${flight.remark}`] : []),
  ]);
  return `${table}\n${details.length === 0 ? '' : `\n${details.join('\n')}\n`}`;
}

function said(flight: FlightAnswer, quantity: Claim['quantity']): string {
  return flight.published
    .filter((claim) => claim.quantity === quantity)
    .map((claim) => claim.text)
    .join(' / ');
}

function checksText(checks: readonly FlightCheck[]): string {
  const broken = checks.filter((check) => !check.holds).length;
  if (checks.length === 0) return 'none possible';
  return broken === 0 ? `${checks.length} hold` : `${broken} of ${checks.length} broken`;
}

function claimLine(claim: Claim): string {
  return `  published ${claim.quantity}: ${claim.text} (${claim.source}; ${claim.evidence})`;
}

function checkLine(id: string, check: FlightCheck): string {
  return check.holds
    ? `  holds (${check.relation}): ${check.finding}`
    : `${id} cannot be true together (${check.relation}): ${check.finding}`;
}
