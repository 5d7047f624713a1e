import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { scopesOf, standingOf } from '../access/ruling.ts';
import { TOKEN_LASTS_S } from '../access/tokens.ts';
import type { Tokens } from '../access/tokens.ts';
import { SCOPES } from '../keys/api-key.ts';
import type { App, Doors } from './app-doors.ts';
import { Refusal } from './refusal.ts';

export const FORM = 'application/x-www-form-urlencoded';

/** Errors of RFC 6749, section 5.2. */
type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'unauthorized_client'
  | 'invalid_scope';

/** OAuth 2.0 client credentials: a key for a token that is good for minutes, so that the key itself is seldom sent. */
export function tokenRoutes(app: App, { service, tokens }: Doors): void {
  const { keys, book, allowances } = service.registers;

  app.addHook('onRequest', async (request) => {
    const [, text] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (text !== undefined) request.token = await tokens.read(text, Date.now() * 1000);
  });
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.post(
    '/oauth/token',
    { schema: { hide: true }, bodyLimit: 4096 },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const form = z.record(z.string(), z.string()).safeParse(request.body);
      if (!form.success || !(request.headers['content-type'] ?? '').startsWith(FORM)) {
        return failed(reply, 'invalid_request', `send ${FORM}`);
      }
      const client = clientOf(request, form.data);
      const atUs = Date.now() * 1000;
      const key = client === null ? null : keys.keyWithSecret(client.id, client.secret, atUs);
      const facts = key === null ? null : book.factsOf(key, null, atUs);
      const standing = facts === null ? null : standingOf(facts);
      if (key === null || facts === null || standing === null || !standing.ok) {
        return failed(
          reply,
          'invalid_client',
          'the client id is that of a key in force, the secret its last part',
        );
      }
      const pace = allowances.pace(key.tenantId, standing.entitlement, atUs);
      request.rate = pace.rate;
      if (!pace.ok) throw new Refusal(pace.code, pace.detail, pace.retryAfterS);
      if (!standing.entitlement.features.includes('tokens')) {
        return failed(reply, 'unauthorized_client', 'the plan has no "tokens"');
      }
      if (form.data['grant_type'] !== 'client_credentials') {
        return failed(reply, 'unsupported_grant_type', 'only client_credentials');
      }
      const has = scopesOf(facts);
      const asked = form.data['scope']?.split(' ').filter((each) => each !== '') ?? has;
      const scopes = has.filter((each) => asked.includes(each));
      if (scopes.length === 0 || scopes.length < new Set(asked).size) {
        return failed(reply, 'invalid_scope', `the key has ${has.join(' ')}`);
      }
      keys.used(key.id, atUs);
      return reply.header('pragma', 'no-cache').send({
        access_token: await tokens.issued(key, scopes, atUs),
        token_type: 'Bearer',
        expires_in: TOKEN_LASTS_S,
        scope: scopes.join(' '),
      });
    },
  );
  app.get('/.well-known/jwks.json', { schema: { hide: true } }, async () => ({
    keys: await tokens.publicKeys(Date.now() * 1000),
  }));
  app.get('/.well-known/oauth-authorization-server', { schema: { hide: true } }, () => metadata(tokens));
}

/** RFC 8414. */
function metadata({ issuer }: Tokens): Readonly<Record<string, unknown>> {
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    scopes_supported: SCOPES,
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
}

/** By `Authorization: Basic`, or in the form; not both ways. */
function clientOf(
  { headers }: FastifyRequest,
  form: Readonly<Record<string, string>>,
): { readonly id: string; readonly secret: string } | null {
  const [, basic] = /^Basic ([\w+/=-]+)$/i.exec(headers.authorization ?? '') ?? [];
  const { client_id: id, client_secret: secret } = form;
  if (basic === undefined) return id === undefined || secret === undefined ? null : { id, secret };
  if (secret !== undefined) return null;
  const [name = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  try {
    return { id: decodeURIComponent(name), secret: decodeURIComponent(rest.join(':')) };
  } catch {
    return null;
  }
}

function failed(reply: FastifyReply, error: TokenError, description: string): FastifyReply {
  if (error === 'invalid_client') void reply.header('www-authenticate', 'Basic realm="cupola"');
  return reply
    .code(error === 'invalid_client' ? 401 : 400)
    .send({ error, error_description: description.replaceAll('"', "'") });
}
