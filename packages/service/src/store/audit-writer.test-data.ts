import { appendAudit } from './store.ts';
import { openStores } from './stores.ts';

/**
 * A process of its own that writes to the audit of a store: `node audit-writer.test-data.ts PLACE NAME`. It begins when it is told something, writes
 * until its input ends, and tells how much it wrote.
 */
const [place = '', actor = ''] = process.argv.slice(2);
const stores = await openStores(place);
process.stdout.write('ready\n');
await new Promise((resolve) => {
  process.stdin.once('data', resolve);
});
let written = 0;
const write = (): Promise<unknown> => {
  const deed = { actor, action: 'write', subject: String(written++), detail: {} };
  return stores.house.transaction().execute((trx) => appendAudit(trx, deed, written));
};
// oxlint-disable-next-line no-await-in-loop -- pair after pair
while (!process.stdin.readableEnded) await Promise.all([write(), write()]);
await stores.close();
process.stdout.write(`${written}\n`);
