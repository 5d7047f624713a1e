import { BATCH_TYPE } from '../profiles/cloudevents/cloud-event.ts';
import { mcpPaths } from './mcp-description.ts';
import { osdkPaths } from './osdk-description.ts';
import { tokenPaths } from './token-description.ts';
import { udlPaths, udlSchemas } from './udl-description.ts';
import { okWith } from './operation-nodes.ts';
import type { Paths } from './operation-nodes.ts';

/**
 * The doors whose forms others made. Each is checked by what reads its form and not by a schema of this service, so it is described from the tables of
 * the profile, and only when somebody asks for the description. Doors that only refuse are left out.
 */
export function profilePaths(): Paths {
  return { ...udlPaths(), ...osdkPaths(), ...mcpPaths(), ...tokenPaths() };
}

export function profileSchemas(): Readonly<Record<string, object>> {
  return udlSchemas();
}

export const LOGIN_SCHEME = {
  login: { type: 'http', scheme: 'basic', description: 'Id of a key and its secret' },
} as const;

/** Forms of answers beside the usual one, by operation. */
export const OTHER_FORMS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'get /v1/events': okWith(BATCH_TYPE, {
    type: 'array',
    description: 'CloudEvents 1.0, JSON batch format',
    items: {
      type: 'object',
      required: ['specversion', 'id', 'source', 'type', 'time', 'datamode', 'data'],
      properties: {
        specversion: { const: '1.0' },
        id: { type: 'string' },
        source: { type: 'string' },
        type: { type: 'string', description: '`cupola.event.` and the kind' },
        subject: { type: 'string', description: 'The track' },
        time: { type: 'string', format: 'date-time' },
        datacontenttype: { const: 'application/json' },
        datamode: { enum: ['SIMULATED', 'EXERCISE', 'TEST'] },
        data: { type: 'object', description: 'The event as the usual form has it' },
      },
    },
  }),
};
