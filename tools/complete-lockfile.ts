/**
 * Puts into package-lock.json the platform packages that it names as optional dependencies but has no entry for.
 *
 * npm leaves them out when the registry at hand does not serve them, and then `npm ci` refuses the lockfile on every platform. The entries
 * carry version, system and processor, told from the package's name; a platform that needs one fetches it, the others pass it over.
 *
 *   node tools/complete-lockfile.ts        after each npm install that changes the lockfile
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface MissingPackage {
  readonly name: string;
  readonly version: string;
}

/** Optional dependencies with an exact version that the lockfile names and does not hold. */
export function missingPackages(lockfile: Lockfile): readonly MissingPackage[] {
  const missing = new Map<string, string>();
  for (const { optionalDependencies = {} } of Object.values(lockfile.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (/^\d+\.\d+\.\d+/.test(version) && lockfile.packages[`node_modules/${name}`] === undefined) {
        missing.set(name, version);
      }
    }
  }
  return [...missing].map(([name, version]) => ({ name, version }));
}

/** `@scope/binding-linux-x64-musl` and the like: system, processor, and C library where it is told. */
function entryFor({ name, version }: MissingPackage): LockedPackage & Readonly<Record<string, unknown>> {
  const [os = '', cpu = '', abi = ''] = (name.split('/').at(-1) ?? '').replace('binding-', '').split('-');
  const libc = os === 'linux' ? { libc: [abi.includes('musl') ? 'musl' : 'glibc'] } : {};
  return { version, cpu: [cpu], dev: true, ...libc, optional: true, os: [os] };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm wrote it
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const missing = missingPackages(lockfile);
  const packages = {
    ...lockfile.packages,
    ...Object.fromEntries(missing.map((each) => [`node_modules/${each.name}`, entryFor(each)])),
  };
  const sorted = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: sorted }, null, 2)}\n`);
  process.stdout.write(`${missing.length} packages added\n`);
}
