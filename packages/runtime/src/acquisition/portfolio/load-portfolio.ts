import { dirname, resolve } from 'node:path';
import { readPortfolio } from '@cupola/contract';
import type { PortfolioOutcome } from '@cupola/contract';
import { missingFile, textOf } from '../../mission/load-scenario.ts';

/** Reads a portfolio file and the bids beside it. */
export function loadPortfolio(file: string, settings: readonly string[] = []): PortfolioOutcome {
  const text = textOf(file);
  if (text === null) return { ok: false, problems: [missingFile(file)] };
  const outcome = readPortfolio(text, settings, (beside) => textOf(resolve(dirname(file), beside)));
  if (outcome.ok) return outcome;
  return { ok: false, problems: outcome.problems.map((problem) => ({ file, ...problem })) };
}
