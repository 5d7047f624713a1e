import { samePerformance } from '@cupola/core/acquisition';
import type { TurningPoint } from '@cupola/core/acquisition';
import { counted, percent } from '../../page/numbers.ts';
import { billions } from '../cost/cost-figures.ts';
import { OFFER_TITLES } from './offer-titles.ts';
import type { AcquireStudy } from './acquire-study.ts';

/** What the comparison says, in sentences: what would have to be true, with the number that decides it. */
export function acquireHeadlines(study: AcquireStudy): readonly string[] {
  return [
    totalsSentence(study),
    decidingSentence(study),
    providerSentence(study),
    breakEvenSentence(study),
    lockInSentence(study),
    riskSentence(study),
    scoringSentence(study),
    performanceSentence(study),
    notionalSentence(study),
  ];
}

function totalsSentence({ comparison, acquisition, setting }: AcquireStudy): string {
  const { buyer, owned, subscriptionCheaperProb } = comparison;
  const span = (id: keyof typeof buyer): string => `${billions(buyer[id].p20)} to ${billions(buyer[id].p80)}`;
  return `Over ${counted(setting.plan.years, 'year')} a subscription costs the buyer ${span('subscription')} billion dollars of ${acquisition.baseYear} (P20 to P80, discounted), a layer of its own ${span(owned)} (${OFFER_TITLES[owned].toLowerCase()}); subscribing costs less in ${percent(subscriptionCheaperProb)} of the draws, if the register's notional prices hold.`;
}

function decidingSentence({ deciding, comparison, turns }: AcquireStudy): string {
  const inputs = `all ${turns.length} inputs`;
  if (deciding === null || deciding.turnsAt === null)
    return `No single one of ${inputs} turns that within what is possible; only several together do.`;
  const { title, unit, value, turnsAt, yes, prob } = deciding;
  const { highestFeeUsdM } = comparison.bargain;
  return `What decides it is this: ${lower(title)}. Subscribing costs less as long as it is ${yes} ${amount(turnsAt, unit)}, everything else at its value; the register says ${amount(value, unit)} and puts it there with ${percent(prob)}. In dollars for a satellite-year: subscribing pays up to a fee of ${highestFeeUsdM.p50.toFixed(1)} million (P10 ${highestFeeUsdM.p10.toFixed(1)}, P90 ${highestFeeUsdM.p90.toFixed(1)}).`;
}

function providerSentence({ comparison, providerTurns }: AcquireStudy): string {
  const { provider, bargain } = comparison;
  const made = providerTurns.find(({ id }) => id === 'providerFirstUnitUsdM');
  const condition =
    made === undefined || made.turnsAt === null
      ? 'no price of its first satellite decides whether the provider earns its cost of capital'
      : `the provider earns its cost of capital as long as its first satellite costs it less than ${amount(made.turnsAt, 'USD M')}, which the register believes with ${percent(made.prob)}`;
  return `For the other side, ${condition}; its floor is a fee of ${provider.feeFloorUsdM.p50.toFixed(1)} million (P10 ${provider.feeFloorUsdM.p10.toFixed(1)}, P90 ${provider.feeFloorUsdM.p90.toFixed(1)}), and a fee that serves both sides exists in ${percent(bargain.priceForBothProb)} of the draws.`;
}

function breakEvenSentence({ comparison, setting }: AcquireStudy): string {
  const { years, noCrossingShare, firstUnitUsdM } = comparison.breakEven;
  const unit =
    firstUnitUsdM.p50 < 0
      ? 'Owning would cost more even with satellites for nothing.'
      : `Owning costs the same when the government's first satellite costs ${firstUnitUsdM.p50.toFixed(1)} million (P10 ${firstUnitUsdM.p10.toFixed(1)}, P90 ${firstUnitUsdM.p90.toFixed(1)}).`;
  if (years.p50 === null)
    return `The subscription does not become the dearer one within ${setting.plan.years} years in ${percent(noCrossingShare)} of the draws. ${unit}`;
  return `The subscription becomes the dearer one after ${years.p50} years (P10 ${years.p10 ?? 'none'}, P90 ${years.p90 ?? `not within ${setting.plan.years}`}); it never does in ${percent(noCrossingShare)} of the draws. ${unit}`;
}

