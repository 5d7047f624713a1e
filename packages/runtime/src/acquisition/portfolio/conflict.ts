/** Some things that cannot be together, none of which can be left out of it. */
export interface Conflict<Item> {
  readonly items: readonly Item[];
  /** False when a question on the way found no answer in its time; then some of them may not be needed. */
  readonly isIrreducible: boolean;
}

/**
 * Deletion filter: things are left out one after the other, first in large parts, and stay out when the rest is still impossible.
 *
 * @param all - Impossible together.
 * @param isImpossible - Null when it could not be found out.
 * @see [Chinneck-1991]
 */
export async function conflictAmong<Item>(
  all: readonly Item[],
  isImpossible: (items: readonly Item[]) => Promise<boolean | null>,
): Promise<Conflict<Item>> {
  let items = all;
  let isIrreducible = true;
  for (let size = Math.ceil(all.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < items.length;) {
      const without = [...items.slice(0, from), ...items.slice(from + size)];
      // oxlint-disable-next-line no-await-in-loop -- what is asked next depends on the answer
      const answer = await isImpossible(without);
      if (answer === true) {
        items = without;
      } else {
        from += size;
        if (answer === null && size === 1) isIrreducible = false;
      }
    }
  }
  return { items, isIrreducible };
}
