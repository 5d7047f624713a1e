import type { ApiKey } from '../keys/api-key.ts';

type Whose = Pick<ApiKey, 'id' | 'userId'>;

/**
 * Why somebody who manages keys may not have a new secret in the place of a key's; null when he may. A new secret speaks for whom the key was made:
 * for oneself, or, for whoever holds a key of the tenant itself, for anybody of it. A key of the tenant outlives its users, so none of them gets its secret.
 */
export function whyNotRotated(asker: Whose, key: Whose): string | null {
  if (asker.userId === null || asker.userId === key.userId) return null;
  return `the key "${key.id}" is ${ownerOf(key)}: it is rotated by whom it is of, or under a key of the tenant itself`;
}

/** Why a key may not be ended; null when it may. Managers end keys of all users, and those of the tenant itself only under such a key. */
export function whyNotEnded(asker: Whose, key: Whose): string | null {
  if (asker.userId === null || key.userId !== null) return null;
  return `the key "${key.id}" is ${ownerOf(key)}: it is ended under such a key`;
}

function ownerOf({ userId }: Whose): string {
  return userId === null ? 'of the tenant itself' : "another user's";
}
