import { Command, CommanderError, Option } from 'commander';
import { EXIT } from './exit-code.ts';
import { catalogueCommandLine } from './commands/catalogue/command-line.ts';
import { coverageCommandLine } from './commands/coverage/command-line.ts';
import { missionCommandLines } from './commands/mission/command-line.ts';
import { example, positive, power, seed } from './commands/option-parsers.ts';
import { propagateCommandLine } from './commands/propagate/command-line.ts';
import { validateCommandLine } from './commands/validate/command-line.ts';
import type { ScoreFlags } from './commands/score.ts';
import type { TrackFlags } from './commands/track.ts';

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
  cupola
    .command('track')
    .description("track anybody's detections (docs/formats/neutral.md); what caused them is never read")
    .argument('<detections>', 'file of detections (JSON lines); - reads standard input')

    .requiredOption(
      '--tracks <file>',
      'file to write: a row for each confirmed track and scan time; - writes them to standard output as they become final',
    )
    .option('--points <file>', 'file to write: launch and impact points of each track, with covariance')
    .option('--points-every-s <s>', 'from one telling of the points of a track to the next', positive, 10)
    .option('--smoothed <file>', 'file to write: each whole flight from all its looks, for after the action')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; tracking draws nothing').argParser(seed))
    .addHelpText(
      'after',
      `${example('track detections.jsonl --tracks tracks.jsonl --points points.jsonl --smoothed smoothed.jsonl')}\n  receiver | cupola track - --tracks - | display`,
    )
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
  validateCommandLine(cupola);
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
