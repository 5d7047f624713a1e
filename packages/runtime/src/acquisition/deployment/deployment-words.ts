import { YEAR_DAYS, driftOrbitsOf, planeDriftDays, planeSpacingRad } from '@cupola/core/acquisition';
import { degrees, radians } from '@cupola/core/foundation';
import type { MilestoneDay } from '@cupola/core/messages';
import { counted, decimal, percent } from '../../page/numbers.ts';
import { datesOf, packingRows, shareOfSold } from './deployment-rows.ts';
import { eachSatelliteWords } from './each-satellite-figure.ts';
import type { DeploymentStudy } from './deployment-study.ts';

const MONTH_DAYS = YEAR_DAYS / 12;
/** An inclination that constellations of communication satellites have, to compare drift with. */
const INCLINED_DEG = 53;

/** What the deployment says, in sentences, the most important first. */
export function deploymentWords(study: DeploymentStudy): readonly string[] {
  return [
    ...serviceWords(study),
    ...packingWords(study),
    shareWords(study),
    driftWords(study),
    ...coverageWords(study),
    ...steadyWords(study),
    ...(study.each === null ? [] : eachSatelliteWords(study.each)),
    notionalWords(study),
  ];
}

function serviceWords({ answer, loaded, rates }: DeploymentStudy): readonly string[] {
  const { orderedOn, plan } = loaded.deployment;
  const { count } = plan.shell;
  const nearly = datesOf(answer.nineTenthsDay, orderedOn);
  const half = datesOf(answer.halfDay, orderedOn);
  const first = datesOf(answer.firstLaunchDay, orderedOn);
  const limits = rates.map(({ perYear, limit }) => `${decimal(perYear, 0)} (${limit})`).join(', ');
  return [
    `${counted(count, 'satellite')} ordered on ${orderedOn}: first launch ${spanText(first)}, half in service ${spanText(half)}, nine tenths ${spanText(nearly)} (P10, P50, P90)${neverText(answer.nineTenthsDay)}.`,
    `Launches a year at most ${limits}: the least of pads, boosters and contract, in each year of launches; the last holds on.`,
  ];
}

function spanText({ p10, p50, p90 }: ReturnType<typeof datesOf>): string {
  return [p10, p50, p90].map((date) => date?.slice(0, 7) ?? 'never').join(', ');
}

function neverText({ neverProb }: MilestoneDay): string {
  return neverProb === 0 ? '' : `; not within the case in ${percent(neverProb)} of the draws`;
}

function packingWords(study: DeploymentStudy): readonly string[] {
  const { answer, loaded } = study;
  const { satellitesPerLaunch, planesPerLaunch, byMass, capacityKg, planesByDrift } = answer.packing;
  const { plan } = loaded.deployment;
  const [asPlanned, ...others] = packingRows(study);
  if (asPlanned === undefined) return [];
  const fewest = others
    .filter(({ name }) => name.startsWith('by mass, up to'))
    .toSorted((a, b) => a.launches - b.launches)[0];
  const words = [
    `${counted(asPlanned.launches, 'launch', 'launches')} of up to ${counted(satellitesPerLaunch, 'satellite')}, ${planesPerLaunch === 1 ? 'each to one plane' : `each to up to ${planesPerLaunch} planes`}; if planes did not matter ${decimal(asPlanned.launchesByNumber, 0)}. ${decimal(capacityKg, 0)} kg lift ${byMass}.`,
  ];
  if (plan.satellitesPerLaunch.kind === 'count' && plan.satellitesPerLaunch.count > byMass) {
    words.push(`${plan.satellitesPerLaunch.count} on a launch were asked for; mass allows ${byMass}.`);
  }
  if (plan.planesPerLaunch > planesPerLaunch) {
    words.push(
      `Infeasible by drift: ${plan.planesPerLaunch} planes a launch were asked for, and ${planesByDrift === 1 ? 'no second plane' : `only ${planesByDrift} planes`} can be reached within ${decimal(plan.maxDriftDays, 0)} days of drift.`,
    );
  }
  if (fewest !== undefined && fewest.launches < asPlanned.launches) {
    words.push(
      `Sharing launches between ${fewest.planesPerLaunch} planes would save ${counted(asPlanned.launches - fewest.launches, 'launch', 'launches')} (${decimal((asPlanned.priceUsdM - fewest.priceUsdM) / 1000, 2)} billion dollars) ${endText(fewest.allInServiceOn, asPlanned.allInServiceOn)}.`,
    );
  }
  return words;
}

