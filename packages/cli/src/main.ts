import { Command, CommanderError } from 'commander';
import { EXIT } from './exit-code.ts';
import { acquireCommandLine } from './commands/acquire/command-line.ts';
import { briefCommandLine } from './commands/brief/command-line.ts';
import { catalogueCommandLine } from './commands/catalogue/command-line.ts';
import { costCommandLine } from './commands/cost/command-line.ts';
import { coverageCommandLine } from './commands/coverage/command-line.ts';
import { deployCommandLine } from './commands/deploy/command-line.ts';
import { flightsCommandLine } from './commands/flights/command-line.ts';
import { missionCommandLines } from './commands/mission/command-line.ts';
import { portfolioCommandLine } from './commands/portfolio/command-line.ts';
import { propagateCommandLine } from './commands/propagate/command-line.ts';
import { raidCommandLine } from './commands/raid/command-line.ts';
import { reachCommandLine } from './commands/reach/command-line.ts';
import { reconcileCommandLine } from './commands/reconcile/command-line.ts';
import { scoreCommandLine } from './commands/score/command-line.ts';
import { serveCommandLines } from './commands/serve/command-line.ts';
import { sizeCommandLine } from './commands/size/command-line.ts';
import { sweepCommandLine } from './commands/sweep/command-line.ts';
import { trackCommandLine } from './commands/track/command-line.ts';
import { validateCommandLine } from './commands/validate/command-line.ts';

/** The command line. Each command's own code is loaded only when it is called. */
function program(): Command {
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
  sizeCommandLine(cupola);
  acquireCommandLine(cupola);
  costCommandLine(cupola);
  portfolioCommandLine(cupola);
  deployCommandLine(cupola);
  sweepCommandLine(cupola);
  reconcileCommandLine(cupola);
  validateCommandLine(cupola);
  briefCommandLine(cupola);
  return cupola;
}

/* Streams tell a failed write also as an event; the write itself reports it (output.ts). */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  } else {
    const { failed } = await import('./failure.ts');
    process.exitCode = await failed(error);
  }
}
