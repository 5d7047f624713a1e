import { Command, CommanderError } from 'commander';
import { EXIT } from './exit-code.ts';
import { commandLineProblem, noteWrongFlags } from './commands/flag-problems.ts';
import type { WrongFlag } from './commands/flag-problems.ts';
import { acquireCommandLine } from './commands/acquire/command-line.ts';
import { billingCommandLines } from './commands/billing/command-line.ts';
import { briefCommandLine } from './commands/brief/command-line.ts';
import { catalogueCommandLine } from './commands/catalogue/command-line.ts';
import { costCommandLine } from './commands/cost/command-line.ts';
import { coverageCommandLine } from './commands/coverage/command-line.ts';
import { deployCommandLine } from './commands/deploy/command-line.ts';
import { exportCommandLine } from './commands/export/command-line.ts';
import { flightsCommandLine } from './commands/flights/command-line.ts';
import { keepingCommandLines } from './commands/keeping/command-line.ts';
import { missionCommandLines } from './commands/mission/command-line.ts';
import { portfolioCommandLine } from './commands/portfolio/command-line.ts';
import { propagateCommandLine } from './commands/propagate/command-line.ts';
import { raidCommandLine } from './commands/raid/command-line.ts';
import { reachCommandLine } from './commands/reach/command-line.ts';
import { reconcileCommandLine } from './commands/reconcile/command-line.ts';
import { scoreCommandLine } from './commands/score/command-line.ts';
import { accessCommandLines } from './commands/access/command-line.ts';
import { serveCommandLines } from './commands/serve/command-line.ts';
import { sizeCommandLine } from './commands/size/command-line.ts';
import { sweepCommandLine } from './commands/sweep/command-line.ts';
import { trackCommandLine } from './commands/track/command-line.ts';
import { validateCommandLine } from './commands/validate/command-line.ts';

/** These tell wrong flags together with what is wrong in their scenario. */
const TELL_FLAGS_THEMSELVES: readonly string[] = ['run', 'custody'];

/** The command line. Each command's own code is loaded only when it is called. */
export function program(): Command {
  const cupola = new Command('cupola')
    .description('Simulates a space-based missile custody layer: what it sees, holds and can decide.')
    .exitOverride()
    .showHelpAfterError('(see cupola --help)')
    .addHelpText('after', '\nExample:\n  cupola run scenarios/custody-600.yaml --serve');
  missionCommandLines(cupola);
  coverageCommandLine(cupola);
  propagateCommandLine(cupola);
  catalogueCommandLine(cupola);
  flightsCommandLine(cupola);
  trackCommandLine(cupola);
  raidCommandLine(cupola);
  reachCommandLine(cupola);
  scoreCommandLine(cupola);
  serveCommandLines(cupola);
  accessCommandLines(cupola);
  billingCommandLines(cupola);
  keepingCommandLines(cupola);
  sizeCommandLine(cupola);
  acquireCommandLine(cupola);
  costCommandLine(cupola);
  portfolioCommandLine(cupola);
  deployCommandLine(cupola);
  sweepCommandLine(cupola);
  reconcileCommandLine(cupola);
  validateCommandLine(cupola);
  briefCommandLine(cupola);
  exportCommandLine(cupola);
  const wrong: WrongFlag[] = [];
  noteWrongFlags(cupola, wrong);
  return cupola.hook('preAction', async (_, called) => {
    if (wrong.length === 0) return;
    for (const { name } of wrong) called.setOptionValue(name, undefined);
    const problems = wrong.map((each) => each.problem);
    called.setOptionValue('problems', problems);
    if (TELL_FLAGS_THEMSELVES.includes(called.name())) return;
    const { refuse } = await import('./problem-text.ts');
    await refuse(problems, called.opts<{ readonly json?: true }>().json === true);
    throw new CommanderError(EXIT.badInput, TOLD, '');
  });
}

/** Of an error whose problems have been told. */
const TOLD = 'cupola.told';

/** Commander has told it on stderr; a program that asked for JSON gets it in the form of all bad input. */
async function refusedLine(
  { code, exitCode, message }: CommanderError,
  args: readonly string[],
): Promise<number> {
  if (exitCode === 0) return EXIT.done;
  if (code !== TOLD && args.includes('--json')) {
    const { tellJson } = await import('./problem-text.ts');
    await tellJson([commandLineProblem(message)]);
  }
  return EXIT.badInput;
}

/** Does what a command line says; how it ended is the process's exit code. */
export async function obeyCommandLine(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = await refusedLine(error, args);
    } else {
      const { failed } = await import('./failure.ts');
      process.exitCode = await failed(error);
    }
  }
}
