import { combinedEphemeris, walkerEphemeris } from '@cupola/core/constellation';
import type { WalkerShell } from '@cupola/core/constellation';
import { latitudeMeter } from '@cupola/core/coverage';
import type { RowTally } from '@cupola/core/coverage';
import { present } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import type { EarthRotation, Ephemeris } from '@cupola/core/physics';
import { ephemerisOf } from '../../satellites/satellite-groups.ts';
import type { SatelliteGroups } from '../../satellites/satellite-groups.ts';
import { shortcutLook } from './design-look.ts';
import type { ShortcutLook } from './design-look.ts';
import type { DesignQuestion } from './design-question.ts';

/** A question, and satellites as they are to stand beside the designs. */
export interface DesignJob {
  readonly question: DesignQuestion;
  readonly given: { readonly satellites: SatelliteGroups; readonly satelliteCount: number } | null;
}

/** A piece of work that one thread does by itself. */
export type DesignTask =
  | { readonly kind: 'shortcut'; readonly design: number }
  | {
      readonly kind: 'full';
      /** Null: the satellites given. */
      readonly shells: readonly WalkerShell[] | null;
      readonly fromSample: number;
      readonly toSample: number;
    };

export type DesignResult =
  | { readonly kind: 'shortcut'; readonly look: ShortcutLook }
  | { readonly kind: 'full'; readonly tally: RowTally };

/** Does tasks of one job, in any order; what comes out depends on the task alone. */
export function designTasks({ question, given }: DesignJob): (task: DesignTask) => DesignResult {
  const givenOrbits = given === null ? null : givenSatellites(given.satellites);
  return (task) => {
    if (task.kind === 'shortcut') {
      const design = present(question.designs[task.design]);
      return { kind: 'shortcut', look: shortcutLook(question, design) };
    }
    const { within, sight, stereo, stepUs } = question;
    const orbits = task.shells === null ? present(givenOrbits) : designedSatellites(task.shells);
    const meter = latitudeMeter({ ...orbits, within, sight, stereo, stepUs });
    for (let sample = task.fromSample; sample < task.toSample; sample++) meter.measure(sample);
    return { kind: 'full', tally: meter.tally };
  };
}

interface Orbits {
  readonly ephemeris: Ephemeris;
  readonly earth: EarthRotation;
  readonly fromUs: SimTimeUs;
}

/** All first nodes stand on one meridian at the start. */
function designedSatellites(shells: readonly WalkerShell[]): Orbits {
  const parts = shells.map((shell) => walkerEphemeris(shell));
  return { ephemeris: combinedEphemeris(parts), earth: { angleAtEpochRad: 0 }, fromUs: 0 };
}

function givenSatellites(given: SatelliteGroups): Orbits {
  const { window, fromUs } = given;
  return { ephemeris: ephemerisOf(given, []), earth: earthRotationFrom(window.epoch), fromUs };
}
