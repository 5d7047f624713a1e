import { z } from 'zod';
import { CUSTODY_LEVELS, TRACK_PHASES } from '@cupola/core/messages';
import { Refusal } from './refusal.ts';
import type { TrackFilter } from '../picture/track-filter.ts';

export interface TrackQuery {
  track?: string | undefined;
  region?: string | undefined;
  class?: string | undefined;
  custody?: string | undefined;
  phase?: string | undefined;
  declared?: 'true' | 'false' | undefined;
  within?: string | undefined;
}

/** Of numbers in degrees. */
const FOUR_NUMBERS = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/;

export const withinField: z.ZodType<string | undefined> = z
  .string()
  .regex(FOUR_NUMBERS, 'four numbers: west,south,east,north')
  .optional()
  .describe('west,south,east,north in degrees; west may be greater than east');

export const trackQuery: { readonly [Key in keyof Required<TrackQuery>]: z.ZodType<TrackQuery[Key]> } = {
  track: z.string().optional().describe('Only this track'),
  region: z.string().optional().describe('The region it most likely comes down in'),
  class: z.string().optional().describe('The likeliest class'),
  custody: z.enum(CUSTODY_LEVELS).optional(),
  phase: z.enum(TRACK_PHASES).optional(),
  declared: z.enum(['true', 'false']).optional(),
  within: withinField,
};

/** As records tell their instants, with fewer decimals at will. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;

export const updatedSinceField: z.ZodType<string | undefined> = z
  .string()
  .refine((text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)), {
    message: 'an instant in UTC such as 2026-07-24T00:04:00Z',
  })
  .optional()
  .describe('Only what was told of a later instant than this, by the clock of the service (`now` of /v1)');

/** @param since - Null: any time. */
export function isLater(at: string, since: string | undefined): boolean {
  if (since === undefined) return true;
  const [whole = '', decimals = ''] = since.slice(0, -1).split('.');
  return at > `${whole}.${decimals.padEnd(6, '0')}Z`;
}

export function filterOf(query: TrackQuery): TrackFilter {
  return {
    trackId: query.track ?? null,
    region: query.region ?? null,
    vehicleClass: query.class ?? null,
    custody: query.custody ?? null,
    phase: query.phase ?? null,
    declared: query.declared === undefined ? null : query.declared === 'true',
    within: query.within === undefined ? null : boxOf(query.within),
  };
}

export function boxOf(text: string): readonly [number, number, number, number] {
  const [west = 0, south = 0, east = 0, north = 0] = text.split(',').map(Number);
  const isOnEarth =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north;
  if (!isOnEarth) throw new Refusal('invalid-request', '`within` is not west,south,east,north in degrees');
  return [west, south, east, north];
}
