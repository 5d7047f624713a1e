import { phaseSeconds } from '@cupola/core/engagement';
import { degrees } from '@cupola/core/foundation';
import { unknownId } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import {
  Interruption,
  RAID_FILE_NAMES,
  eventFlight,
  loadFleet,
  raidFolderProblems,
  raidReport,
  raidStudy,
  weaponEvents,
  writeRaidFolder,
} from '@cupola/runtime';
import type { LaunchArea, LoadedFleet, RaidQuestion } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { commandWords } from '../command-words.ts';
import {
  DEFAULT_KIND,
  altitudeProblems,
  boostProblems,
  lawOf,
  phaseOf,
  withFlights,
} from '../reach/law-flags.ts';
import { readRaidFlags } from './raid-flags.ts';
import type { RaidFlags, RaidWish } from './raid-flags.ts';
import { raidText } from './raid-text.ts';

/** `cupola raid`: what leaks through a second fleet. */
export async function raidCommand(file: string, flags: RaidFlags): Promise<ExitCode> {
  const startMs = performance.now();
  const json = flags.json === true;
  const problems: Problem[] = [];
  const asked = readRaidFlags(flags, problems);
  const loaded = loadFleet({
    source: { kind: 'file', file },
    from: null,
    durationS: Number.isNaN(asked.windowS) ? 0 : asked.windowS,
    select: null,
    maxElementAgeDays: null,
    skipBad: false,
  });
  if (!loaded.ok) return refuse([...problems, ...loaded.problems], json);
  const { fleet } = loaded;
  if (fleet.scenario === null) {
    const expected = 'a scenario with interceptors';
    problems.push({ path: '', value: file, expected, message: 'it is no scenario', file });
  }
  const byFlight = flags.area.length === 0;
  const law = byFlight ? withFlights(asked.law) : asked.law;
  const wish = { ...asked, law };
  const areas = byFlight
    ? eventAreas(fleet, flags.event, problems)
    : wish.places.map((place): LaunchArea => ({ ...place, flight: null }));
  const phase = phaseOf(law, fleet);
  problems.push(...altitudeProblems(law, fleet), ...kindProblems(flags, fleet));
  if (flags.flyoutS !== undefined) problems.push(...boostProblems(law, phase));
  if (flags.flyoutS !== undefined) problems.push(...timeProblems(wish, areas, phase));
  if (wish.decoys !== null && wish.decoys.perMissile > 0 && phase === 'boost') {
    const message = 'decoys are let go after the boost';
    problems.push({ path: '--decoys', value: flags.decoys, expected: '--phase midcourse', message });
  }
  if (flags.out !== undefined) problems.push(...raidFolderProblems(flags.out));
  if (problems.length > 0) return refuse(problems, json);
  const question = questionOf(wish, fleet, areas, phase, flags);
  const report = raidReport(question, wish.custody);
  if (flags.out !== undefined) {
    const interruption = new Interruption();
    interruption.listen();
    const words = commandWords('raid', file, flags);
    await writeRaidFolder(
      flags.out,
      raidStudy(report, question, { name: file, command: words }),
      interruption,
    );
    interruption.ignore();
  }
  const beside = flags.out === undefined ? {} : { folder: flags.out, files: RAID_FILE_NAMES };
  const timing = { wallS: (performance.now() - startMs) / 1000 };
  await writeOut(
    json
      ? `${JSON.stringify({ ...report, ...beside, timing }, null, 2)}\n`
      : `${raidText(report)}${flags.out === undefined ? '' : `\nPage: ${flags.out}/raid.html\n`}`,
  );
  return EXIT.done;
}

