import type { ScoreSummary } from '@cupola/runtime';
import { rejectedText } from './rejected-text.ts';
import { textTable } from './text-table.ts';

/** A score for people. */
export function scoreText(score: ScoreSummary): string {
  const { gospaParts: parts, timeToFirstTrackS: first, nees, bound = [] } = score;
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
            number(least?.positionRatio, 2),
            number(least?.velocityMPerS, 2),
            number(least?.velocityRatio, 2),
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
    `Identity switches ${score.idSwitches}, false tracks ${score.falseTracks}.`,
    `NEES ${number(nees.mean, 2)} (6 is ideal; 95 % band ${band(nees.band95)} for ${nees.independent} objects), median ${number(nees.median, 2)}.`,
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

function band(value: readonly [number, number] | null): string {
  return value === null ? '-' : `${value[0].toFixed(2)} to ${value[1].toFixed(2)}`;
}
