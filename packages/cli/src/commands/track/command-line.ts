import { Option } from 'commander';
import type { Command } from 'commander';
import { example, positive, seed } from '../option-parsers.ts';
import type { TrackFlags } from './track.ts';

/** Adds `cupola track`. */
export function trackCommandLine(parent: Command): void {
  parent
    .command('track')
    .description("track anybody's detections (docs/formats/neutral.md); what caused them is never read")
    .argument('<detections>', 'file of detections (JSON lines); - reads standard input')

    .requiredOption(
      '--tracks <file>',
      'file to write: a row for each confirmed track and scan time; - writes them to standard output as they become final',
    )
    .option('--points <file>', 'file to write: launch and impact points of each track, with covariance')
    .option('--points-every-s <s>', 'from one telling of the points of a track to the next', positive, 10)
    .option('--events <file>', 'file to write: why tracks began, changed phase, merged and ended')
    .option('--smoothed <file>', 'file to write: each whole flight from all its looks, for after the action')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--seed <n>', 'accepted by every command; tracking draws nothing').argParser(seed))
    .addHelpText(
      'after',
      `${example('track detections.jsonl --tracks tracks.jsonl --points points.jsonl --smoothed smoothed.jsonl')}\n  receiver | cupola track - --tracks - | display`,
    )
    .action(async (detections: string, flags: TrackFlags) => {
      const { trackCommand } = await import('./track.ts');
      process.exitCode = await trackCommand(detections, flags);
    });
}
