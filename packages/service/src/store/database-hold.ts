import pg from 'pg';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { placeName } from './stores.ts';

/** Names the lock among those of other programs: `cupola` as bytes. */
const LOCK = '109352857200737';
const TRY_AGAIN_MS = 2_000;

/**
 * One service for each database: a lock that PostgreSQL lets go when the connection ends. After the database was away it is taken again.
 *
 * @param onLost - Another service has taken it meanwhile.
 * @throws OutsideFailure
 */
export async function holdDatabase(
  url: string,
  onLost: (error: Error) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let isLetGo = false;
  const take = async (): Promise<void> => {
    const own = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'cupola lock' });
    own.on('error', () => {});
    own.once('end', () => {
      if (!isLetGo && client === own) setTimeout(() => void again(), TRY_AGAIN_MS).unref();
    });
    await own.connect();
    const { rows } = await own.query<{ taken: boolean }>(`select pg_try_advisory_lock(${LOCK}) as taken`);
    if (rows[0]?.taken !== true) {
      await own.end();
      throw new InUse(`${placeName(url)} is in use by another service`);
    }
    client = own;
  };
  const again = async (): Promise<void> => {
    if (isLetGo) return;
    try {
      await take();
    } catch (error) {
      if (error instanceof InUse) onLost(error);
      else setTimeout(() => void again(), TRY_AGAIN_MS).unref();
    }
  };
  try {
    await take();
  } catch (error) {
    throw new OutsideFailure('network', 'cannot serve with this store', error);
  }
  return async () => {
    isLetGo = true;
    await client?.end();
  };
}

class InUse extends Error {}
