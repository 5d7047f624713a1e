import { answer } from './operation-nodes.ts';
import type { Paths } from './operation-nodes.ts';

const JSON_TYPE = 'application/json';
const MESSAGE = {
  type: 'object',
  required: ['jsonrpc'],
  properties: {
    jsonrpc: { const: '2.0' },
    id: { type: ['string', 'integer', 'null'] },
    method: { type: 'string' },
    params: { type: 'object' },
    result: { type: 'object' },
    error: { type: 'object' },
  },
};

/** One door for everything: what can be asked there, `tools/list` tells. */
export function mcpPaths(): Paths {
  return {
    '/mcp': {
      post: {
        tags: ['mcp'],
        description:
          'The Model Context Protocol, to read: each request stands by itself and is answered in one piece. `Accept` names both application/json and text/event-stream, as the protocol wants it',
        requestBody: {
          required: true,
          content: {
            [JSON_TYPE]: { schema: MESSAGE, example: { jsonrpc: '2.0', id: 1, method: 'tools/list' } },
          },
        },
        responses: {
          200: answer(JSON_TYPE, MESSAGE),
          202: { description: 'Taken; a notification has no answer' },
          406: answer(JSON_TYPE, MESSAGE),
        },
      },
    },
  };
}
