import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-code.ts';
import type { MissionFlags } from './commands/mission-flags.ts';
import type { ScoreFlags } from './commands/score.ts';
import type { TrackFlags } from './commands/track.ts';

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
  cupola
    .command('track')
    .description("track anybody's detections (docs/formats/neutral.md); what caused them is never read")
    .argument('<detections>', 'file of detections (JSON lines)')
    .requiredOption('--tracks <file>', 'file to write: a row for each confirmed track and scan time')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; tracking draws nothing').argParser(seed))
    .addHelpText('after', example('track detections.jsonl --tracks tracks.jsonl'))
    .action(async (detections: string, flags: TrackFlags) => {
      const { trackCommand } = await import('./commands/track.ts');
      process.exitCode = await trackCommand(detections, flags);
    });
  cupola
    .command('score')
    .description('compare tracks with the truth: GOSPA, OSPA, errors by age, consistency, identity')
    .argument('<truth>', 'file of what flew where (JSON lines)')
    .argument('<tracks>', 'file of tracks (JSON lines)')
    .option('--c-m <metres>', "beyond this a track is another object's", positive, 10_000)
    .option('--p <power>', 'power of the distances, at least 1', power, 2)
    .option('--bound <detections>', 'the detections with their causes: adds the Cramer-Rao bound')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; scoring draws nothing').argParser(seed))
    .addHelpText('after', example('score truth.jsonl tracks.jsonl --bound detections.jsonl'))
    .action(async (truth: string, tracks: string, flags: ScoreFlags) => {
      const { scoreCommand } = await import('./commands/score.ts');
      process.exitCode = await scoreCommand(truth, tracks, flags);
    });
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

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('Expected a number above 0.');
  }
  return value;
}

function power(text: string): number {
  const value = positive(text);
  if (value < 1 || value > 10) throw new InvalidArgumentError('Expected a number from 1 to 10.');
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
