import type { Recording } from '../../feeds/replay-feed.ts';
import type { NatsServers } from './nats-connection.ts';

/** A log that was kept as a stream, to be shown again. Only who asks for it pays for loading what speaks NATS. */
export function natsRecording(servers: NatsServers, stream: string): Recording {
  return async function* recorded() {
    const { connectNats } = await import('./nats-connection.ts');
    const { streamEntries } = await import('../../log/jetstream-log.ts');
    const connection = await connectNats(servers, null);
    try {
      yield* streamEntries(connection, stream, 0);
    } finally {
      await connection.close();
    }
  };
}
