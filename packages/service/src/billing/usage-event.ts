import { fractionOf, fraction, least, most, sum, ZERO } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { isoOf } from './calendar.ts';
import { METERS } from './meters.ts';
import type { Aggregation, MeterId } from './meters.ts';
import { cloudEvent } from '../profiles/cloudevents/cloud-event.ts';
import type { CloudEvent } from '../profiles/cloudevents/cloud-event.ts';
import type { DataMode } from '../picture/records.ts';

/** So much of something, once. Source and id together are its name: the same name twice is the same event. */
export interface UsageEvent {
  readonly source: string;
  readonly id: string;
  readonly tenantId: string;
  readonly meter: MeterId;
  /** What was told, such as `tracks`; null where the meter says it all. */
  readonly product: string | null;
  /** Of one thing among many, such as a track: what UNIQUE_COUNT counts. */
  readonly key: string | null;
  /** A decimal. */
  readonly quantity: string;
  readonly atUs: number;
}

export interface UsageData {
  readonly meter: MeterId;
  readonly unit: string;
  readonly quantity: string;
  readonly product?: string;
  readonly key?: string;
}

export function usageCloudEvent(event: UsageEvent, dataMode: DataMode): CloudEvent<UsageData> {
  const { source, id, tenantId, meter, product, key, quantity, atUs } = event;
  return cloudEvent({
    id,
    source,
    kind: `usage.${meter}`,
    subject: tenantId,
    time: isoOf(atUs),
    dataMode,
    data: {
      meter,
      unit: METERS[meter].unit,
      quantity,
      ...(product === null ? {} : { product }),
      ...(key === null ? {} : { key }),
    },
  });
}

/** One order for all that is summed up or hashed: by time, then by name. */
export function inOrder(a: UsageEvent, b: UsageEvent): number {
  return a.atUs - b.atUs || (a.source === b.source ? textOrder(a.id, b.id) : textOrder(a.source, b.source));
}

function textOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What events come to. Nothing is 0. LATEST is the last by time, then by name. */
export function aggregated(events: readonly UsageEvent[], aggregation: Aggregation): Fraction {
  const quantities = events.map(({ quantity }) => fractionOf(quantity));
  switch (aggregation) {
    case 'sum':
      return sum(quantities);
    case 'count':
      return fraction(events.length);
    case 'unique-count':
      return fraction(new Set(events.map(({ key, source, id }) => key ?? `${source} ${id}`)).size);
    case 'min':
      return quantities.length === 0 ? ZERO : quantities.reduce(least);
    case 'max':
      return quantities.reduce(most, quantities[0] ?? ZERO);
    case 'latest':
      return fractionOf(events.toSorted(inOrder).at(-1)?.quantity ?? '0');
    default:
      aggregation satisfies never;
      return ZERO;
  }
}
