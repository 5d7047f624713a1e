import { assert } from '../foundation/index.ts';
import type { NamedCustodyDemand, Requirements } from './scenario.ts';

/** What a scenario's only demand on custody is called. */
const ONLY_DEMAND_ID = 'custody';

/** The demands on custody with their ids, in the order of the scenario; the first is the one that decides what is called held. */
export function custodyDemands({
  custody,
}: Pick<Requirements, 'custody'>): readonly [NamedCustodyDemand, ...NamedCustodyDemand[]] {
  if (!isList(custody)) return [{ id: ONLY_DEMAND_ID, ...custody }];
  const [first, ...rest] = custody;
  assert(first !== undefined, 'a list of demands on custody has one or more');
  return [first, ...rest];
}

function isList(custody: Requirements['custody']): custody is readonly NamedCustodyDemand[] {
  return Array.isArray(custody);
}
