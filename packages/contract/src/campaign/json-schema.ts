import type { KnownVehicles } from '@cupola/core/campaign';
import { z } from 'zod';
import { campaignSchema } from './schema.ts';

/** The campaign format as JSON Schema 2020-12, as text, for editors to complete and check while one writes. */
export function campaignJsonSchema(known: KnownVehicles): string {
  const schema = z.toJSONSchema(campaignSchema(known), { io: 'input', reused: 'inline' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
