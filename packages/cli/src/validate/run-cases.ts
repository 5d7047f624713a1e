import type { PublishedCase } from '@cupola/contract';
import type { CaseActual, CaseRunner, ReadCaseFile } from './case-runner.ts';
import { agrees } from './tolerance.ts';

type CaseStatus = 'pass' | 'fail' | 'known-failing' | 'not-built';

/** One published case beside what this program makes of it. */
export interface CaseResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly evidence: PublishedCase['evidence'];
  readonly expected: PublishedCase['expected'];
  /** Null when nothing was computed. */
  readonly actual: CaseActual | null;
  readonly tolerance: PublishedCase['tolerance'];
  readonly status: CaseStatus;
  /** Within tolerance; null when not built. */
  readonly pass: boolean | null;
  /** Why it fails, for a known failure or a runner that stopped; or that a known failure passes after all. */
  readonly note: string | null;
  readonly source: string;
}

export interface EvidenceCount {
  readonly total: number;
  readonly pass: number;
  readonly fail: number;
  readonly knownFailing: number;
  readonly notBuilt: number;
}

export interface ValidationResult {
  readonly cases: readonly CaseResult[];
  readonly byEvidence: Readonly<Record<PublishedCase['evidence'], EvidenceCount>>;
}

export interface ValidationInput {
  readonly cases: readonly PublishedCase[];
  readonly runners: Readonly<Record<string, CaseRunner>>;
  readonly knownFailing: ReadonlyMap<string, string>;
  readonly read: ReadCaseFile;
}

/** Runs every case that has a runner. */
export function runCases(input: ValidationInput): ValidationResult {
  const cases = input.cases.map((published) => resultOf(published, input));
  const count = (evidence: PublishedCase['evidence']): EvidenceCount => {
    const those = cases.filter((one) => one.evidence === evidence);
    const having = (status: CaseStatus): number => those.filter((one) => one.status === status).length;
    return {
      total: those.length,
      pass: having('pass'),
      fail: having('fail'),
      knownFailing: having('known-failing'),
      notBuilt: having('not-built'),
    };
  };
  const byEvidence = {
    published: count('published'),
    'closed-form': count('closed-form'),
    arithmetic: count('arithmetic'),
  };
  return { cases, byEvidence };
}

function resultOf(published: PublishedCase, input: ValidationInput): CaseResult {
  const { id, area, title, evidence, expected, tolerance, source } = published;
  const told = { id, area, title, evidence, expected, tolerance, source };
  const runner = Object.hasOwn(input.runners, id) ? input.runners[id] : undefined;
  if (runner === undefined) return { ...told, actual: null, status: 'not-built', pass: null, note: null };
  const reason = input.knownFailing.get(id) ?? null;
  const outcome = attempt(runner, published, input.read);
  const pass = outcome.actual !== null && agrees(expected, outcome.actual, tolerance);
  if (pass) {
    const note = reason === null ? null : 'listed as known-failing, and passes: take it off the list';
    return { ...told, actual: outcome.actual, status: 'pass', pass, note };
  }
  const status = reason === null ? 'fail' : 'known-failing';
  return { ...told, actual: outcome.actual, status, pass, note: reason ?? outcome.stopped };
}

/** A runner that stops is a case that fails; the others still run. */
function attempt(
  runner: CaseRunner,
  published: PublishedCase,
  read: ReadCaseFile,
): { readonly actual: CaseActual | null; readonly stopped: string | null } {
  try {
    return { actual: runner(published.inputs, read), stopped: null };
  } catch (error) {
    return { actual: null, stopped: error instanceof Error ? error.message : String(error) };
  }
}
