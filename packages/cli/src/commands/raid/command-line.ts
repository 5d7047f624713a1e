import type { Command } from 'commander';
import { example, repeatable, seed } from '../option-parsers.ts';
import type { RaidFlags } from './raid-flags.ts';

/** Adds `cupola raid`. */
export function raidCommandLine(parent: Command): void {
  parent
    .command('raid')
    .description('what leaks through a second fleet, by the size of the raid')
    .argument('<scenario>', 'scenario with interceptors')
    .option('--sizes <list>', 'missiles of a raid, such as 1..20')
    .addOption(
      repeatable(
        '--event <id>',
        'missiles fly as those of this event; repeatable, in turn',
        'the first event of several missiles, else the first',
      ),
    )
    .addOption(
      repeatable('--area <lat,lon>', 'a place at the height of the intercept instead; repeatable, in turn'),
    )
    .option('--flyout-s <s>', 'longest fly-out (default: what is left of the phase; needed with --area)')
    .option(
      '--spacing-s <s>',
      "from one launch to the next; 0 for all at once (an event's own spacing is not taken)",
      '0',
    )
    .option('--phase <phase>', "boost, midcourse or glide (default: the interceptors' own)")
    .option('--detect-s <s>', 'from lift-off to a track (default: 40)')
    .option('--decide-s <s>', 'from the track to the order (default: 30)')
    .option('--margin-s <s>', 'so much before the phase ends (default: 0)')
    .option('--custody <run>', 'take the delays to a track from a run: its folder or summary.json')
    .addOption(
      repeatable(
        '--custody-of <id>',
        'with --custody: only the delays of this event or vehicle class; repeatable',
        'all missiles of the run',
      ),
    )
    .option(
      '--order-on <when>',
      'with --custody: the order follows when a track is confirmed or declared',
      'confirmed',
    )
    .option('--shots <n>', 'at each missile at most', '2')
    .option('--doctrine <kind>', 'even, salvo or shoot-look-shoot', 'even')
    .option('--look-s <s>', 'with shoot-look-shoot: from an intercept to the order of the next shot', '20')
    .option('--kill-prob <p>', "of one shot (default: the interceptors' own)")
    .option('--track-prob <p>', 'per missile: that what all shots at it share does not fail', '1')
    .option('--common-failure <p>', 'that in a raid nothing works at all', '0')
    .option('--decoys <n>', 'that each missile lets go; not in the boost', '0')
    .option('--decoy-taken-prob <p>', 'that a decoy is taken for a warhead', '0.5')
    .option('--warhead-taken-prob <p>', 'that a warhead is taken for one', '1')
    .option('--second-after-s <s>', 'a second raid like the first, against what is left')
    .option('--ready-share <r>', 'share of the interceptors in service', '1')
    .option('--draws <n>', 'launches at random times', '10000')
    .option('--hours <h>', 'within which they fall, from the epoch', '24')
    .option('--speed-km-s <v>', 'speed that an interceptor ends up with')
    .option('--accel-g <g>', 'mean acceleration, g')
    .option('--intercept-km <a>', 'with --area the height of the intercept, with events the lowest (100)')
    .option('--out <dir>', 'also write a page with figures, and tables, into this folder')
    .option('--seed <n>', "of everything random (default: the scenario's)", seed)
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'raid scenarios/custody-600.yaml --sizes 1..10\n  cupola raid scenarios/custody-600.yaml --sizes 1..20 --area 40,127 --area 33,53 --flyout-s 120 --second-after-s 600',
      ),
    )
    .action(async (scenario: string, flags: RaidFlags) => {
      const { raidCommand } = await import('./raid.ts');
      process.exitCode = await raidCommand(scenario, flags);
    });
}
