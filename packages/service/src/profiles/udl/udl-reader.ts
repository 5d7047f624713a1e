import { matches } from './udl-query.ts';
import type { Condition, UdlQuery } from './udl-query.ts';
import type { UdlRecord } from './udl-record.ts';

type Soon<T> = T | Promise<T>;

/** How a kind of records is read. */
export interface UdlReader {
  page(query: Pick<UdlQuery, 'firstResult' | 'maxResults' | 'conditions'>): Soon<readonly UdlRecord[]>;
  count(conditions: readonly Condition[]): Soon<number>;
  one(id: string): Soon<UdlRecord | null>;
}

/** Answers at once. */
export interface ListReader extends UdlReader {
  page(query: Pick<UdlQuery, 'firstResult' | 'maxResults' | 'conditions'>): readonly UdlRecord[];
}

/** Of records that are made one after the other; only those of the page are kept. @param idField - Null where none is asked for by its id. */
export function listed(records: Iterable<UdlRecord>, idField: string | null): ListReader {
  return {
    page: ({ firstResult, maxResults, conditions }) => {
      const shown: UdlRecord[] = [];
      let passed = 0;
      for (const each of records) {
        if (!matches(each, conditions)) continue;
        passed++;
        if (passed > firstResult) shown.push(each);
        if (shown.length === maxResults) break;
      }
      return shown;
    },
    count: (conditions) => {
      let count = 0;
      for (const each of records) if (matches(each, conditions)) count++;
      return count;
    },
    one: (id) => {
      if (idField !== null) for (const each of records) if (each[idField] === id) return each;
      return null;
    },
  };
}
