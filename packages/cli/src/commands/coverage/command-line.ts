import type { Command } from 'commander';
import { example, repeatable, seed, workers } from '../option-parsers.ts';
import type { DesignFlags } from '../design/design-flags.ts';

/** Adds `cupola coverage`; with a flag of designs it compares those. */
export function coverageCommandLine(parent: Command): void {
  parent
    .command('coverage')
    .description('what satellites see of the ground, or of a shell above it: how many, where, with what gaps')
    .argument('[satellites]', 'scenario, TLE or OMM file; with --design it may be left out')
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
    .option('--hours <h>', 'length of the window')
    .option('--step-s <s>', 'time from sample to sample')
    .option('--points <n>', 'points, or about so many cells')
    .option('--grid <kind>', 'fibonacci points or equal-area cells in rows', 'fibonacci')
    .option('--min-elevation-deg <e>', 'from the ground: satellites at or above this elevation')
    .option('--target-altitude-km <a>', 'from the satellites: targets at this altitude in line of sight')
    .option('--max-range-km <r>', 'for targets or sensors: longest line of sight')
    .option('--limb-km <l>', 'for targets: rays below this height have the limb behind them (default: 0)')
    .option(
      '--region <area>',
      'only points in it: us-conus, us-alaska, us-hawaii, us-territories; LAT,LON,LAT,LON of two corners; or a GeoJSON file; repeatable',
      (each: string, before: readonly string[] | undefined) => [...(before ?? []), each],
    )
    .option('--corridor-from <place>', 'only points on the way from here: LAT,LON or as --region')
    .option('--corridor-to <place>', 'to here, along great circles')
    .option('--corridor-width-km <w>', 'width of the corridor (default: 500)')
    .option('--sensor <kind>', 'only what this sensor takes: wide-mwir, above-limb-lwir, hosted-swir')
    .option('--off-nadir-deg <angles>', 'only lines of sight so far off nadir: 60 or 20,60')
    .option('--sun-exclusion-deg <s>', "none so near to the Sun (default: the sensor's own)")
    .option('--surface <shape>', 'wgs84, or a sphere of the equatorial radius', 'wgs84')
    .option(
      '--stereo <min,max>',
      'two satellites whose lines of sight cross at an angle from min to max, degrees',
    )
    .option(
      '--out <dir>',
      'also write page, maps and tables into this folder; with --design front, marginal values and tables',
    )
    .option(
      '--windows',
      'rise and set times as they are, not as samples show them; exact gaps, revisits and waits',
    )
    .option('--min-duration-s <d>', 'with --windows: leave out shorter ones (default: 0)')
    .option('--windows-out <file>', 'with --windows: write them all to a .csv or .jsonl file')
    .option('--workers <n>', 'threads to share the work (default: one per processor, at most 8)', workers)
    .option('--seed <n>', "of a scenario's random losses; of the samples of --design (default: 1)", seed)
    .option('--json', 'one JSON document on standard output')
    .option(
      '--design',
      'compare designed shells: what more satellites buy; any of the flags below means it too',
    )
    .option(
      '--design-kind <list>',
      'delta, star or both: nodes over the full circle or half of it (default: delta)',
    )
    .option('--design-counts <list>', 'satellites, such as 200..1000:50 or 400,600')
    .option('--design-planes <list>', 'planes of a shell; counts that do not divide by them are left out')
    .option('--design-altitude-km <list>', 'altitudes')
    .option('--design-inclination-deg <list>', 'inclinations')
    .option(
      '--design-shells <list>',
      'shells that share the satellites evenly: every choice of so many kinds, altitudes and inclinations (default: 1)',
    )
    .option(
      '--design-beside <kind:t/p/f:km:deg>',
      'a shell that stands beside every design, such as star:66/6/2:780:86.4; repeatable',
      (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
    )
    .option(
      '--design-phasing <f>',
      "Walker's F: the best for each design, all of them, or a list (default: best)",
    )
    .option('--design-latitude-deg <s,n>', 'rows of latitude that count (default: -90,90)')
    .option(
      '--design-finalists <n>',
      'designs nearest the knee to compute in full: 24 h, 157 s, 1000 points unless said (default: 5)',
    )
    .addHelpText(
      'after',
      example(
        'coverage scenarios/custody-600.yaml --hours 24 --step-s 60 --points 2500 --min-elevation-deg 20\n  cupola coverage scenarios/custody-600.yaml --hours 24 --step-s 60 --points 20000 --target-altitude-km 500 --corridor-from 39.2,125.7 --corridor-to us-conus --corridor-width-km 800 --sensor above-limb-lwir\n  cupola coverage scenarios/custody-600.yaml --hours 6 --step-s 60 --points 20000 --min-elevation-deg 20 --region us-conus --off-nadir-deg 60 --sun-exclusion-deg 10\n  cupola coverage --design --design-counts 200..1000:50 --design-planes 10,20,40 --design-altitude-km 600,1000 --design-inclination-deg 60,80 --min-elevation-deg 30 --out out/designs\n  cupola coverage --design-shells 2 --design-kind delta,star --design-counts 200..600:40 --design-planes 10 --design-altitude-km 1000 --design-inclination-deg 50,86 --min-elevation-deg 20',
      ),
    )
    .action(async (satellites: string | undefined, flags: DesignFlags) => {
      if (Object.keys(flags).some((name) => name.startsWith('design'))) {
        const { designCommand } = await import('../design/design.ts');
        process.exitCode = await designCommand(satellites ?? null, flags);
        return;
      }
      const { coverageCommand } = await import('./coverage.ts');
      process.exitCode = await coverageCommand(satellites ?? null, flags);
    });
}
