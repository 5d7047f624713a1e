import type { Command, Option } from 'commander';
import type { Problem } from '@cupola/core/scenario';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { ConfigReader } from './config-file.ts';
import { effectiveSettings, settingsDocument, settingsText } from './effective-settings.ts';
import type { Origin } from './effective-settings.ts';
import type { ServeFlags } from './serve.ts';

interface ConfigFlags extends ServeFlags {
  readonly config?: string;
  readonly printConfig?: true;
}

/** `cupola serve` with its settings from flags, environment and file, in this order. */
export async function settledServe(
  called: Command,
  parsers: ReadonlyMap<string, Option['parseArg']>,
): Promise<ExitCode> {
  const { config, json } = called.opts<ConfigFlags>();
  const file = config === undefined ? null : new ConfigReader(called, parsers).read(config);
  const problems = [...(file?.problems ?? []), ...conflictProblems(called)];
  if (problems.length > 0) return refuse(problems, json === true);
  const [given] = called.args;
  const scenario = given ?? file?.scenario ?? called.registeredArguments[0]?.defaultValue;
  const origin: Origin =
    given !== undefined ? 'flag' : typeof file?.scenario === 'string' ? 'file' : 'default';
  const flags = called.opts<ConfigFlags>();
  if (flags.printConfig === true) {
    const settings = effectiveSettings(called, { value: scenario, origin });
    await writeOut(
      json === true ? `${JSON.stringify(settingsDocument(settings), null, 2)}\n` : settingsText(settings),
    );
    return EXIT.done;
  }
  const { serveCommand } = await import('./serve.ts');
  return serveCommand(String(scenario), flags);
}

/** What the command line refuses by itself when both are flags. */
export function conflictProblems(called: Command): readonly Problem[] {
  const { replay, live } = called.opts<ConfigFlags>();
  if (replay === undefined || live !== true) return [];
  const message = 'reports come from a recording or from outside, not from both';
  return [{ path: '--replay', value: replay, expected: 'it without --live', message }];
}
