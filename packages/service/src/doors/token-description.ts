import { answer } from './operation-nodes.ts';
import type { Paths } from './operation-nodes.ts';

const JSON_TYPE = 'application/json';
const ERROR = answer(JSON_TYPE, {
  type: 'object',
  description: 'RFC 6749, section 5.2',
  required: ['error'],
  properties: { error: { type: 'string' }, error_description: { type: 'string' } },
});

/** Tokens for a key by the forms of OAuth 2.0, and the measures, which have a form of their own. */
export function tokenPaths(): Paths {
  return {
    '/oauth/token': {
      post: {
        tags: ['access'],
        description: 'A token for a key, good for minutes: OAuth 2.0 client credentials',
        security: [{ login: [] }, {}],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['grant_type'],
                properties: {
                  grant_type: { const: 'client_credentials' },
                  scope: { type: 'string', description: 'Some of those of the key, with blanks' },
                  client_id: { type: 'string', description: 'Id of the key, unless it comes by Basic' },
                  client_secret: { type: 'string', description: 'Its last part' },
                },
              },
            },
          },
        },
        responses: {
          200: answer(JSON_TYPE, {
            type: 'object',
            required: ['access_token', 'token_type', 'expires_in', 'scope'],
            properties: {
              access_token: { type: 'string' },
              token_type: { const: 'Bearer' },
              expires_in: { type: 'integer', description: 's' },
              scope: { type: 'string' },
            },
          }),
          400: ERROR,
          401: ERROR,
          429: {},
        },
      },
    },
    '/.well-known/jwks.json': {
      get: {
        tags: ['access'],
        description: 'Public keys that tokens are checked by: RFC 7517',
        security: [],
        responses: {
          200: answer(JSON_TYPE, {
            type: 'object',
            required: ['keys'],
            properties: { keys: { type: 'array', items: { type: 'object' } } },
          }),
        },
      },
    },
    '/.well-known/oauth-authorization-server': {
      get: {
        tags: ['access'],
        description: 'Where tokens are had: RFC 8414',
        security: [],
        responses: { 200: answer(JSON_TYPE, { type: 'object' }) },
      },
    },
    '/metrics': {
      get: {
        tags: ['watch'],
        description: 'Measures of the whole service for Prometheus, with a key of the operator',
        responses: { 200: answer('text/plain', { type: 'string' }) },
      },
    },
  };
}
