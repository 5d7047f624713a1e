import { createHmac, randomBytes } from 'node:crypto';

/** Secrets as Standard Webhooks writes them: this, and base64 of the key. */
const SECRET_PREFIX = 'whsec_';
const KEY_BYTES = 32;

export function newSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** Header `webhook-signature`: HMAC-SHA256 of id, second and body by each secret in force; a receiver that knows any of them is content. */
export function signatures(secrets: readonly string[], id: string, second: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${second}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
