import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-code.ts';
import type { CoverageFlags } from './commands/coverage-flags.ts';
import type { MissionFlags } from './commands/mission-flags.ts';

/** The command line. Each command's own code is loaded only when it is called. */
function program(): Command {
  const cupola = new Command('cupola')
    .description('Simulates a space-based missile custody layer: what it sees, holds and can decide.')
    .exitOverride()
    .showHelpAfterError('(see cupola --help)')
    .addHelpText('after', '\nExample:\n  cupola run scenarios/custody-600.yaml --serve');
  const run = missionCommand(cupola, 'run', 'simulate a scenario to its report and tables')
    .option('--out <dir>', 'the run folder itself (default: runs/<run id>)')
    .option('--serve [port]', 'serve the finished run folder on 127.0.0.1 until Ctrl-C', port)
    .addHelpText('after', example('run scenarios/custody-600.yaml --set satellites.0.walker.count=100'));
  run.action(async (scenario: string, flags: MissionFlags) => {
    const { runCommand } = await import('./commands/run.ts');
    process.exitCode = await runCommand(scenario, flags);
  });
  const custody = missionCommand(
    cupola,
    'custody',
    'the same answers, without report and tables',
  ).addHelpText('after', example('custody scenarios/starlink-hosts.yaml --json'));
  custody.action(async (scenario: string, flags: MissionFlags) => {
    const { custodyCommand } = await import('./commands/custody.ts');
    process.exitCode = await custodyCommand(scenario, flags);
  });
  coverageCommandLine(cupola);
  cupola
    .command('validate')
    .description('compare with published values: one line per case, and how many are reproduced')
    .option('--area <name>', 'only the cases of one area, such as frames or orbits')
    .option('--json', 'one JSON document on standard output')
    .addOption(
      new Option('--seed <n>', 'accepted by every command; validation draws nothing').argParser(seed),
    )
    .addHelpText('after', example('validate --area frames'))
    .action(async (flags: { area?: string; json?: boolean }) => {
      const { validateCommand } = await import('./commands/validate.ts');
      process.exitCode = await validateCommand(flags);
    });
  return cupola;
}

function missionCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .argument('<scenario>', 'scenario file (YAML)')
    .addOption(
      new Option('--set <path=value>', 'change a value of the scenario before it is checked; repeatable')
        .argParser(collect)
        .default([], 'nothing'),
    )
    .option('--seed <n>', 'the same as --set seed=N', seed)
    .option('--workers <n>', 'threads to share the work (default: one per processor, at most 8)', workers)
    .option('--require', 'exit 1 when a requirement of the scenario is not met')
    .option('--json', 'one JSON document on standard output');
}

function coverageCommandLine(parent: Command): void {
  parent
    .command('coverage')
    .description('what satellites see of the ground, or of a shell above it: how many, where, with what gaps')
    .argument('<satellites>', 'scenario, TLE or OMM file')
    .option(
      '--from <t>',
      "first sample, UTC (default: the scenario's epoch; the midnight after the newest elements)",
    )
    .addOption(
      new Option('--select <key=value>', "objects of a catalogue, keys as in a scenario's select; repeatable")
        .argParser(collect)
        .default([], 'the operational shell'),
    )
    .option('--hours <h>', 'length of the window')
    .option('--step-s <s>', 'time from sample to sample')
    .option('--points <n>', 'points, or about so many cells')
    .option('--grid <kind>', 'fibonacci points or equal-area cells in rows', 'fibonacci')
    .option('--min-elevation-deg <e>', 'from the ground: satellites at or above this elevation')
    .option('--target-altitude-km <a>', 'from the satellites: targets at this altitude in line of sight')
    .option('--max-range-km <r>', 'for targets: longest line of sight')
    .option('--limb-km <l>', 'for targets: rays below this height have the limb behind them (default: 0)')
    .option('--surface <shape>', 'wgs84, or a sphere of the equatorial radius', 'wgs84')
    .option(
      '--stereo <min,max>',
      'two satellites whose lines of sight cross at an angle from min to max, degrees',
    )
    .option(
      '--windows',
      'rise and set times as they are, not as samples show them; exact gaps, revisits and waits',
    )
    .option('--min-duration-s <d>', 'with --windows: leave out shorter ones (default: 0)')
    .option('--out <file>', 'with --windows: write them all to a .csv or .jsonl file')
    .option('--workers <n>', 'threads to share the work (default: one per processor, at most 8)', workers)
    .option('--seed <n>', "of a scenario's random losses", seed)
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'coverage scenarios/custody-600.yaml --hours 24 --step-s 60 --points 2500 --min-elevation-deg 20',
      ),
    )
    .action(async (satellites: string, flags: CoverageFlags) => {
      const { coverageCommand } = await import('./commands/coverage.ts');
      process.exitCode = await coverageCommand(satellites, flags);
    });
}

function example(command: string): string {
  return `\nExample:\n  cupola ${command}`;
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function wholeNumber(text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  }
  return value;
}

function seed(text: string): number {
  return wholeNumber(text, 0, Number.MAX_SAFE_INTEGER);
}

function workers(text: string): number {
  return wholeNumber(text, 1, 64);
}

function port(text: string): number {
  return wholeNumber(text, 1, 65_535);
}

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
