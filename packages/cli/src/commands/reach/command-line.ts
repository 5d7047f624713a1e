import type { Command } from 'commander';
import { example, repeatable, seed, workers } from '../option-parsers.ts';
import type { ReachFlags } from './reach-flags.ts';

/** Adds `cupola reach`. */
export function reachCommandLine(parent: Command): void {
  parent
    .command('reach')
    .description('interceptor satellites in reach of a launch: how many, how often, with what gaps')
    .argument(
      '<satellites>',
      'scenario (its interceptors), TLE or OMM file, or a shell such as delta:200/20/1:300:45',
    )
    .addOption(repeatable('--area <lat,lon>', 'where missiles are launched; repeatable'))
    .option('--flyout-s <s>', 'longest time that an interceptor flies; 0 is answered too')
    .option('--speed-km-s <v>', "speed that it ends up with (default: its kind's; 6)")
    .option('--accel-g <g>', "mean acceleration, g (default: its kind's; 15)")
    .option(
      '--intercept-km <a>',
      "height of the intercept; with --vehicle the lowest (default: its kind's; 200; with --vehicle 100, in glide 30)",
    )
    .option('--phase <phase>', "boost, midcourse or glide (default: its kind's; boost)")
    .option(
      '--vehicle <class>',
      'meet a generic flight instead of a place: icbm-solid, icbm-liquid, srbm, boost-glide, ...',
    )
    .option('--aim <lat,lon>', 'with --vehicle: where it flies to, with least energy')
    .option('--detect-s <s>', 'with --vehicle: from lift-off to a track (default: 40)')
    .option('--decide-s <s>', 'with --vehicle: from the track to the order (default: 30)')
    .option('--margin-s <s>', 'with --vehicle: so much before the phase ends (default: 0)')
    .option('--hours <h>', 'length of the window', '24')
    .option('--step-s <s>', 'time from sample to sample', '10')
    .option(
      '--from <t>',
      "first sample, UTC (default: the scenario's epoch; the midnight after the newest elements)",
    )
    .addOption(
      repeatable(
        '--select <key=value>',
        "objects of a catalogue, keys as in a scenario's select; repeatable",
        'the operational shell',
      ),
    )
    .option('--max-age-days <d>', 'of a catalogue: oldest elements that are used (default: 30)')
    .option('--skip-bad', 'use what can be read of a catalogue, and name the rest')
    .option('--surface <shape>', 'wgs84, or a sphere of the equatorial radius', 'wgs84')
    .option('--map', 'also everywhere on the Earth, by equal-area cells')
    .option('--cells <n>', 'about so many cells of the map', '10000')
    .option('--out <dir>', 'also write a page with maps and curves, and tables, into this folder')
    .option('--workers <n>', 'threads for the map (default: one per processor, at most 8)', workers)
    .option('--seed <n>', 'accepted as everywhere; nothing here is random', seed)
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'reach delta:200/20/1:300:45 --area 40.9,129.3 --flyout-s 120\n  cupola reach scenarios/custody-600.yaml --area 40.9,129.3 --vehicle icbm-solid --aim 38.9,-77 --flyout-s 100\n  cupola reach scenarios/custody-600.yaml --area 40.9,129.3 --area 35,51 --flyout-s 120 --out out/reach',
      ),
    )
    .action(async (satellites: string, flags: ReachFlags) => {
      const { reachCommand } = await import('./reach.ts');
      process.exitCode = await reachCommand(satellites, flags);
    });
}
