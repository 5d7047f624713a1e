import type { Kysely } from 'kysely';
import type { Tables } from '../../store/tables.ts';
import type { Endpoint } from './endpoint.ts';
import { storedEndpoints } from './webhook-store.ts';

/** The endpoints of the store, looked at again every second, so that one changed by another process is known within a second. */
export class EndpointBook {
  readonly #db: Kysely<Tables>;
  #endpoints: ReadonlyMap<string, Endpoint> = new Map();

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  static async open(db: Kysely<Tables>): Promise<EndpointBook> {
    const book = new EndpointBook(db);
    await book.refresh();
    return book;
  }

  async refresh(): Promise<void> {
    this.#endpoints = new Map((await storedEndpoints(this.#db, null)).map((each) => [each.id, each]));
  }

  get(id: string): Endpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** Those that messages are made for. */
  get enabled(): readonly Endpoint[] {
    return [...this.#endpoints.values()].filter(({ disabledAtUs }) => disabledAtUs === null);
  }
}
