import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { addressProblem, placesOf } from './nats-address.ts';
import { connectNats } from './nats-connection.ts';
import { NatsServers, WITHOUT_NATS } from './nats-servers.test-data.ts';

const PASSWORD = 'not-to-be-told';
const USERS = `accounts { CUPOLA { jetstream: enabled, users: [
  { user: service, password: "${PASSWORD}" }
  { user: reader, password: r, permissions: { publish: { deny: ">" }, subscribe: ["custody.acme.>"] } }
] } }`;
let servers: NatsServers | null = null;
beforeAll(async () => {
  if (WITHOUT_NATS !== null) return;
  servers = await NatsServers.start(1, USERS);
  await servers.ready({ user: 'service', pass: PASSWORD });
});
afterAll(async () => {
  await servers?.end();
});

function told(): { readonly lines: string[]; readonly log: Parameters<typeof connectNats>[1] } {
  const lines: string[] = [];
  const tell = (fields: object, text: string): void => void lines.push(`${text} ${JSON.stringify(fields)}`);
  return { lines, log: { info: tell, warn: tell, error: tell } };
}

const urlAs = (user: string): string => present(servers?.urls[0]).replace('//', `//${user}@`);
const plan = (url: string): Parameters<typeof connectNats>[0] => ({
  urls: [url],
  credsFile: null,
  caFile: null,
});

it.skipIf(WITHOUT_NATS !== null)(
  'takes a user from the address, comes back by itself, and tells no password',
  async () => {
    const { lines, log } = told();
    const connection = await connectNats(plan(urlAs(`service:${PASSWORD}`)), log);
    await present(servers).stopOne('n1');
    await expect.poll(() => lines.join('\n')).toContain('NATS is lost');
    present(servers).startOne('n1');
    await expect.poll(() => lines.join('\n')).toContain('NATS is back');
    await connection.close();
    expect(lines.join('\n')).not.toContain(PASSWORD);
  },
);

it.skipIf(WITHOUT_NATS !== null)(
  'says whom it could not reach or who refused it, without the password',
  async () => {
    const wrong = await connectNats(plan(urlAs('service:wrong-one')), null).catch(String);
    expect(wrong).toMatch(/cannot reach NATS at 127\.0\.0\.1:\d+: .*authorization/i);
    expect(wrong).not.toContain('wrong-one');
    await expect(connectNats(plan('nats://127.0.0.1:1'), null)).rejects.toThrow(
      'cannot reach NATS at 127.0.0.1:1',
    );
  },
);

it.skipIf(WITHOUT_NATS !== null)(
  'a reader hears its own tenant and nothing else, by permission',
  async () => {
    const { lines, log } = told();
    const reader = await connectNats(plan(urlAs('reader:r')), log);
    const heard: string[] = [];
    const hear = (subject: string): void =>
      void reader.subscribe(subject, {
        callback: (error, message) => void (error === null && heard.push(message.subject)),
      });
    hear('custody.acme.>');
    hear('custody.other.>');
    await reader.flush();
    const service = await connectNats(plan(urlAs(`service:${PASSWORD}`)), null);
    service.publish('custody.other.alert.high', '{}');
    service.publish('custody.acme.alert.high', '{}');
    await service.flush();
    await expect.poll(() => heard).toEqual(['custody.acme.alert.high']);
    await expect.poll(() => lines.join('\n')).toContain('custody.other.>');
    await Promise.all([reader.close(), service.close()]);
  },
);

it('knows what an address of a server is, and shows it without its user', () => {
  expect(addressProblem('nats://a:b@h:1')).toBeNull();
  expect(addressProblem('tls://h')).toBeNull();
  expect(addressProblem('http://h:4222')).toContain('neither');
  expect(addressProblem('h:4222')).not.toBeNull();
  expect(placesOf(['nats://user:secret@h:1', 'tls://i'])).toBe('h:1, i:4222');
});
