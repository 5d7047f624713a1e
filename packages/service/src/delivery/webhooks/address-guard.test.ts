import { expect, it } from 'vitest';
import { isPublicAddress, urlProblem } from './address-guard.ts';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fc00::1',
  'fd12::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:db8::1',
  '2001::1',
  'localhost',
  '',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['1.1.1.1', '172.32.0.1', '2606:4700:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  ['https://example.org/hook', null],
  ['https://example.org:8443/hook?x=1', null],
  ['http://example.org/hook', 'not https'],
  ['https://127.0.0.1/hook', 'not public'],
  ['https://2130706433/', 'not public'],
  ['https://0x7f.1/', 'not public'],
  ['https://[::1]/', 'not public'],
  ['https://[::ffff:10.0.0.1]/', 'not public'],
  ['https://user:secret@example.org/', 'password'],
  ['https://example.org/#part', 'fragment'],
  ['ftp://example.org/', 'neither'],
  ['nonsense', 'no address'],
  [`https://example.org/${'x'.repeat(2_000)}`, 'no address'],
  ['http://receiver.lan:9000/hook', null],
  ['http://receiver.lan/hook', 'not https'],
  ['http://10.0.0.7/hook', null],
])('%s: %s', (url, problem) => {
  const found = urlProblem(url, ['receiver.lan:9000', '10.0.0.7']);
  expect(found === null ? null : problem !== null && found.includes(problem)).toBe(
    problem === null ? null : true,
  );
});
