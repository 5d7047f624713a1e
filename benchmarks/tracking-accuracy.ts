/**
 * How close to the physical limit tracks come, over 100 draws that were fixed beforehand (seeds 1 to 100; 1 to 20 of a hundred objects), as a table in Markdown: errors over
 * the Cramer-Rao bound of the very same detections, consistency with its 99.9 % band, waits, false tracks and switches, each with its bar.
 * Through files: detections are written, tracked and scored as `cupola track` and `cupola score` do it.
 *
 *   npm run bench:tracking-accuracy [-- DRAWS]
 *   npm run bench:tracking-accuracy -- DRAWS dense    only a hundred objects in a box of 20 km, at most ten draws, one a row
 */
import { neesBand } from '@cupola/core/metrics';
import { accuracyOf, ACCURACY_CASES, DENSE_CASE, OTHER_FLIGHTS } from '../validation/tracking/accuracy.ts';
import type { Accuracy } from '../validation/tracking/accuracy.ts';
import { AGES_S, verdictsOf } from '../validation/tracking/accuracy-verdict.ts';
import { falseTracksInClutter } from '../validation/tracking/clutter-only.ts';
import { lateIsTheSame } from '../validation/tracking/late-reports.ts';
import { machineLine } from './machine.ts';

const draws = Number(process.argv[2] ?? 100);
if (!Number.isInteger(draws) || draws < 1) throw new Error('DRAWS is not a count above 0');
const seeds = Array.from({ length: draws }, (_, k) => k + 1);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function number(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits);
}

function sayDense(): void {
  say(`${machineLine()}\n`);
  say(
    '| case | seed | tracks, mostly false ones | identity switches (under 40) | GOSPA after 30 s m (under 3,000) | NEES, median (5.35) |',
  );
  say('|---|---|---|---|---|---|');
  for (const seed of seeds.slice(0, DENSE_CASE.mostDraws)) {
    const { pooled, gospaAfter30sM } = accuracyOf(DENSE_CASE, [seed]);
    const { tracks, mostlyFalseTracks, idSwitches, nees } = pooled;
    say(
      `| ${DENSE_CASE.name} | ${seed} | ${tracks}, ${mostlyFalseTracks} | ${idSwitches} ${idSwitches < 40 ? 'pass' : '**fail**'} | ${number(gospaAfter30sM, 0)} ${gospaAfter30sM < 3_000 ? 'pass' : '**fail**'} | ${number(nees.median, 1)} |`,
    );
  }
}

function ageRows(name: string, { pooled }: Accuracy): void {
  for (const ageS of AGES_S) {
    const row = pooled.rms.find((each) => each.ageS === ageS);
    const bound = pooled.bound?.find((each) => each.ageS === ageS);
    const cells = [
      name,
      `${ageS}`,
      `${row?.count ?? 0}`,
      number(row?.positionM, 1),
      number(bound?.positionM, 1),
      `${number(bound?.positionRatio, 3)} ± ${number(bound?.positionRatioSigma, 3)}`,
      number(row?.velocityMPerS, 3),
      number(bound?.velocityMPerS, 3),
      `${number(bound?.velocityRatio, 3)} ± ${number(bound?.velocityRatioSigma, 3)}`,
      number(row?.nees, 2),
    ];
    say(`| ${cells.join(' | ')} |`);
  }
}

if (process.argv[3] === 'dense') {
  sayDense();
  process.exit();
}

const startS = process.cpuUsage().user / 1e6;
const measured = ACCURACY_CASES.map((each) => ({
  name: each.name,
  accuracy: accuracyOf(each, seeds.slice(0, each.mostDraws)),
}));

say(`${machineLine()}; seeds 1 to ${draws}\n`);
say('| case | age s | tracks | position m | bound m | ratio | velocity m/s | bound m/s | ratio | NEES (6) |');
say('|---|---|---|---|---|---|---|---|---|---|');
for (const { name, accuracy } of measured) ageRows(name, accuracy);

say(
  '\n| case | first track s, median / 95 % | GOSPA, OSPA after 30 s m | of all times: localisation, missed, false m | NIS | tracked after the first track | breaks, switches |',
);
say('|---|---|---|---|---|---|---|');
for (const { name, accuracy } of measured) {
  const { pooled, gospaAfter30sM, ospaAfter30sM } = accuracy;
  const { gospaParts: parts, timeToFirstTrackS: first, nis, trackLife: life } = pooled;
  say(
    `| ${name} | ${number(first.median, 0)} / ${number(first.p95, 0)} | ${number(gospaAfter30sM, 0)}, ${number(ospaAfter30sM, 1)} | ${number(parts.localisationM, 0)}, ${number(parts.missedM, 0)}, ${number(parts.falseM, 0)} | ${number(nis.mean, 4)} (${nis.band95?.map((each) => each.toFixed(4)).join(' to ') ?? '-'}) | ${number(life.completenessAfterFirst === null ? null : 100 * life.completenessAfterFirst, 2)} % | ${life.breaks}, ${pooled.idSwitches} |`,
  );
}

say('\n| case | what | value | bar | |');
say('|---|---|---|---|---|');
let failures = 0;
for (const { name, accuracy } of measured) {
  for (const { what, value, bar, passes } of verdictsOf(accuracy.pooled)) {
    if (!passes) failures++;
    say(`| ${name} | ${what} | ${number(value, 3)} | ${bar} | ${passes ? 'pass' : '**fail**'} |`);
  }
}
const falseTracks = falseTracksInClutter(1, 3_600);
say(
  `| an hour of clutter only, 6 satellites | false tracks | ${falseTracks} | 0 | ${falseTracks === 0 ? 'pass' : '**fail**'} |`,
);
const lateSeeds = seeds.slice(0, 10);
const same = lateSeeds.filter((seed) => lateIsTheSame(seed)).length;
say(
  `| one report in five late by up to 10 s, shuffled | draws with the same bytes | ${same} of ${lateSeeds.length} | all | ${same === lateSeeds.length ? 'pass' : '**fail**'} |`,
);
say(
  '\n| other flights | age s | tracks | position m | velocity m/s | NEES (6) | 99.9 % band | | mostly false tracks, switches |',
);
say('|---|---|---|---|---|---|---|---|---|');
for (const each of OTHER_FLIGHTS) {
  const { pooled } = accuracyOf(each, seeds.slice(0, each.mostDraws));
  for (const { ageS, count, positionM, velocityMPerS, nees } of pooled.rms) {
    if (count === 0 || nees === null) continue;
    const [low, high] = neesBand(6, count, '99.9');
    const inBand = nees >= low && nees <= high ? 'in band' : '**outside**';
    say(
      `| ${each.name} | ${ageS} | ${count} | ${number(positionM, 1)} | ${number(velocityMPerS, 2)} | ${number(nees, 2)} | ${low.toFixed(2)} to ${high.toFixed(2)} | ${inBand} | ${pooled.mostlyFalseTracks}, ${pooled.idSwitches} |`,
    );
  }
}
say(
  `\n${failures} of the cells fail. ${(process.cpuUsage().user / 1e6 - startS).toFixed(0)} s of processor time.`,
);
