import { Option } from 'commander';

/** Where the store of a service is: of every command that reads it or writes to it. */
export function storeOptions(): readonly Option[] {
  return [
    new Option('--data <folder>', 'of the service').env('CUPOLA_DATA').default('cupola-data'),
    new Option('--postgres <url>', 'its PostgreSQL database, in place of store.sqlite in the folder').env(
      'CUPOLA_POSTGRES',
    ),
  ];
}
