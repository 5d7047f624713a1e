import type { Command } from 'commander';
import { example, repeatable, seed } from '../option-parsers.ts';
import type { SizeFlags } from './size-flags.ts';

/** Adds `cupola size`. */
export function sizeCommandLine(parent: Command): void {
  parent
    .command('size')
    .description('how many interceptor satellites: by the relations of the open studies, and by real orbits')
    .option('--missiles <k>', 'at once')
    .option('--confidence <c>', 'that each is stopped, and that enough are in reach (with --study: 0.9)')
    .option('--flyout-s <s>', 'longest time that an interceptor flies; 0 is answered too')
    .option('--kill-prob <p>', 'of one shot (default: 0.8)')
    .option('--shots <n>', 'at each missile (default: as many as the confidence needs)')
    .option('--common-prob <p>', 'that nothing fails which all shots share (default: 1)')
    .option('--speed-km-s <v>', 'speed that an interceptor ends up with (default: 6)')
    .option('--accel-g <g>', 'mean acceleration, g (default: 15)')
    .option('--intercept-km <a>', 'height of the intercept (default: 200)')
    .option('--phase <phase>', 'boost or midcourse (default: boost)')
    .option('--altitude-km <h>', 'of the orbits', '300')
    .option('--inclination-deg <i>', 'of the orbits (default: 90 for the whole Earth, the best for areas)')
    .addOption(repeatable('--area <lat,lon>', 'launch area; repeatable', 'the whole Earth'))
    .option('--max-latitude-deg <l>', 'of the belt of the flat relation, and of the whole Earth', '90')
    .option('--altitudes-km <list>', 'altitudes to compare (default: four from --altitude-km up)')
    .option('--inclinations-deg <list>', 'inclinations to compare', '30..90:10')
    .option('--extra-decision-s <list>', 'delays of the order to compare', '0..60:10')
    .option('--surface <shape>', 'wgs84, or a sphere of the equatorial radius', 'wgs84')
    .option('--study <name>', 'run a public study on its own inputs; all for every one; list to see them')
    .option('--out <dir>', 'also write a page with figures, and tables, into this folder')
    .option('--seed <n>', 'accepted as everywhere; nothing here is random', seed)
    .option('--json', 'one JSON document on standard output')
    .addHelpText(
      'after',
      example(
        'size --missiles 1 --confidence 0.96 --flyout-s 120\n  cupola size --missiles 5 --confidence 0.9 --flyout-s 120 --area 40,127 --area 33,53\n  cupola size --study all --out out/studies',
      ),
    )
    .action(async (flags: SizeFlags) => {
      const { sizeCommand } = await import('./size.ts');
      process.exitCode = await sizeCommand(flags);
    });
}
