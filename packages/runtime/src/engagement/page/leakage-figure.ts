import { decimal } from '../../page/numbers.ts';
import { bandPath, polylinePath } from '../../page/svg/path.ts';
import type { RaidReport } from '../raid-report.ts';
import { bySizeFigure } from './by-size-figure.ts';
import type { SizeLine } from './by-size-figure.ts';

/** Leakage against the size of the raid: the mean with its spread, and how often nothing leaks. */
export function leakageFigure(report: RaidReport): string {
  const { sizes, second } = report;
  const ks = sizes.map(({ k }) => k);
  const greedy = sizes.flatMap((row) =>
    row.greedyMeanLeak === null ? [] : [{ ...row, meanLeak: row.greedyMeanLeak, pNoLeak: Number.NaN }],
  );
  const lines: readonly SizeLine[] = [
    { name: second === null ? 'this raid' : 'first raid', className: 'k0', sizes },
    ...(second === null
      ? []
      : [{ name: `second raid ${second.afterS} s later`, className: 'k1 dash1', sizes: second.sizes }]),
    ...(greedy.length === 0
      ? []
      : [{ name: 'first who is free shoots (greedy): mean', className: 'k3 dash2', sizes: greedy }]),
  ];
  const most = Math.max(...ks);
  return bySizeFigure({
    id: 'leakage',
    title: 'What leaks, by the size of the raid',
    description: `Mean number of missiles that leak with the range from 10 to 90 percent of raids, and the probability that none leaks, for raids of ${Math.min(...ks)} to ${most} missiles.`,
    caption: `Over ${decimal(report.launches, 0)} launches at random times, seed ${report.seed}. Dotted: everything leaks. Shots are assigned by the plan that stops the most, which knows the whole raid beforehand${greedy.length === 0 ? '' : '; greedy is somebody who looks no further than the next shot'}.`,
    lines,
    legend: [{ kind: 'area', className: 'k0 band', text: 'leaks of 10 to 90 % of the raids' }],
    panels: [
      {
        yTitle: 'missiles that leak',
        most,
        value: ({ meanLeak }) => meanLeak,
        under: (x, y) =>
          [
            `<path class="k0 band" d="${bandPath(
              ks.map((k) => x.at(k)),
              sizes.map(({ p10 }) => y.at(p10)),
              sizes.map(({ p90 }) => y.at(p90)),
            )}"/>`,
            `<path class="everything" d="${polylinePath([x.at(0), x.at(most)], [y.at(0), y.at(most)])}"/>`,
          ].join(''),
      },
      { yTitle: 'raids of which none leaks (%)', most: 100, value: ({ pNoLeak }) => 100 * pNoLeak },
    ],
  });
}
