import { appendAudit } from './store.ts';
import { openStores } from './stores.ts';

/** A process of its own that writes to the audit of a store: `node audit-writer.test-data.ts PLACE NAME COUNT`. It begins when it is told to. */
const [place = '', actor = '', count = '0'] = process.argv.slice(2);
const stores = await openStores(place);
process.stdout.write('ready\n');
await new Promise((resolve) => {
  process.stdin.once('data', resolve);
});
const deeds = Array.from({ length: Number(count) }, (_, at) => ({
  actor,
  action: 'write',
  subject: String(at),
  detail: {},
}));
await Promise.all(
  deeds.map((deed, at) => stores.house.transaction().execute((trx) => appendAudit(trx, deed, at))),
);
await stores.close();
process.stdin.destroy();
