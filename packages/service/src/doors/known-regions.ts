import type { Visitor } from '../access/visitor.ts';
import type { TrackFilter } from '../picture/track-filter.ts';
import { filterOf } from './queries.ts';
import type { TrackQuery } from './queries.ts';
import { Refusal } from './refusal.ts';

type Asking = Pick<Visitor, 'entitlement'>;

/** A service, as far as it knows regions. */
interface WithRegions {
  readonly plan: { readonly inputs: { readonly regions: readonly { readonly id: string }[] } };
}

/** Names of the defended regions that a visitor is told of. */
export function regionsToldTo(
  { entitlement: { regions } }: Asking,
  { plan }: WithRegions,
): readonly string[] {
  return plan.inputs.regions.map(({ id }) => id).filter((id) => regions === null || regions.includes(id));
}

/**
 * What a visitor asks of tracks.
 *
 * @throws Refusal when he names a region that is none: nothing would ever be found in it.
 */
export function knownFilter(query: TrackQuery, visitor: Asking, service: WithRegions): TrackFilter {
  const { region } = query;
  const known = regionsToldTo(visitor, service);
  if (region !== undefined && !known.includes(region))
    throw new Refusal('invalid-request', unknownRegionText(region, known));
  return filterOf(query);
}

export function unknownRegionText(region: string, known: readonly string[]): string {
  return `there is no region "${region}" here; ${known.length === 0 ? 'none is defended' : `there are ${known.join(', ')}`}`;
}
