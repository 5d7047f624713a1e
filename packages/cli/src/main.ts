import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-code.ts';
import { CATALOGUE_FORMATS } from './commands/catalogue-flags.ts';
import type { CatalogueFlags } from './commands/catalogue-flags.ts';
import type { DesignFlags } from './commands/design-flags.ts';
import type { MissionFlags } from './commands/mission-flags.ts';
import type { PropagateFlags } from './commands/propagate-flags.ts';
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
  coverageCommandLine(cupola);
  propagateCommandLine(cupola);
  catalogueCommandLine(cupola);
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

function coverageCommandLine(parent: Command): void {
  parent
    .command('coverage')
    .description('what satellites see of the ground, or of a shell above it: how many, where, with what gaps')
    .argument('[satellites]', 'scenario, TLE or OMM file; with --design it may be left out')
    .option(
      '--from <t>',
      "first sample, UTC (default: the scenario's epoch; the midnight after the newest elements)",
    )
    .addOption(
      new Option('--select <key=value>', "objects of a catalogue, keys as in a scenario's select; repeatable")
        .argParser(collect)
        .default([], 'the operational shell'),
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
        const { designCommand } = await import('./commands/design.ts');
        process.exitCode = await designCommand(satellites ?? null, flags);
        return;
      }
      const { coverageCommand } = await import('./commands/coverage.ts');
      process.exitCode = await coverageCommand(satellites ?? null, flags);
    });
}

function propagateCommandLine(parent: Command): void {
  parent
    .command('propagate')
    .description('ephemerides: where satellites are, time after time')
    .argument('<satellites>', 'scenario (YAML), OMM or TLE file')
    .option(
      '--from <utc>',
      "first instant (default: a scenario's epoch; else 00:00 UTC after the newest elements)",
    )
    .option('--minutes <m>', 'length, minutes; the last instant counts')
    .option('--step-s <s>', 'time between two instants, s')
    .option('--frame <frame>', 'teme, gcrf, itrf or geodetic', 'itrf')
    .option('--format <format>', 'csv, oem (CCSDS orbit ephemeris message) or parquet', 'csv')
    .addOption(
      new Option(
        '--select <key=value>',
        'which objects of a catalogue, with the keys of `select`; repeatable',
      )
        .argParser(collect)
        .default([], 'all'),
    )
    .option('--max-age-days <d>', "oldest elements that are used (default: the scenario's limit, or 30)")
    .option('--skip-bad', 'use what can be read of a catalogue, and name the rest')
    .option('--out <path>', 'a file, or a folder for it (default: standard output)')
    .option('--json', 'one JSON document on standard output: the rows, or the files')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn').argParser(seed))
    .addHelpText(
      'after',
      example(
        'propagate data/catalogues/iridium-next_2026-07-24.tle --minutes 100 --step-s 60 --select count=6',
      ),
    )
    .action(async (satellites: string, flags: PropagateFlags) => {
      const { propagateCommand } = await import('./commands/propagate.ts');
      process.exitCode = await propagateCommand(satellites, flags);
    });
}

function catalogueCommandLine(parent: Command): void {
  parent
    .command('catalogue')
    .description('list what a catalogue of satellites holds, or write it in another format')
    .argument('<file>', 'TLE, or OMM as JSON, CSV, KVN or XML; its content decides')
    .addOption(
      new Option(
        '--select <key=value>',
        "keep some objects, with the keys of a scenario's select; repeatable",
      )
        .argParser(collect)
        .default([], 'all'),
    )
    .addOption(new Option('--to <format>', 'write the objects').choices(CATALOGUE_FORMATS))
    .option('--out <file>', 'where to write them (default: standard output)')
    .option(
      '--from <instant>',
      'ages are counted from here (default: the first 00:00 UTC after the newest epoch)',
    )
    .option('--max-age-days <days>', 'older elements are named (default: 30)', days)
    .option('--skip-bad', 'use what can be read, and name the rest')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; nothing is drawn here').argParser(seed))
    .addHelpText(
      'after',
      example(
        "catalogue data/catalogues/starlink_2026-07-24.tle --select 'inclinationDeg=[52.9, 53.3]' --to omm-xml --out shell.xml",
      ),
    )
    .action(async (file: string, flags: CatalogueFlags) => {
      const { catalogueCommand } = await import('./commands/catalogue.ts');
      process.exitCode = await catalogueCommand(file, flags);
    });
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

function days(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 100_000) {
    throw new InvalidArgumentError('Expected a number of days from 0 to 100000.');
  }
  return value;
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
