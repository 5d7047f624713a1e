import type { DeploymentReport } from '@cupola/runtime';
import { textTable } from '../../text-table.ts';
import { settingsLine } from '../command-words.ts';

/** A deployment on a terminal. */
export function deploymentText(report: DeploymentReport, settings: readonly string[]): string {
  const { title, coverageByDate, packings, words, custodyByDate } = report;
  const service = new Map(report.inService.map((each) => [each.date, each]));
  const coverage = textTable(
    ['date', 'P10', 'P50', 'P90', 'hosts', 'one sees', 'two see', 'two see, little service'],
    coverageByDate.map(({ date, hosts, p10, p50 }) => {
      const { inService } = service.get(date) ?? { inService: null };
      return [
        date,
        ...[inService?.p10, inService?.p50, inService?.p90].map((count) => String(count ?? '')),
        String(hosts),
        ...[p50.atLeastOne, p50.atLeastTwo, p10.atLeastTwo].map((share) => `${(100 * share).toFixed(1)} %`),
      ];
    }),
  );
  const packing = textTable(
    ['packing', 'on each', 'launches', 'USD B', 'USD M each', 'all in service'],
    packings.map((each) => [
      each.name,
      String(each.satellitesPerLaunch),
      String(each.launches),
      (each.priceUsdM / 1000).toFixed(2),
      each.priceUsdMPerSatellite.toFixed(1),
      each.allInServiceOn ?? 'not in this case',
    ]),
  );
  const custody =
    custodyByDate.length === 0
      ? ''
      : `\n\nFlights, share held\n${textTable(
          ['date', 'satellites', 'boost', 'midcourse', 're-entry', 'threats declared'],
          custodyByDate.map((each) => [
            each.date,
            String(each.satellites),
            ...[
              each.boostHeldShare,
              each.midcourseHeldShare,
              each.reentryHeldShare,
              each.threatsDeclaredShare,
            ].map((share) => (share === null ? '-' : `${(100 * share).toFixed(1)} %`)),
          ]),
        )}`;
  return `${title}${settingsLine(settings)}\nNotional; not the schedule of any programme.\n\n${words.join('\n')}\n\nSatellites in service and what they see\n${coverage}${custody}\n\nAs the plan would go\n${packing}\n`;
}
