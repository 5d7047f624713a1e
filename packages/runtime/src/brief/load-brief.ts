import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readScenario } from '@cupola/contract';
import type { Problem } from '@cupola/core/scenario';
import { KNOWN_IDS } from '../known-ids.ts';
import { textOf } from '../mission/load-scenario.ts';
import type { Manifest } from '../run-folder/manifest.ts';
import { MANIFEST_NAME } from '../run-folder/run-folder.ts';
import type { RunSummary } from '../summary/summary.ts';
import { AnswerFile } from './answer-file.ts';
import { briefOf } from './brief.ts';
import type { Brief, BriefPart } from './brief.ts';
import { resultBrief, resultKind } from './result-brief.ts';
import { runBrief } from './run-brief.ts';

export type LoadedBrief =
  | { readonly ok: true; readonly brief: Brief }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type LoadedPart =
  | { readonly ok: true; readonly title: string; readonly part: BriefPart }
  | { readonly ok: false; readonly problem: Problem };

/** Reads a run folder and folders of other results, in the order given. */
export function loadBrief(run: string, others: readonly string[]): LoadedBrief {
  const parts = [loadRun(run), ...others.map(loadResult)];
  const problems = parts.flatMap((each) => (each.ok ? [] : [each.problem]));
  if (problems.length > 0) return { ok: false, problems };
  const good = parts.filter((each) => each.ok);
  return {
    ok: true,
    brief: briefOf(
      good[0]?.title ?? '',
      good.map(({ part }) => part),
    ),
  };
}

function loadRun(folder: string): LoadedPart {
  const expected = 'a folder that cupola run wrote';
  const bad = (message: string): LoadedPart => ({
    ok: false,
    problem: { path: 'run', value: folder, expected, message, file: folder },
  });
  const [manifest, summary] = [MANIFEST_NAME, 'summary.json'].map((name) => jsonIn(folder, name));
  const text = textOf(join(folder, 'scenario.yaml'));
  if (text === null || manifest === null || summary === null)
    return bad(
      `it lacks ${text === null ? 'scenario.yaml' : manifest === null ? MANIFEST_NAME : 'summary.json'}, or that cannot be read`,
    );
  const scenario = readScenario(text, KNOWN_IDS);
  if (!scenario.ok) return bad('its scenario.yaml is not one that this program wrote');
  if (!isManifest(manifest)) return bad(`its ${MANIFEST_NAME} has no run id`);
  if (!isSummary(summary)) return bad('its summary.json is not that of a run');
  return {
    ok: true,
    title: manifest.title,
    part: runBrief(manifest, scenario.scenario, summary),
  };
}

function loadResult(folder: string): LoadedPart {
  const raw = jsonIn(folder, 'answer.json');
  const answer = new AnswerFile(raw);
  const kind = raw === null ? null : resultKind(answer);
  if (kind !== null)
    return {
      ok: true,
      title: answer.text('title'),
      part: resultBrief(kind, answer, basename(resolve(folder))),
    };
  return {
    ok: false,
    problem: {
      path: 'folder',
      value: folder,
      expected: 'a folder that cost, deploy, acquire or portfolio wrote with --out',
      message:
        raw === null ? 'it has no answer.json that can be read' : 'its answer.json is of none of these',
      file: folder,
    },
  };
}

function jsonIn(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return null;
  }
}

function isManifest(raw: unknown): raw is Manifest {
  return new AnswerFile(raw).text('runId') !== '';
}

function isSummary(raw: unknown): raw is RunSummary {
  const file = new AnswerFile(raw);
  return [
    'events',
    'custody.meanShare',
    'decision',
    'tracking.positionErrorKm',
    'coverage',
    'requirements',
  ].every((key) => file.has(key));
}
