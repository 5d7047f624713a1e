/** Stops on a broken invariant: our own mistake, never bad input. Stays on in production. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${message}`);
}

/** Ends a `switch` over a closed union; compiles only when every case is handled. */
export function unreachable(value: never): never {
  throw new Error(`broken invariant: unhandled case ${JSON.stringify(value)}`);
}

/** The value, which is there by construction; for reads of plain arrays that cannot miss. */
export function present<T>(value: T | undefined | null): T {
  if (value === undefined || value === null)
    throw new Error('broken invariant: a value that must be there is not');
  return value;
}
