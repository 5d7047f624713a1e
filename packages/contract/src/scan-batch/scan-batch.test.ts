import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { binaryEnvelope, binaryEnvelopes, openEnvelope } from './binary-form.ts';
import { jwsLine, jwsLines, openJwsLine } from './jws-form.ts';
import { anyBatch } from './random-batch.test-data.ts';
import { BATCH_LIMITS } from './scan-batch.ts';
import type { Outcome, ScanBatch, SealedBatch } from './scan-batch.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const signed = (bytes: Uint8Array): Uint8Array => sign(null, bytes, privateKey);
const isGenuine = (sealed: SealedBatch): boolean => verify(null, sealed.signed, publicKey, sealed.signature);

const FORMS = [
  {
    form: 'binary',
    write: (batch: ScanBatch): Uint8Array => binaryEnvelope(batch, signed),
    seal: binaryEnvelopes,
    open: openEnvelope,
  },
  {
    form: 'JWS',
    write: (batch: ScanBatch): Uint8Array => Buffer.from(jwsLine(batch, signed)),
    seal: jwsLines,
    open: openJwsLine,
  },
];

function valueOf<Value>(outcome: Outcome<Value> | undefined): Value {
  if (outcome?.ok !== true) throw new Error(outcome?.reason ?? 'nothing there');
  return outcome.value;
}

const [ONE] = fc.sample(anyBatch, { seed: 5, numRuns: 1 });
const EXAMPLE: ScanBatch = { ...present(ONE), satelliteId: 'few-1-1' };

describe.each(FORMS)('the $form form', ({ write, seal, open }) => {
  it('gives back what was written, to the bit, several in one body, each with its signature', () => {
    fc.assert(
      fc.property(fc.array(anyBatch, { minLength: 1, maxLength: 3 }), (batches) => {
        const sealed = seal(Buffer.concat(batches.map(write))).map(valueOf);
        expect(sealed.map((each) => each.satelliteId)).toEqual(batches.map((each) => each.satelliteId));
        expect(sealed.every(isGenuine)).toBe(true);
        expect(sealed.map((each) => valueOf(open(each.bytes)))).toEqual(batches);
      }),
      { numRuns: 60 },
    );
  });

  it('never takes a changed message for the one that was signed', () => {
    const bytes = write(EXAMPLE);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const forged = Uint8Array.from(bytes);
        forged[at] = forged[at]! ^ change;
        for (const outcome of seal(forged)) {
          if (!outcome.ok || !isGenuine(outcome.value)) continue;
          // Only what carries no meaning (spaces of JSON, unused bits of base64) may change unnoticed.
          expect(valueOf(open(outcome.value.bytes))).toEqual(EXAMPLE);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers any bytes with reasons and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 400 }), (noise, cut) => {
        const torn = write(EXAMPLE).slice(0, cut);
        for (const body of [noise, torn, Buffer.concat([torn, noise])]) {
          const reasons = seal(body).map((each) => {
            const said = each.ok ? open(each.value.bytes) : each;
            return said.ok ? 'readable' : said.reason;
          });
          expect(reasons).not.toContain('');
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['sequence', { sequence: -1 }, /sequence|BigInt/],
    ['a time that is not whole', { scanAtUs: EXAMPLE.scanAtUs.map(() => 0.5) }, /whole microseconds/],
    [
      'an arrival before the scan',
      { arrivedAtUs: EXAMPLE.scanAtUs.map((each) => each - 1) },
      /before it was scanned/,
    ],
    ['a direction', { losItrf: EXAMPLE.losItrf.map((each) => 2 * each) }, /unit length/],
    ['sigma', { sigmaRad: EXAMPLE.sigmaRad.map(() => 1) }, /sigmaRad/],
    ['signal', { snr: EXAMPLE.snr.map(() => -1) }, /snr/],
    ['pointing', { pointingItrf: new Float64Array(3 * EXAMPLE.reportCount).fill(1) }, /pointing/],
  ])('refuses %s that cannot be', (_, change, reason) => {
    let said: string;
    try {
      const opened = open(valueOf(seal(write({ ...EXAMPLE, ...change }))[0]).bytes);
      said = opened.ok ? 'taken' : opened.reason;
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(reason);
  });
});

it('refuses messages beyond their bounds before reading them', () => {
  const long = Buffer.from(`{"protected": "${'A'.repeat(BATCH_LIMITS.bytes)}"}`);
  expect(jwsLines(long)).toEqual([{ ok: false, reason: expect.stringContaining('more than') }]);
  const claimed = binaryEnvelope(EXAMPLE, signed);
  new DataView(claimed.buffer).setUint32(8, 0xff_ff_ff_f8, true);
  expect(binaryEnvelopes(claimed)).toEqual([{ ok: false, reason: expect.stringContaining('more than') }]);
  const crowded = binaryEnvelope(EXAMPLE, signed);
  new DataView(crowded.buffer).setUint32(32, 0xff_ff_ff_ff, true);
  expect(openEnvelope(crowded)).toEqual({
    ok: false,
    reason: expect.stringContaining('detections in one batch'),
  });
});

function lineWithHeader(header: unknown): Uint8Array {
  const head = Buffer.from(JSON.stringify(header)).toString('base64url');
  return Buffer.from(jwsLine(EXAMPLE, signed).replace(/"protected":"[^"]*"/, `"protected":"${head}"`));
}

function reasonOf(header: unknown): string {
  const [outcome] = jwsLines(lineWithHeader(header));
  return outcome?.ok === false ? outcome.reason : 'taken';
}

it('takes only the algorithm and the header it knows', () => {
  expect(reasonOf({ alg: 'none', kid: 'few-1-1' })).toMatch(/alg/);
  expect(reasonOf({ alg: 'HS256', kid: 'few-1-1' })).toMatch(/alg/);
  expect(reasonOf({ alg: 'EdDSA' })).toMatch(/kid/);
  expect(reasonOf({ alg: 'EdDSA', kid: 'few-1-1', crit: ['exp'] })).toMatch(/crit/);
  expect(reasonOf({ alg: 'Ed25519', kid: 'few-1-1' })).toBe('taken');
});
