import type { Command } from 'commander';
import { example, port, repeatable, seed, workers } from '../option-parsers.ts';
import { continuity, draws, losses } from './loss-flags.ts';
import type { MissionFlags } from './mission-flags.ts';

/** Adds `cupola run` and `cupola custody`. */
export function missionCommandLines(parent: Command): void {
  const run = missionCommand(parent, 'run', 'simulate a scenario to its report and tables')
    .option('--out <dir>', 'the run folder itself (default: runs/<run id>)')
    .option('--serve [port]', 'serve the finished run folder on 127.0.0.1 until Ctrl-C', port)
    .addHelpText('after', example('run scenarios/custody-600.yaml --set satellites.0.walker.count=100'));
  run.action(async (scenario: string, flags: MissionFlags) => {
    const { runCommand } = await import('./run.ts');
    process.exitCode = await runCommand(scenario, flags);
  });
  const custody = missionCommand(
    parent,
    'custody',
    'the same answers, without report and tables',
  ).addHelpText(
    'after',
    example(
      'custody scenarios/starlink-hosts.yaml --json\n  cupola custody scenarios/custody-600.yaml --losses 0,5,10,20% --draws 5',
    ),
  );
  custody.action(async (scenario: string, flags: MissionFlags) => {
    const { custodyCommand } = await import('./custody.ts');
    process.exitCode = await custodyCommand(scenario, flags);
  });
}

function missionCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .argument('<scenario>', 'scenario file (YAML)')
    .addOption(
      repeatable(
        '--set <path=value>',
        'change a value of the scenario before it is checked; repeatable',
        'nothing',
      ),
    )
    .option('--seed <n>', 'the same as --set seed=N', seed)
    .option('--workers <n>', 'threads to share the work (default: one per processor, at most 8)', workers)
    .option(
      '--losses <list>',
      'also try so many satellites lost at random: numbers, or shares when a % stands behind, such as 0,5,10,20%',
      losses,
    )
    .option('--draws <n>', 'how often each is tried, each time with another seed (default: 5)', draws)
    .option(
      '--continuity <share>',
      'the share of a phase in which custody must be held, for --losses (default: 0.9)',
      continuity,
    )
    .option('--require', 'exit 1 when a requirement of the scenario is not met')
    .option('--json', 'one JSON document on standard output');
}
