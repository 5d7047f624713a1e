import type { RaidLeak } from '@cupola/core/engagement';
import { firstRaids } from './perform-raid.ts';
import type { Doctrine, RaidQuestion } from './raid-question.ts';

/** The same raids met in another way. */
export interface RaidVariant {
  readonly name: string;
  readonly sizes: readonly RaidLeak[];
}

/** What the same launches come to with other doctrines and with a fleet that is not whole. */
export interface RaidComparison {
  readonly doctrines: readonly RaidVariant[];
  readonly readiness: readonly (RaidVariant & { readonly readyShare: number })[];
}

/** Of the interceptors of the question, notional: to show what losses are worth. */
const READY_SHARES = [1, 0.75, 0.5, 0.25] as const;
/** From an intercept to the order of the next shot where the question has no such doctrine, s; notional. */
const LOOK_S = 20;

/** @param first - What the question itself came to, which is not computed again. */
export function compareRaids(question: RaidQuestion, first: readonly RaidLeak[]): RaidComparison {
  const { doctrine, decoys, readyShare } = question;
  const look: Doctrine = { kind: 'shoot-look-shoot', lookS: LOOK_S };
  const others: readonly Doctrine[] = [
    { kind: 'even' },
    { kind: 'salvo' },
    // With decoys it is not reckoned.
    ...(decoys === null ? [doctrine.kind === 'shoot-look-shoot' ? doctrine : look] : []),
  ];
  return {
    doctrines: others.map((each) => ({
      name:
        each.kind === 'shoot-look-shoot'
          ? `shoot, look, shoot (look ${each.lookS} s)`
          : DOCTRINE_NAMES[each.kind],
      sizes: each.kind === doctrine.kind ? first : firstRaids({ ...question, doctrine: each }),
    })),
    readiness: READY_SHARES.map((share) => ({
      name: `${(100 * share * readyShare).toFixed(0)} % ready`,
      readyShare: share * readyShare,
      sizes: share === 1 ? first : firstRaids({ ...question, readyShare: share * readyShare }),
    })),
  };
}

const DOCTRINE_NAMES = {
  even: 'even: one shot at each before a second at any',
  salvo: 'salvo: all shots at one missile before the next',
} as const;
