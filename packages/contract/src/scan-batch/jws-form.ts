import { fromBase64Url, toBase64Url } from './base64-url.ts';
import { checkedBatch, isName } from './check-batch.ts';
import { batchOfPayload, payloadOf } from './json-payload.ts';
import { BATCH_LIMITS, SIGNATURE_BYTES, refused } from './scan-batch.ts';
import type { Outcome, ScanBatch, SealedBatch, Sign } from './scan-batch.ts';

/** The old and the new name of the same algorithm (RFC 8037, RFC 9864). */
const ALGORITHMS: readonly unknown[] = ['EdDSA', 'Ed25519'];
const LINE_FEED = 10;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

interface FlattenedJws {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

/** Writes a batch as one line: a flattened JSON Web Signature (RFC 7515, section 7.2.2) with its line end. */
export function jwsLine(batch: ScanBatch, sign: Sign): string {
  const header = { alg: 'EdDSA', kid: batch.satelliteId };
  const parts = {
    protected: toBase64Url(encoder.encode(JSON.stringify(header))),
    payload: toBase64Url(encoder.encode(JSON.stringify(payloadOf(batch)))),
  };
  const signature = toBase64Url(sign(encoder.encode(`${parts.protected}.${parts.payload}`)));
  return `${JSON.stringify({ ...parts, signature })}\n`;
}

/** The signed lines of a body; empty ones are passed over. */
export function jwsLines(body: Uint8Array): readonly Outcome<SealedBatch>[] {
  const found: Outcome<SealedBatch>[] = [];
  for (let at = 0; at < body.length;) {
    const feed = body.indexOf(LINE_FEED, at);
    const end = feed < 0 ? body.length : feed;
    const line = body.slice(at, end);
    at = end + 1;
    if (line.some((byte) => byte > 32)) found.push(sealedLine(line));
  }
  return found;
}

/** Reads one whole line. */
export function openJwsLine(line: Uint8Array): Outcome<ScanBatch> {
  const jws = flattened(line);
  if (!jws.ok) return jws;
  const kid = keyIdOf(jws.value.protected);
  if (!kid.ok) return kid;
  const payload = jsonOf(jws.value.payload);
  if (payload === null) return refused('the payload is not JSON in base64url');
  const batch = batchOfPayload(kid.value, payload);
  return batch.ok ? checkedBatch(batch.value) : batch;
}

function sealedLine(bytes: Uint8Array): Outcome<SealedBatch> {
  const jws = flattened(bytes);
  if (!jws.ok) return jws;
  const kid = keyIdOf(jws.value.protected);
  if (!kid.ok) return kid;
  const signature = fromBase64Url(jws.value.signature);
  if (signature?.length !== SIGNATURE_BYTES) return refused('the signature is not 64 bytes in base64url');
  const signed = encoder.encode(`${jws.value.protected}.${jws.value.payload}`);
  return { ok: true, value: { satelliteId: kid.value, bytes, signed, signature } };
}

function flattened(line: Uint8Array): Outcome<FlattenedJws> {
  if (line.length > BATCH_LIMITS.bytes) return refused(`a line of more than ${BATCH_LIMITS.bytes} bytes`);
  const value = parsed(line);
  if (!isObject(value)) return refused('not a JSON object in UTF-8');
  const { protected: head, payload, signature } = value;
  return typeof head === 'string' && typeof payload === 'string' && typeof signature === 'string'
    ? { ok: true, value: { protected: head, payload, signature } }
    : refused('not a flattened JWS: protected, payload and signature must be texts');
}

/** The satellite that the protected header names. */
function keyIdOf(head: string): Outcome<string> {
  const header = jsonOf(head);
  if (!isObject(header)) return refused('the protected header is not JSON in base64url');
  if (!ALGORITHMS.includes(header['alg'])) return refused('alg is neither EdDSA nor Ed25519');
  if (header['crit'] !== undefined || header['b64'] !== undefined)
    return refused('crit and b64 are not understood here');
  return isName(header['kid'])
    ? { ok: true, value: header['kid'] }
    : refused('kid is not the id of a satellite');
}

function jsonOf(text: string): unknown {
  const bytes = fromBase64Url(text);
  return bytes === null ? null : parsed(bytes);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
