import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect } from 'kysely';
import type { DialectAdapter } from 'kysely';

/** Long enough for another process (`cupola keys`) to finish its write, ms. */
const BUSY_MS = 5_000;

const NOTHING_CHANGED = { changes: 0, lastInsertRowid: 0 };

/** Node's own SQLite under kysely: write-ahead log, every commit on the disk before it is answered. */
export function sqliteDialect(path: string): SqliteDialect {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  return new WholeSteps({
    database: {
      prepare(sql) {
        const statement = database.prepare(sql);
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...values(parameters)),
          // A full disk ends a transaction by itself: what it said would be hidden by a second end of it.
          run: (parameters) =>
            sql === 'rollback' && !database.isTransaction
              ? NOTHING_CHANGED
              : statement.run(...values(parameters)),
          iterate: (parameters) => statement.iterate(...values(parameters)),
        };
      },
      close: () => database.close(),
    },
  });
}

/** All that brings a store up to date is one transaction: done whole or not at all, and on the disk with one wait instead of one for each statement. */
class WholeSteps extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new WholeStepsAdapter();
  }
}

class WholeStepsAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map(sqlValue);
}

function sqlValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  throw new Error(`broken invariant: no column holds a ${typeof value}`);
}
