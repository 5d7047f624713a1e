import { walkerSlot } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { degrees, present } from '@cupola/core/foundation';
import type { CustodyOnDate } from '@cupola/core/messages';
import type { CustodyFile } from '@cupola/contract';
import type { Orbit, SatelliteGroup } from '@cupola/core/scenario';
import type { LoadedMission } from '../../mission/mission-with.ts';
import { performCustody } from '../../perform-custody.ts';
import type { BatchOptions, Refused } from '../../perform-custody.ts';
import type { RunSummary } from '../../summary/summary.ts';
import { mean } from '../../summary/statistics.ts';
import type { ServingSlot } from './coverage-on-dates.ts';

type CustodyOutcome = { readonly ok: true; readonly custody: CustodyOnDate | null } | Refused;

/**
 * Flies the scenario's events before the satellites of a date: its layer is replaced by the slots in service, its hosts are there or not, nothing else changes. Each run has the next seed.
 *
 * @returns Null when nobody is there to see anything.
 */
export async function custodyOf(
  mission: LoadedMission,
  asked: CustodyFile,
  shell: WalkerShell,
  slots: readonly ServingSlot[],
  hostsServe: boolean,
  options: BatchOptions,
): Promise<CustodyOutcome> {
  const { scenario } = mission.inputs;
  const satellites = scenario.satellites.flatMap((group): SatelliteGroup[] => {
    if (group.id === asked.hosts) return hostsServe ? [group] : [];
    if (group.id !== asked.layer) return [group];
    const { id, sensors } = group;
    return slots.length === 0 ? [] : [{ id, sensors, orbits: orbitsOf(shell, slots) }];
  });
  if (satellites.length === 0) return { ok: true, custody: null };
  const runs: RunSummary[] = [];
  for (let run = 0; run < asked.runs; run++) {
    const changed = { ...scenario, satellites, seed: scenario.seed + run };
    // oxlint-disable-next-line no-await-in-loop -- each run takes all threads
    const done = await performCustody(
      { ...mission, inputs: { ...mission.inputs, scenario: changed } },
      options,
    );
    if (!done.ok) return done;
    runs.push(done.summary);
  }
  return { ok: true, custody: custodyOnDate(runs) };
}

function custodyOnDate(runs: readonly RunSummary[]): CustodyOnDate {
  const held = (phase: 'boost' | 'midcourse' | 'reentry'): number | null =>
    mean(runs.flatMap(({ custody }) => custody.meanShare[phase] ?? []));
  const threats = runs.reduce((sum, { decision }) => sum + decision.threats, 0);
  const declared = runs.reduce((sum, { decision }) => sum + decision.declaredThreats, 0);
  return {
    satellites: present(runs[0]).satellites,
    runs: runs.length,
    boostHeldShare: held('boost'),
    midcourseHeldShare: held('midcourse'),
    reentryHeldShare: held('reentry'),
    threatsDeclaredShare: threats === 0 ? null : declared / threats,
  };
}

/** One orbit for each plane that has a satellite in service. */
function orbitsOf(shell: WalkerShell, slots: readonly ServingSlot[]): readonly Orbit[] {
  const planes = Map.groupBy(slots, ({ plane }) => plane);
  return [...planes].map(([plane, own]) => ({
    altitudeKm: shell.altitudeM / 1000,
    inclinationDeg: degrees(shell.inclinationRad),
    nodeDeg: degrees(walkerSlot(shell, plane, 0).nodeRad) % 360,
    argumentOfLatitudeDeg: own.map(
      ({ slot }) => degrees(walkerSlot(shell, plane, slot).argumentOfLatitudeRad) % 360,
    ),
  }));
}
