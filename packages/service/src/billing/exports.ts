import { createHash } from 'node:crypto';
import type { DataMode } from '../picture/records.ts';
import { usageCloudEvent } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

/** A JSON batch of CloudEvents, as OpenMeter takes it under `application/cloudevents-batch+json`; its meters read `$.quantity`. */
export function openMeterText(events: readonly UsageEvent[], dataMode: DataMode): string {
  return batchText(events.map((each) => usageCloudEvent(each, dataMode)));
}

/** What `billing.meterEvents.create` of Stripe takes. It keeps `identifier` apart for a day at least and sums `value` up. */
export interface StripeMeterEvent {
  readonly event_name: string;
  readonly identifier: string;
  /** Seconds since 1970; Stripe takes none that is older than 35 days. */
  readonly timestamp: number;
  readonly payload: { readonly [key: string]: string };
}

export function stripeMeterEvent(
  event: UsageEvent,
  customerId: string,
  dataMode: DataMode,
): StripeMeterEvent {
  const { source, id, meter, product, quantity, atUs } = event;
  return {
    event_name: `cupola_${meter.replaceAll('-', '_')}`,
    identifier: createHash('sha256')
      .update(JSON.stringify([source, id]))
      .digest('hex'),
    timestamp: Math.floor(atUs / 1e6),
    payload: {
      stripe_customer_id: customerId,
      value: quantity,
      data_mode: dataMode,
      ...(product === null ? {} : { product }),
    },
  };
}

/** @param customerOf - Who a tenant is there; null leaves its events out. */
export function stripeText(
  events: readonly UsageEvent[],
  customerOf: (tenantId: string) => string | null,
  dataMode: DataMode,
): string {
  return batchText(
    events.flatMap((each) => {
      const customer = customerOf(each.tenantId);
      return customer === null ? [] : [stripeMeterEvent(each, customer, dataMode)];
    }),
  );
}

/** One a line, so that long ones can be read in pieces; still one JSON array. */
function batchText(events: readonly object[]): string {
  return `[${events.map((each) => `\n${JSON.stringify(each)}`).join(',')}\n]\n`;
}