function questionOf(
  wish: RaidWish,
  fleet: LoadedFleet,
  areas: readonly LaunchArea[],
  phase: RaidQuestion['phase'],
  flags: RaidFlags,
): RaidQuestion {
  const kind = fleet.parts[0]?.kind ?? DEFAULT_KIND;
  const { law } = wish;
  return {
    fleet,
    areas,
    spacingS: wish.spacingS,
    lawOf: (part) => lawOf(law, part),
    phase,
    flyOutS: flags.flyoutS === undefined ? Number.POSITIVE_INFINITY : law.flyOutS,
    // At a place without a flight the fly-out is all there is.
    orderAfterS: flags.area.length > 0 ? [0] : wish.orderAfterS,
    marginS: wish.marginS,
    odds: {
      killProb: wish.killProb ?? kind.killProb,
      trackProb: wish.trackProb,
      shotsPerTarget: wish.shotsPerTarget,
    },
    doctrine: wish.doctrine,
    commonFailureProb: wish.commonFailureProb,
    decoys: wish.decoys,
    secondAfterS: wish.secondAfterS,
    readyShare: wish.readyShare,
    sizes: wish.sizes,
    launches: wish.launches,
    windowS: wish.windowS,
    seed: flags.seed ?? fleet.scenario?.seed ?? 1,
  };
}

/** The flights of the named events; of the first that has several missiles when none is named. */
function eventAreas(
  fleet: LoadedFleet,
  named: readonly string[],
  problems: Problem[],
): readonly LaunchArea[] {
  const { scenario } = fleet;
  if (scenario === null) return [];
  const events = weaponEvents(scenario);
  const usual = events.find(({ event }) => event.count > 1) ?? events[0];
  if (usual === undefined) {
    const message = 'the scenario launches nothing with a warhead';
    problems.push({ path: 'events', value: null, expected: 'an event of a missile, or --area', message });
    return [];
  }
  const ids = named.length === 0 ? [usual.event.id] : named;
  return ids.flatMap((id): readonly LaunchArea[] => {
    const found = events.find(({ event }) => event.id === id);
    if (found === undefined) {
      const known = events.map(({ event }) => event.id);
      problems.push(unknownId('--event', id, 'event of a missile', known));
      return [];
    }
    const flight = eventFlight(scenario, fleet.epoch, found, problems);
    if (flight === null) return [];
    const [x = 0, y = 0, z = 0] = flight.motion;
    const latDeg = degrees(Math.atan2(z, Math.hypot(x, y)));
    return [{ title: id, latDeg, lonDeg: degrees(Math.atan2(y, x)), flight }];
  });
}

/** Groups of different kinds in one raid: what they do not have in common has to be said. */
function kindProblems(flags: RaidFlags, { parts }: LoadedFleet): Problem[] {
  const kinds = parts.map(({ kind }) => kind ?? DEFAULT_KIND);
  return (
    [
      ['--kill-prob', flags.killProb, kinds.map(({ killProb }) => String(killProb))],
      ['--phase', flags.phase, kinds.map(({ phase }) => phase)],
    ] as const
  ).flatMap(([path, given, values]): Problem[] => {
    const different = [...new Set(values)];
    if (given !== undefined || different.length < 2) return [];
    const message = `the groups of interceptors differ in it: ${different.join(', ')}`;
    return [{ path, value: null, expected: 'one value for the whole raid', message }];
  });
}

/** A fly-out that goes on after the phase has ended, whatever the delay. */
function timeProblems(
  { law, orderAfterS, marginS }: RaidWish,
  areas: readonly LaunchArea[],
  phase: RaidQuestion['phase'],
): Problem[] {
  return areas.flatMap(({ flight, title }): Problem[] => {
    const window = flight === null ? null : phaseSeconds(flight, phase);
    const orders = orderAfterS.filter((each) => each !== null);
    if (window === null || orders.length === 0) return [];
    const leftS = Math.max(0, window[1] - marginS - Math.max(window[0], Math.min(...orders)));
    if (law.flyOutS <= leftS) return [];
    return [
      {
        path: '--flyout-s',
        value: law.flyOutS,
        expected: `at most ${leftS} s: the ${phase} ends ${window[1]} s after lift-off; or no --flyout-s for all the time there is`,
        message: `the ${phase} of ${title} leaves less time than the fly-out takes`,
      },
    ];
  });
}
