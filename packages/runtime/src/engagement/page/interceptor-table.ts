import { STANDARD_GRAVITY_M_PER_S2 } from '@cupola/core/physics';
import { escapeText, table } from '../../page/markup.ts';
import { decimal } from '../../page/numbers.ts';
import type { LoadedPart } from '../load-fleet.ts';
import type { PartLaw } from '../reach-question.ts';

const FIGURES: Readonly<Record<string, string>> = {
  flyOut: 'speed and acceleration',
  interceptAltitudeM: 'height of the intercept',
  killProb: 'kill probability',
  lifeYears: 'life in orbit',
};

/** The interceptors of a fleet, with what they are taken for and where each figure is from. */
export function interceptorTable(parts: readonly LoadedPart[], lawOf: (part: LoadedPart) => PartLaw): string {
  const rows = parts.map((part) => {
    const { flyOut, interceptAltitudeM } = lawOf(part);
    return [
      escapeText(part.id),
      decimal(part.ephemeris.satelliteCount, 0),
      decimal(part.meanAltitudeM / 1000, 0),
      decimal(flyOut.speedMPerS / 1000, 1),
      decimal(flyOut.accelerationMPerS2 / STANDARD_GRAVITY_M_PER_S2, 1),
      decimal(interceptAltitudeM / 1000, 0),
    ];
  });
  const kinds = [
    ...new Map(parts.flatMap(({ kind }) => (kind === null ? [] : [[kind.id, kind] as const]))).values(),
  ];
  const sources = kinds.flatMap(({ id, sources: of }) =>
    Object.entries(of).map(([what, source]) => [
      escapeText(id),
      FIGURES[what] ?? escapeText(what),
      escapeText(source),
    ]),
  );
  return (
    table('Interceptors', ['group', 'how many', 'orbit km', 'km/s', 'g', 'lowest intercept km'], rows) +
    (sources.length === 0
      ? ''
      : table('Where the figures of their kinds are from', ['kind', 'what', 'source'], sources))
  );
}
