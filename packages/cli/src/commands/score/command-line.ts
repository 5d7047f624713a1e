import { Option } from 'commander';
import type { Command } from 'commander';
import { example, positive, power, seed } from '../option-parsers.ts';
import type { ScoreFlags } from './score.ts';

/** Adds `cupola score`. */
export function scoreCommandLine(parent: Command): void {
  parent
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
      const { scoreCommand } = await import('./score.ts');
      process.exitCode = await scoreCommand(truth, tracks, flags);
    });
}
