import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { EventParts, KnownIds } from './draft.ts';
import type { Problem } from './problem.ts';
import { withArticle } from './with-article.ts';

/** A scenario with more objects is refused: tracks, records and flights of that many were never measured. */
export const OBJECTS_MAX = 10_000;

/** What is wrong with what a launch lets go. */
export function objectProblems(path: string, event: EventParts, known: KnownIds): Problem[] {
  const vehicle = known.vehicles.find((candidate) => candidate.id === event.vehicle);
  const { objects } = event;
  if (vehicle === undefined || objects === undefined || objects === null) return [];
  const problems: Problem[] = [];
  const stages = objects.stages?.count ?? null;
  if (stages !== null && stages > vehicle.stages) {
    problems.push({
      path: `${path}.objects.stages.count`,
      value: stages,
      expected: `at most ${vehicle.stages}`,
      message: `${withArticle(vehicle.id)} leaves ${vehicle.stages} spent stages`,
    });
  }
  if (vehicle.course === 'glide') {
    for (const part of ['payloads', 'decoys'] as const) {
      if (objects[part] === undefined) continue;
      problems.push({
        path: `${path}.objects.${part}`,
        value: objects[part],
        expected: `no \`${part}\``,
        message: 'a glider lets nothing go on its way; it leaves stages and debris',
      });
    }
  }
  return problems;
}

/** How many objects one event is: launches times what each of them comes to. Numbers that are wrong count as their defaults. */
export function objectsOfEvent(event: EventParts): number {
  const { objects } = event;
  const released =
    (objects?.stages?.count ?? 0) +
    (objects?.payloads?.count ?? 1) +
    (objects?.decoys?.count ?? 0) +
    (objects?.debris?.count ?? 0);
  return (event.count ?? SCENARIO_DEFAULTS.count) * released;
}

/** How many objects all events are. */
export function objectsOfEvents(events: readonly (EventParts | null)[]): number {
  return events.reduce((sum, event) => sum + (event === null ? 1 : objectsOfEvent(event)), 0);
}

/** More objects than are simulated. */
export function objectCountProblems(events: readonly (EventParts | null)[]): Problem[] {
  const objects = objectsOfEvents(events);
  if (objects <= OBJECTS_MAX) return [];
  return [
    {
      path: 'events',
      value: objects,
      expected: `at most ${OBJECTS_MAX} objects: launches and all they let go`,
      message: `the events come to ${objects} objects`,
    },
  ];
}
