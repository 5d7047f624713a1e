import { readFileSync } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import { allUsage, dayUs, openMeterText, stripeText } from '@cupola/service';
import type { DataMode } from '@cupola/service';
import type { ExitCode } from '../../exit-code.ts';
import { problem, withStore } from './billing-store.ts';
import type { StoreFlags } from '../store/in-store.ts';
import { dayProblems } from './contracts.ts';

export interface ExportFlags extends StoreFlags {
  readonly form: 'openmeter' | 'stripe';
  readonly tenant?: string;
  readonly from?: string;
  readonly until?: string;
  readonly customers?: string;
  readonly dataMode: DataMode;
}

/** `cupola usage export`: events on standard output, in the form of another system. Nothing is sent. */
export async function exportUsage(flags: ExportFlags): Promise<ExitCode> {
  const { form, tenant, from, until, customers, dataMode } = flags;
  const known = form === 'stripe' ? customersOf(customers) : new Map<string, string>();
  const problems = [
    ...dayProblems('--from', from),
    ...dayProblems('--until', until),
    ...(Array.isArray(known) ? known : []),
  ];
  return withStore(flags, problems, async (db) => {
    const events = await allUsage(db, {
      ...(tenant === undefined ? {} : { tenantId: tenant }),
      ...(from === undefined ? {} : { fromUs: dayUs(from) }),
      ...(until === undefined ? {} : { toUs: dayUs(until) }),
    });
    const text =
      form === 'openmeter'
        ? openMeterText(events, dataMode)
        : stripeText(events, (id) => (known instanceof Map ? (known.get(id) ?? null) : null), dataMode);
    return { answer: JSON.parse(text) as unknown, text };
  });
}

/** Tenants and who they are at Stripe. */
function customersOf(file: string | undefined): ReadonlyMap<string, string> | readonly Problem[] {
  const expected = 'a JSON file, {"tenant": "cus_..."}';
  if (file === undefined) return [problem('--customers', '', expected, 'Stripe knows its own customers')];
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('it is no object');
    return new Map(Object.entries(read).map(([tenant, customer]) => [tenant, String(customer)]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [problem('--customers', file, expected, `it cannot be used: ${reason}`)];
  }
}
