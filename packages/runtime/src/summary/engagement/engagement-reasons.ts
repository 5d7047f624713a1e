import type { CommitmentSummary, DayLeak, EngagementSummary } from './engagement-summary.ts';

/** What is waited for, in words. */
export const COMMITMENT_WORDS: Readonly<Record<CommitmentSummary['commitOn'], string>> = {
  declared: 'once declared a threat',
  confirmed: 'once a track is confirmed',
  known: 'with the truth known at the first detection',
};

type Told = Omit<EngagementSummary, 'why'>;

/** What the second fleet came to and why, in sentences with numbers, the most important first. */
export function engagementReasons(told: Told): readonly string[] {
  const [stated, ...others] = told.byCommitment;
  if (stated === undefined) return [];
  if (told.threats === 0) {
    return [
      'No threat comes down in a defended region: nothing leaks, with a second fleet or without. Opportunities are those against the other weapons.',
    ];
  }
  return [
    leakSentence(told, stated),
    ...lateSentences(told),
    ...noReachSentences(told),
    ...others.map((other) => otherSentence(told, other)),
    ...excludedSentences(told),
    ...priceSentences(told),
  ];
}

function leakSentence(
  { threats }: Told,
  { commitOn, leak, shots, shotsAtOthers, overDay }: CommitmentSummary,
): string {
  const mean = leak?.mean ?? threats;
  const day = overDay === null ? '' : ` ${daySentence(overDay)}`;
  const at =
    shots === 0
      ? 'nobody can be ordered in time'
      : `${shots} shots${shotsAtOthers > 0 ? `, ${shotsAtOthers} of them at no threat` : ''}`;
  return `Second fleet, ordered ${COMMITMENT_WORDS[commitOn]}: ${number(mean)} of ${threats} threats leak on average, ${threats} without it; ${at}.${day}`;
}

function daySentence({ inReachShare, meanLeak, meanLeakCi: [low, high] }: DayLeak): string {
  return inReachShare === 0
    ? 'At no other time of the day can any of them be met either.'
    : `At other times of the day ${percent(inReachShare)} of the threats can be met, and ${number(meanLeak)} leak (95 % interval of the mean ${number(low)} to ${number(high)}).`;
}

/** How much too late orders are, event by event. */
function lateSentences({ objects, policy }: Told): readonly string[] {
  const threats = objects.filter(({ threat }) => threat);
  const waited = policy.commitOn === 'declared' ? 'declaration' : 'confirmation';
  const events = [...Map.groupBy(threats, ({ event }) => event)];
  return events.flatMap(([event, own]): readonly string[] => {
    const told: string[] = [];
    const late = own.flatMap(({ lateByS }) => (lateByS !== null && lateByS > 0 ? [lateByS] : []));
    const never = own.filter(({ orderFromS }) => orderFromS === null).length;
    const after = own.flatMap(({ orderFromS, burnoutAtS }) =>
      orderFromS === null ? [] : [orderFromS - burnoutAtS],
    );
    if (late.length > 0) {
      const past = after.every((each) => each > 0) ? ` (${seconds(after)} s after burnout)` : '';
      told.push(
        `${event}: for ${late.length} of ${own.length} the order, ${policy.decisionDelayS + policy.commandLatencyS} s after the ${waited}, comes ${seconds(late)} s too late${past} for the last interceptor that could have met it.`,
      );
    }
    if (never > 0) told.push(`${event}: for ${never} of ${own.length} no order is ever given.`);
    return told;
  });
}

/** Who is out of reach whatever is decided, and what forbids it. */
function noReachSentences({ objects, policy, ready, parts }: Told): readonly string[] {
  if (ready === 0) return ['None of the interceptors is ready: nobody can be ordered.'];
  if (policy.longestFlyOutS === 0)
    return ['No time to fly: with a longest fly-out of 0 s nobody is in reach.'];
  const threats = objects.filter(({ threat, latestOrderS }) => threat && latestOrderS === null);
  const own = [...new Set(parts.flatMap(({ phases }) => phases))].join(' or ');
  const [lowestKm, highestKm] = policy.interceptAltitudeKm;
  return [...Map.groupBy(threats, ({ event }) => event)].map(([event, missed]) => {
    const flown = new Set(missed.flatMap(({ phases }) => phases.map(({ phase }) => phase)));
    const others = missed.flatMap(({ phases }) =>
      phases.filter(({ most }) => most > 0).map(({ phase }) => phase),
    );
    const why = parts.some(({ phases }) => phases.some((phase) => flown.has(phase)))
      ? `between ${lowestKm} and ${highestKm} km in ${own}, whenever ordered`
      : `in ${own}, which it does not fly`;
    const elsewhere =
      others.length === 0 ? '' : `; the same interceptors could in ${[...new Set(others)].join(' and ')}`;
    return `${event}: nobody could have met ${missed.length} of its threats ${why}${elsewhere}.`;
  });
}

function otherSentence({ threats }: Told, other: CommitmentSummary): string {
  const { commitOn, leak, overDay, shots, shotsAtOthers, othersOrdered } = other;
  const day = overDay === null ? '' : `, ${number(overDay.meanLeak)} over a day`;
  const cost =
    othersOrdered === 0
      ? ''
      : ` Orders then also go out against ${othersOrdered} that ${othersOrdered === 1 ? 'is' : 'are'} no threat, ${shots === 0 ? 'and nobody can meet anything' : `which take ${shotsAtOthers} of ${shots} shots`}.`;
  const bound = commitOn === 'known' ? ', as a bound' : '';
  return `Ordered ${COMMITMENT_WORDS[commitOn]}${bound}: ${number(leak?.mean ?? threats)} of ${threats} leak in this run${day}.${cost}`;
}

/** Threats that were once thought to be none: an order on a confirmed track does not heed that. */
function excludedSentences({ objects }: Told): readonly string[] {
  const threats = objects.filter(({ threat }) => threat);
  return [...Map.groupBy(threats, ({ event }) => event)].flatMap(([event, own]) => {
    const after = own.flatMap(({ firstExcludedAtS, confirmedAtS }) =>
      firstExcludedAtS === null || confirmedAtS === null ? [] : [firstExcludedAtS - confirmedAtS],
    );
    return after.length === 0
      ? []
      : [
          `${event}: ${after.length} of ${own.length} were for a time thought to be no threat, first ${seconds(after)} s after the track was confirmed; an order on a confirmed track does not heed that.`,
        ];
  });
}

/** What more time to decide costs, for the first commitment under which anybody is in reach. */
function priceSentences({ byCommitment }: Told): readonly string[] {
  const reaching = byCommitment.find(({ overDay }) => (overDay?.inReachShare ?? 0) > 0);
  if (reaching?.later === undefined || reaching.later === null || reaching.overDay === null) return [];
  const { overDay, later } = reaching;
  return [
    `${later.extraS} s more to decide, ordered ${COMMITMENT_WORDS[reaching.commitOn]}: ${percent(later.inReachShare)} of the threats can be met instead of ${percent(overDay.inReachShare)}, and ${number(later.meanLeak)} leak instead of ${number(overDay.meanLeak)}, over a day.`,
  ];
}

function number(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function seconds(values: readonly number[]): string {
  const low = Math.round(Math.min(...values));
  const high = Math.round(Math.max(...values));
  return low === high ? String(low) : `${low} to ${high}`;
}
