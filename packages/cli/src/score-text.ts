import type { ScoreSummary } from '@cupola/runtime';
import { rejectedText } from './rejected-text.ts';
import { textTable } from './text-table.ts';

/** A score for people. */
export function scoreText(score: ScoreSummary): string {
  const { gospaParts: parts, timeToFirstTrackS: first, nees, nis, trackLife: life, bound = [] } = score;
  const third = score.waitAfterThirdSatelliteS;
  const rows = score.rms.map((row) => {
    const least = bound.find((each) => each.ageS === row.ageS);
    return [
      `${row.ageS}`,
      `${row.count}`,
      number(row.positionM, 1),
      number(row.velocityMPerS, 2),
      number(row.nees, 2),
      band(row.neesBand),
      ...(score.bound === undefined
        ? []
        : [
            number(least?.positionM, 1),
            ratio(least?.positionRatio, least?.positionRatioSigma),
            number(least?.velocityMPerS, 2),
            ratio(least?.velocityRatio, least?.velocityRatioSigma),
          ]),
    ];
  });
  const header = ['age s', 'objects', 'position m', 'velocity m/s', 'NEES (6)', '95 % band'];
  const boundHeader = score.bound === undefined ? [] : ['bound m', 'ratio', 'bound m/s', 'ratio'];
  return [
    `${score.objects} objects, ${score.tracks} tracks, ${score.scans} times.`,
    `GOSPA ${number(score.gospaM, 1)} m (alone: localisation ${number(parts.localisationM, 1)}, missed ${number(parts.missedM, 1)}, false ${number(parts.falseM, 1)}); after 30 s ${number(score.gospaAfter30sM, 1)} m.`,
    `OSPA ${number(score.ospaM, 1)} m; after 30 s ${number(score.ospaAfter30sM, 1)} m.`,
    `First track after ${number(first.median, 1)} s (median), ${number(first.p95, 1)} s (95 %); ${first.never} objects never.`,
    ...(third === undefined
      ? []
      : [
          `After the third satellite saw it: ${number(third.median, 1)} s (median), ${number(third.p95, 1)} s (95 %); ${third.count} objects, ${third.never} never.`,
        ]),
    `Tracked ${percent(life.completeness)} of the time, ${percent(life.completenessAfterFirst)} from the first track on, ${percent(life.longestTrackShare)} by one track; ${life.breaks} breaks.`,
    `Identity switches ${score.idSwitches}, false tracks ${score.falseTracks}, mostly false ones ${score.mostlyFalseTracks}.`,
    `NEES ${number(nees.mean, 2)} (6 is ideal; 95 % band ${band(nees.band95)} for ${nees.independent} objects), median ${number(nees.median, 2)}.`,
    `NIS ${number(nis.mean, 4)} (1 is ideal; 95 % band ${band(nis.band95, 4)} for ${nis.count} numbers measured).`,
    '',
    textTable([...header, ...boundHeader], rows),
    ...(score.unscoredTrackRows === 0
      ? []
      : [`${score.unscoredTrackRows} rows of tracks at times without truth were left out.`]),
    rejectedText(score.rejected),
  ].join('\n');
}

function number(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits);
}

function ratio(value: number | null | undefined, sigma: number | undefined): string {
  return value === null || value === undefined ? '-' : `${value.toFixed(2)} ± ${number(sigma, 2)}`;
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(2)} %`;
}

function band(value: readonly [number, number] | null, digits = 2): string {
  return value === null ? '-' : `${value[0].toFixed(digits)} to ${value[1].toFixed(digits)}`;
}