function lockInSentence({ lockIn, acquisition, setting }: AcquireStudy): string {
  const { year, switchingUsdM, monthsToSwitch, gapMonths, highestFeeUsdM, lastContractFeeUsdM, heldBy } =
    lockIn;
  const open = setting.terms.subscription.escalation.after.kind === 'open';
  const clauses = open
    ? 'no clause bounds it'
    : `the clauses allow ${lastContractFeeUsdM.toFixed(1)} in the last year`;
  return `From fiscal year ${acquisition.firstFiscalYear + year} on leaving costs ${billions(switchingUsdM)} billion and takes ${monthsToSwitch} months, ${gapMonths} of them without the whole service; that bears a fee of up to ${highestFeeUsdM.toFixed(1)} million, and ${clauses}: the price is held by the ${heldBy}.`;
}

function riskSentence({ comparison, setting }: AcquireStudy): string {
  const { riskTransfer, provider } = comparison;
  if (!riskTransfer.claimed) return `Risk: ${riskTransfer.why}.`;
  const { prob } = setting.terms.subscription.walkAway;
  return `With a provider that leaves or is paid more in ${percent(prob)} of the cases in which it earns too little (${percent(provider.reliefProb)} of all draws), subscribing ${savedText(riskTransfer.meanUsdM, ' billion')} on average and ${savedText(riskTransfer.tailUsdM, '')} in the dearest tenth of the draws.`;
}

/** `saves 3.20`, or `costs 3.20 more`. */
function savedText(usdM: number, unit: string): string {
  return usdM < 0 ? `costs ${billions(-usdM)}${unit} more` : `saves ${billions(usdM)}${unit}`;
}

function scoringSentence({ scoring }: AcquireStudy): string {
  const failed = scoring.lease.tests
    .filter(({ passed }) => !passed)
    .map(({ test }) => test.replaceAll('-', ' '));
  return `The budget screen counts the subscription as a ${scoring.verdict}${failed.length === 0 ? '' : `; it fails ${failed.join(', ')}`}. A screen, not a ruling.`;
}

function performanceSentence({ offers, comparison, dates, setting }: AcquireStudy): string {
  const [subscription, owned] = ['subscription', comparison.owned].map(
    (wanted) => offers.find(({ id }) => id === wanted)?.performance,
  );
  if (subscription === undefined || owned === undefined) return '';
  return samePerformance(subscription, owned)
    ? `All forms deliver the same satellites on the same dates: ${dates === 'deployment' ? 'those of the deployment, launches that slip and fail included' : `even growth over ${setting.plan.buildYears} years`}.`
    : `The forms do not deliver the same: ${subscription.satelliteYears.toFixed(0)} satellite-years by subscription against ${owned.satelliteYears.toFixed(0)}; compare the cost of a satellite-year.`;
}

function notionalSentence({ assumptions }: AcquireStudy): string {
  const notional = assumptions.filter(({ grade }) => grade === 'notional').length;
  return `${notional} of ${assumptions.length} inputs are notional: no primary source, and no two independent ones, stands behind them. The real awards are prototype purchases; a subscription is modelled here as an alternative, not as the contract of record.`;
}

function lower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** A number with its unit as a sentence has it. */
export function amount(value: number, unit: string): string {
  const number = String(Number(value.toPrecision(3)));
  return unit === 'USD M' ? `${number} million dollars` : `${number} (${unit})`;
}

/** Where an answer turns, for a table. */
export function turnText({ turnsAt, yes }: TurningPoint): string {
  if (turnsAt === null) return yes === 'always' ? 'whatever it is' : 'at no value';
  return `${yes} ${Number(turnsAt.toPrecision(3))}`;
}
