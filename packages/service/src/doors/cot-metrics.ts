import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { CotClient } from '../profiles/cot/cot-client.ts';

/** What `/metrics` tells of displays: of each while it is connected, so that there are no more rows than clients. */
export class CotMetrics {
  readonly refused: Counter<'reason'>;

  constructor(registry: Registry, clients: () => readonly CotClient[]) {
    this.refused = new Counter({
      name: 'cupola_cot_refused_total',
      help: 'Clients of Cursor on Target that were not let in, by reason',
      labelNames: ['reason'],
      registers: [registry],
    });
    const clientGauge = (name: string, help: string, value: (client: CotClient) => number): void => {
      const gauge: Gauge<'client'> = new Gauge({
        name,
        help,
        labelNames: ['client'],
        registers: [],
        collect() {
          gauge.reset();
          for (const client of clients()) gauge.set({ client: client.name }, value(client));
        },
      });
      registry.registerMetric(gauge);
    };
    clientGauge(
      'cupola_cot_client_events',
      'Events written to a connected client',
      (each) => each.counts.events,
    );
    clientGauge('cupola_cot_client_bytes', 'Bytes sent to a connected client', (each) => each.counts.bytes);
    clientGauge('cupola_cot_client_waiting_bytes', 'Bytes that it has not read', (each) => each.waitingBytes);
    clientGauge('cupola_cot_client_pings', 'Pings of a connected client', (each) => each.counts.pings);
  }
}
