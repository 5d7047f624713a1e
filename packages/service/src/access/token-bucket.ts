/** So many at once, and in the long run so many a second. */
export interface Rate {
  readonly perS: number;
  readonly burst: number;
}

/** How much was left, and when. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

export function fullBucket({ burst }: Rate, atMs: number): Bucket {
  return { tokens: burst, atMs };
}

/** What is left by now. A rate that has changed applies from now on. */
export function filled({ tokens, atMs }: Bucket, { perS, burst }: Rate, nowMs: number): Bucket {
  const passedS = Math.max(0, nowMs - atMs) / 1000;
  return { tokens: Math.min(burst, tokens + passedS * perS), atMs: nowMs };
}

/** The bucket after one was taken; null when there is none. */
export function taken(bucket: Bucket): Bucket | null {
  return bucket.tokens >= 1 ? { ...bucket, tokens: bucket.tokens - 1 } : null;
}

/** Until there is one again, whole seconds. */
export function waitS({ tokens }: Bucket, { perS }: Rate): number {
  return Math.max(1, Math.ceil((1 - tokens) / perS));
}
