import type { KnownIds } from '@cupola/core/scenario';
import { z } from 'zod';
import { scenarioSchema } from './schema.ts';

/** The scenario format as JSON Schema 2020-12, as text, for editors to complete and check while one writes. */
export function scenarioJsonSchema(known: KnownIds): string {
  const schema = z.toJSONSchema(scenarioSchema(known), { io: 'input', reused: 'inline' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