function endText(shared: string | null, planned: string | null): string {
  if (shared === null && planned === null) return 'and not end within the case either';
  return `and end on ${shared ?? 'no date of the case'} instead of ${planned ?? 'no date of the case'}`;
}

function shareWords(study: DeploymentStudy): string {
  const sold = study.loaded.deployment.assumptions.soldLaunchesPerYear.value;
  const busiest = study.launchesByFiscalYear.toSorted((a, b) => b.planned - a.planned)[0];
  return `As the plan goes, ${percent(shareOfSold(study))} of the ${decimal(sold, 0)} launches a year that this launcher sells to others while the layer is built${busiest === undefined ? '' : `; ${percent(busiest.planned / sold)} in fiscal year ${busiest.fiscalYear}`}.`;
}

function driftWords({ answer, loaded }: DeploymentStudy): string {
  const { plan } = loaded.deployment;
  const orbits = driftOrbitsOf(plan);
  const spacingRad = planeSpacingRad(plan.shell);
  const where = `from a waiting orbit at ${decimal(plan.parkingAltitudeM / 1000, 0)} km to ${decimal(plan.shell.altitudeM / 1000, 0)} km at ${decimal(degrees(plan.shell.inclinationRad), 1)} degrees`;
  const days = answer.packing.driftDaysPerPlane;
  if (plan.shell.planes === 1) return 'One plane: there is no other to drift to.';
  if (!Number.isFinite(days) || days > 1e6) {
    return `Infeasible by drift: ${where} nodes do not part, so a second plane is never reached (infinite time) and every launch serves one plane.`;
  }
  const inclined = planeDriftDays(spacingRad, { ...orbits, inclinationRad: radians(INCLINED_DEG) });
  return `Drift by ${decimal(degrees(spacingRad), 1)} degrees to the next plane takes ${decimal(days / MONTH_DAYS, 1)} months for each extra plane, ${where}; at ${INCLINED_DEG} degrees it would take ${decimal(inclined / MONTH_DAYS, 1)}.`;
}

function coverageWords({ coverage, service }: DeploymentStudy): readonly string[] {
  const whole = coverage.find(({ p50 }) => p50.atLeastTwo >= 0.99);
  const early = coverage.find(({ hosts }) => hosts > 0);
  const flown = service.dates.filter(({ custody }) => custody !== null).at(-1);
  return [
    ...(early === undefined
      ? []
      : [
          `${early.hosts} retrofitted hosts see ${percent(early.p50.atLeastOne)} of places and times from ${early.date} on${early.p50.satellites === early.hosts ? ', before any satellite of the layer' : ''}.`,
        ]),
    whole === undefined
      ? 'On none of the dates asked do two satellites see 99 % of all places and times.'
      : `Two satellites see 99 % of all places and times from ${whole.date} on, in the middling future; ${percent(whole.p10.atLeastTwo)} then in the one with little service.`,
    ...(flown?.custody === undefined || flown.custody === null
      ? []
      : [
          `Flights on ${flown.date}: midcourse held ${percent(flown.custody.midcourseHeldShare)}, threats declared ${percent(flown.custody.threatsDeclaredShare)}.`,
        ]),
  ];
}

function steadyWords({ steady, loaded }: DeploymentStudy): readonly string[] {
  if (steady.inService === null || steady.launchesPerYear === null) return [];
  const { count } = loaded.deployment.plan.shell;
  return [
    `From ${steady.from.slice(0, 7)} on, ${decimal(steady.inService, 0)} of ${decimal(count, 0)} serve on average and ${decimal(steady.launchesPerYear, 1)} launches a year keep them up.`,
  ];
}

function notionalWords({ assumptions }: DeploymentStudy): string {
  const notional = assumptions.filter(({ grade }) => grade === 'notional').length;
  return `${notional} of ${assumptions.length} inputs are notional: no primary source, and no two independent ones, stands behind them.`;
}
