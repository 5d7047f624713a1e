import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { newSecret, signatures } from './signature.ts';

const body = JSON.stringify({ type: 'cupola.alert.opened', text: 'ß – ✓' });
const second = Math.floor(Date.now() / 1000);

function headersWith(secrets: readonly string[], id = 'msg_1'): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(second),
    'webhook-signature': signatures(secrets, id, second, body),
  };
}

it('is verified by the reference library, under any of the secrets in force', () => {
  const [older, newer] = [newSecret(), newSecret()];
  const headers = headersWith([newer, older]);
  expect(new Webhook(older).verify(body, headers)).toEqual(JSON.parse(body));
  expect(new Webhook(newer).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('No matching signature');
});

it('holds for this body, id and time alone', () => {
  const secret = newSecret();
  const headers = headersWith([secret]);
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow(
    'No matching',
  );
  const other = String(second + 1);
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-timestamp': other })).toThrow(
    'No matching',
  );
});
