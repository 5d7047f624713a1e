import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import { z } from 'zod';

/** Public keys of satellites by id. */
export type SatelliteKeys = ReadonlyMap<string, KeyObject>;

export type SatelliteKeysOutcome =
  | { readonly ok: true; readonly keys: SatelliteKeys }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const keySet: z.ZodType<{ keys: { kty: 'OKP'; crv: 'Ed25519'; kid: string; x: string }[] }> = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      kid: z.string().min(1),
      x: z.string().regex(/^[\w-]{43}$/, '32 bytes in base64url'),
    }),
  ),
});

/** Reads a JSON Web Key Set (RFC 7517, RFC 8037) whose `kid` are the ids of satellites, each of them known. */
export function loadSatelliteKeys(
  file: string,
  isKnown: (satelliteId: string) => boolean,
): SatelliteKeysOutcome {
  const problem = (path: string, value: unknown, expected: string, message: string): Problem => ({
    file,
    path,
    value,
    expected,
    message,
  });
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [problem('', null, 'a JSON Web Key Set', reason)] };
  }
  const read = keySet.safeParse(document);
  if (!read.success) {
    const expected = '{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "...", "x": "..."}]}';
    return {
      ok: false,
      problems: read.error.issues.map((issue) =>
        problem(issue.path.join('.'), null, expected, issue.message),
      ),
    };
  }
  const keys = new Map<string, KeyObject>();
  const problems: Problem[] = [];
  for (const [index, { kid, ...jwk }] of read.data.keys.entries()) {
    const path = `keys.${index}.kid`;
    if (!isKnown(kid))
      problems.push(problem(path, kid, 'the id of a satellite', `there is no satellite "${kid}"`));
    if (keys.has(kid))
      problems.push(problem(path, kid, 'one key for each satellite', `"${kid}" has two keys`));
    keys.set(kid, createPublicKey({ key: jwk, format: 'jwk' }));
  }
  return problems.length === 0 ? { ok: true, keys } : { ok: false, problems };
}
