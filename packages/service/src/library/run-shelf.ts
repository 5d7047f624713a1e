import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DataMode } from '../picture/records.ts';

/** Folders beyond this many are not shown, the last by name. */
const MOST_RUNS = 1_000;
/** A summary that is larger is none. */
const MOST_SUMMARY_BYTES = 16 * 1024 * 1024;

/** A finished run, as its folder tells. */
export interface RunListing {
  /** Runs are simulations, whatever the service that shows them says of its own records. */
  readonly dataMode: DataMode;
  /** Name of its folder. */
  readonly id: string;
  readonly runId: string;
  readonly title: string;
  readonly seed: number;
  readonly durationMin: number;
  readonly satellites: number;
  readonly objects: number;
  readonly threats: number;
  readonly declaredThreats: number;
  readonly links: { readonly summary: string; readonly report: string | null };
}

const manifest = z.object({
  runId: z.string(),
  title: z.string(),
  seed: z.number(),
  simulated: z.literal(true),
});
const summary = z.object({
  durationMin: z.number(),
  satellites: z.number(),
  events: z.array(z.unknown()),
  decision: z.object({ threats: z.number(), declaredThreats: z.number() }),
});

interface Kept {
  readonly changedMs: number;
  readonly listing: RunListing | null;
}

/** Finished run folders in a folder, read again when they change. */
export class RunShelf {
  readonly #folder: string;
  readonly #known = new Map<string, Kept>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In order of name. What is no run folder is passed over; a folder that has gone is an empty one. */
  list(): readonly RunListing[] {
    const names = folderNames(this.#folder).slice(0, MOST_RUNS);
    for (const name of this.#known.keys()) if (!names.includes(name)) this.#known.delete(name);
    return names.flatMap((name) => this.#listingOf(name) ?? []);
  }

  /** The run of that name, if it is one of the list: a name that leads out of the folder is not. */
  find(id: string): RunListing | null {
    return this.list().find((each) => each.id === id) ?? null;
  }

  summaryText({ id }: RunListing): string {
    return readFileSync(join(this.#folder, id, 'summary.json'), 'utf8');
  }

  reportPath({ id, links }: RunListing): string | null {
    return links.report === null ? null : join(this.#folder, id, 'report.html');
  }

  #listingOf(name: string): RunListing | null {
    const folder = join(this.#folder, name);
    const changedMs = changeOf(join(folder, 'summary.json'));
    if (changedMs === null) return null;
    const known = this.#known.get(name);
    if (known?.changedMs === changedMs) return known.listing;
    const listing = readListing(folder, name);
    this.#known.set(name, { changedMs, listing });
    return listing;
  }
}

function folderNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => each.name)
      .toSorted();
  } catch {
    return [];
  }
}

/** When a file of bearable size changed; null when there is none. */
function changeOf(file: string): number | null {
  try {
    const { mtimeMs, size } = statSync(file);
    return size <= MOST_SUMMARY_BYTES ? mtimeMs : null;
  } catch {
    return null;
  }
}

function readListing(folder: string, id: string): RunListing | null {
  try {
    const { runId, title, seed } = manifest.parse(parsed(join(folder, 'manifest.json')));
    const { durationMin, satellites, events, decision } = summary.parse(parsed(join(folder, 'summary.json')));
    const at = `/v1/runs/${encodeURIComponent(id)}`;
    const report = existsSync(join(folder, 'report.html')) ? `${at}/report` : null;
    return {
      dataMode: 'SIMULATED',
      id,
      runId,
      title,
      seed,
      durationMin,
      satellites,
      objects: events.length,
      threats: decision.threats,
      declaredThreats: decision.declaredThreats,
      links: { summary: `${at}/summary`, report },
    };
  } catch {
    return null;
  }
}

function parsed(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
