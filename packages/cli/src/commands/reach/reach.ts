import { phaseSeconds } from '@cupola/core/engagement';
import type { Problem } from '@cupola/core/scenario';
import {
  Interruption,
  REACH_FILE_NAMES,
  loadFleet,
  mapProblems,
  mapReport,
  performReachMap,
  reachFolderProblems,
  reachReport,
  reachStudy,
  writeReachFolder,
} from '@cupola/runtime';
import type { LaunchArea, ReachQuestion } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { problemList, refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { commandWords } from '../command-words.ts';
import { workerCount } from '../worker-count.ts';
import { fleetSource } from './fleet-source.ts';
import { launchAreas } from './flight-flags.ts';
import { altitudeProblems, boostProblems, lawOf, phaseOf, withFlights } from './law-flags.ts';
import { readReachFlags } from './reach-flags.ts';
import type { ReachFlags, ReachWish } from './reach-flags.ts';
import { reachText } from './reach-text.ts';

/** `cupola reach`: who of a second fleet could reach a launch. */
export async function reachCommand(satellites: string, flags: ReachFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const problems: Problem[] = [];
  const asked = readReachFlags(flags, problems);
  const wish = { ...asked, law: flags.vehicle === undefined ? asked.law : withFlights(asked.law) };
  const source = fleetSource(satellites, problems);
  const areas = launchAreas(wish.places, flags, problems);
  const loaded =
    source === null
      ? null
      : loadFleet({
          source,
          from: problems.some((each) => each.path === '--from') ? null : wish.from,
          durationS: Number.isNaN(wish.hours) ? 0 : 3600 * wish.hours,
          select: wish.select,
          maxElementAgeDays: wish.maxElementAgeDays,
          skipBad: flags.skipBad === true,
        });
  if (loaded !== null && !loaded.ok) problems.push(...loaded.problems);
  if (loaded?.ok !== true || problems.length > 0) return refuse(problems, json);
  const { fleet, skipped } = loaded;
  const phase = phaseOf(wish.law, fleet);
  problems.push(...altitudeProblems(wish.law, fleet), ...boostProblems(wish.law, phase));
  problems.push(...flightProblems(wish, areas, phase));
  if (problems.length > 0) return refuse(problems, json);
  if (skipped.length > 0) await writeError(`${problemList(skipped)}\n`);
  const question: ReachQuestion = {
    fleet,
    areas,
    lawOf: (part) => lawOf(wish.law, part),
    flyOutS: wish.law.flyOutS,
    phase,
    orderAfterS: wish.times.orderAfterS,
    marginS: wish.times.marginS,
    surface: wish.surface,
    stepS: wish.stepS,
    sampleCount: wish.sampleCount,
  };
  if (wish.mapCells !== null) problems.push(...mapProblems(question));
  if (flags.out !== undefined) problems.push(...reachFolderProblems(flags.out));
  if (problems.length > 0) return refuse(problems, json);
  const interruption = new Interruption();
  interruption.listen();
  const report = reachReport(question);
  const progress = new Progress('sample');
  const map =
    wish.mapCells === null
      ? null
      : await performReachMap(question, wish.mapCells, {
          workers: workerCount(flags.workers),
          onSample: (sample, count) => progress.update(sample, count),
        });
  progress.done();
  if (flags.out !== undefined) {
    const words = commandWords('reach', satellites, flags);
    const study = reachStudy(report, question, map, { name: satellites, command: words });
    await writeReachFolder(flags.out, study, interruption);
  }
  interruption.ignore();
  const beside = {
    ...(map === null ? {} : { map: mapReport(map) }),
    ...(flags.out === undefined ? {} : { folder: flags.out, files: REACH_FILE_NAMES }),
  };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...report, ...beside, timing }, null, 2)}\n`
      : `${reachText(report, timing.wallS)}${flags.out === undefined ? '' : `\nPage: ${flags.out}/reach.html\n`}`,
  );
  return EXIT.done;
}

/** A fly-out that goes on after the phase has ended. */
function flightProblems(
  { law, times }: ReachWish,
  areas: readonly LaunchArea[],
  phase: ReachQuestion['phase'],
): Problem[] {
  return areas.flatMap(({ flight, title }): Problem[] => {
    if (flight === null) return [];
    const endS = phaseSeconds(flight, phase)?.[1] ?? 0;
    const leftS = Math.max(0, endS - times.marginS - times.orderAfterS);
    if (law.flyOutS <= leftS) return [];
    return [
      {
        path: '--flyout-s',
        value: law.flyOutS,
        expected: `at most ${leftS} s: the ${phase} ends ${endS} s after lift-off, detection, decision and margin take ${times.orderAfterS + times.marginS} s`,
        message: `the ${phase} from ${title} leaves less time than the fly-out takes`,
      },
    ];
  });
}
