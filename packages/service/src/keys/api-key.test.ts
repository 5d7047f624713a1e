import { expect, it } from 'vitest';
import { isInForce, isSecretOf, keyParts, newKey } from './api-key.ts';

const { key, text } = newKey({ mode: 'TEST', name: 'a', scopes: ['read'], expiresAtUs: 200 }, 100);

it('is opened by its own text alone', () => {
  const parts = keyParts(text);
  expect(parts).toMatchObject({ id: key.id, mode: 'TEST' });
  expect(isSecretOf(key, parts?.secret ?? '')).toBe(true);
  const other = newKey({ mode: 'TEST', name: 'b', scopes: ['read'], expiresAtUs: null }, 100);
  expect(isSecretOf(key, keyParts(other.text)?.secret ?? '')).toBe(false);
  expect(JSON.stringify(key)).not.toContain(parts?.secret);
});

it.each(['', 'cl_test', text.slice(0, -1), `${text}x`, text.replace('cl_test', 'cl_live'), `Bearer ${text}`])(
  'is not %j',
  (wrong) => {
    expect(keyParts(wrong)).toBeNull();
  },
);

it('is in force until it expires or is revoked', () => {
  expect(isInForce(key, 199)).toBe(true);
  expect(isInForce(key, 200)).toBe(false);
  expect(isInForce({ ...key, revokedAtUs: 150 }, 160)).toBe(false);
});
