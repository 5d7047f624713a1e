import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from '@cupola/contract/scenario';
import { KNOWN_IDS } from '@cupola/runtime/known-ids';
import type { DataMode } from '../picture/records.ts';

/** Files beyond this many are not shown, the last by name; larger ones are no scenarios. */
const MOST_SCENARIOS = 1_000;
const MOST_BYTES = 1024 * 1024;

/** A scenario file: what it would be about. */
export interface ScenarioListing {
  readonly dataMode: DataMode;
  /** Name of its file without the ending. */
  readonly id: string;
  readonly title: string;
  readonly epoch: string;
  readonly durationMin: number;
  readonly seed: number;
  readonly groups: readonly string[];
  readonly events: readonly string[];
  readonly hasInterceptors: boolean;
}

interface Kept {
  readonly changedMs: number;
  readonly listing: ScenarioListing | null;
}

/** Scenario files in a folder, read again when they change. Catalogues are not read. */
export class ScenarioShelf {
  readonly #folder: string;
  readonly #known = new Map<string, Kept>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In order of name. What cannot be used as a scenario is passed over. */
  list(): readonly ScenarioListing[] {
    const names = fileNames(this.#folder).slice(0, MOST_SCENARIOS);
    for (const name of this.#known.keys()) if (!names.includes(name)) this.#known.delete(name);
    return names.flatMap((name) => this.#listingOf(name) ?? []);
  }

  find(id: string): ScenarioListing | null {
    return this.list().find((each) => each.id === id) ?? null;
  }

  #listingOf(name: string): ScenarioListing | null {
    const file = join(this.#folder, name);
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedMs === undefined) return null;
    const known = this.#known.get(name);
    if (known?.changedMs === changedMs) return known.listing;
    const listing = readListing(file, name);
    this.#known.set(name, { changedMs, listing });
    return listing;
  }
}

function fileNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile() && /\.ya?ml$/.test(each.name))
      .map((each) => each.name)
      .toSorted();
  } catch {
    return [];
  }
}

function readListing(file: string, name: string): ScenarioListing | null {
  const text = textOf(file);
  const outcome = text === null ? null : readScenario(text, KNOWN_IDS);
  if (outcome?.ok !== true) return null;
  const { title, epoch, durationMin, seed, satellites, events, interceptors = [] } = outcome.scenario;
  return {
    dataMode: 'SIMULATED',
    id: name.replace(/\.ya?ml$/, ''),
    title,
    epoch,
    durationMin,
    seed,
    groups: satellites.map((each) => each.id),
    events: events.map((each) => each.id),
    hasInterceptors: interceptors.length > 0,
  };
}

function textOf(file: string): string | null {
  try {
    return statSync(file).size > MOST_BYTES ? null : readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
