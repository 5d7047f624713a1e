import { credibleObjects, phaseSeconds, reachStatistics } from '@cupola/core/engagement';
import type { RaidLeak, ReachShare } from '@cupola/core/engagement';
import type { CustodyDelays } from './custody-delays.ts';
import { latitudeReasons } from './latitude-reasons.ts';
import { performRaid, timeLeftS, volumeOf } from './perform-raid.ts';
import type { RaidOutcome } from './perform-raid.ts';
import type { RaidQuestion } from './raid-question.ts';

/** Leakage of raids of one size, with the same for somebody who does not plan ahead. */
export interface RaidSizeRow extends RaidLeak {
  /** Null where every interceptor in reach of one missile is in reach of all. */
  readonly greedyMeanLeak: number | null;
}

/** What `cupola raid` answers. */
export interface RaidReport {
  readonly simulated: true;
  readonly interceptors: number;
  /** Of them, in service. */
  readonly ready: number;
  readonly launches: number;
  readonly seed: number;
  readonly areas: readonly AreaWindow[];
  readonly spacingS: number;
  readonly phase: RaidQuestion['phase'];
  readonly doctrine: RaidQuestion['doctrine'];
  readonly killProb: number;
  readonly trackProb: number;
  readonly commonFailureProb: number;
  readonly shotsPerTarget: number;
  readonly decoys: RaidQuestion['decoys'];
  /** Of the first missile. */
  readonly meanInReach: number;
  readonly atLeast: readonly ReachShare[];
  readonly sizes: readonly RaidSizeRow[];
  /** A second raid like the first; null when none was asked for. */
  readonly second: { readonly afterS: number; readonly sizes: readonly RaidLeak[] } | null;
  /** Of an actual run; null when delays were given. */
  readonly custody: CustodyDelays | null;
  readonly why: readonly string[];
}

interface AreaWindow {
  readonly area: string;
  /** When the phase begins and ends, s after lift-off; null for a place without a flight. */
  readonly phaseS: readonly [number, number] | null;
  /** From lift-off to the order, and what is left of the phase then, for each case of delay; null where the order never comes. */
  readonly orderAfterS: readonly (number | null)[];
  readonly timeLeftS: readonly number[];
}

export function raidReport(question: RaidQuestion, custody: CustodyDelays | null): RaidReport {
  const outcome = performRaid(question);
  const { meanInReach, atLeast } = reachStatistics([outcome.counts], 1);
  const { odds } = question;
  return {
    simulated: true,
    interceptors: question.fleet.interceptorCount,
    ready: outcome.ready,
    launches: question.launches,
    seed: question.seed,
    areas: question.areas.map((area) => ({
      area: area.title,
      phaseS: area.flight === null ? null : phaseSeconds(area.flight, question.phase),
      orderAfterS: question.orderAfterS,
      timeLeftS: question.orderAfterS.map((orderS) =>
        orderS === null ? 0 : timeLeftS(question, area, orderS),
      ),
    })),
    spacingS: question.spacingS,
    phase: question.phase,
    doctrine: question.doctrine,
    killProb: odds.killProb,
    trackProb: odds.trackProb,
    commonFailureProb: question.commonFailureProb,
    shotsPerTarget: odds.shotsPerTarget,
    decoys: question.decoys,
    meanInReach,
    atLeast,
    sizes: outcome.first.map((leak, index) => ({
      ...leak,
      greedyMeanLeak: outcome.greedy?.[index]?.meanLeak ?? null,
    })),
    second:
      outcome.second === null || question.secondAfterS === null
        ? null
        : { afterS: question.secondAfterS, sizes: outcome.second },
    custody,
    why: reasons(question, outcome, custody),
  };
}

function reasons(
  question: RaidQuestion,
  outcome: RaidOutcome,
  custody: CustodyDelays | null,
): readonly string[] {
  const lines: string[] = [];
  if (custody !== null) {
    const never = question.orderAfterS.filter((orderS) => orderS === null).length;
    const declared = custody.delays.filter(
      ({ declaredS, burnoutS }) => declaredS !== null && declaredS <= burnoutS,
    ).length;
    lines.push(
      `of ${custody.delays.length} missiles of the run, ${custody.delays.length - never} lead to an order; ${declared} were declared a threat before burnout`,
    );
    const classes = [...Map.groupBy(custody.delays, ({ vehicle }) => vehicle)];
    if (classes.length > 1) {
      const each = classes.map(([vehicle, own]) => `${vehicle} ${delayText(own)}`).join('; ');
      lines.push(
        `delays of several classes are drawn alike (to a track, s after lift-off): ${each}; --custody-of takes one class or event`,
      );
    }
  }
  for (const area of question.areas) {
    const left = question.orderAfterS.map((orderS) =>
      orderS === null ? 0 : timeLeftS(question, area, orderS),
    );
    if (left.every((each) => each <= 0)) {
      lines.push(`${area.title}: no time is left to fly when the order comes; everything leaks`);
    } else {
      const orderS = question.orderAfterS.find((each) => each !== null) ?? null;
      const whole = { laterS: 0, flyOutS: question.flyOutS };
      lines.push(
        ...latitudeReasons(question.fleet.parts, area.title, (part) =>
          volumeOf(question, area, part, orderS, whole),
        ),
      );
    }
    if (area.flight !== null && phaseSeconds(area.flight, question.phase) === null) {
      lines.push(`${area.title}: the flight has no ${question.phase}`);
    }
  }
  if (outcome.counts.every((count) => count === 0)) {
    lines.push('nobody is ever in reach; everything leaks');
  }
  if (question.doctrine.kind === 'shoot-look-shoot' && !outcome.hasSecondRound) {
    lines.push('no time for a second shot after the look: what is in reach shoots at once');
  }
  if (question.decoys !== null) {
    const { perMissile, warheadTakenProb, decoyTakenProb } = question.decoys;
    const each = credibleObjects({ warheads: 1, decoys: perMissile, warheadTakenProb, decoyTakenProb });
    lines.push(`each missile brings ${each.toFixed(2)} credible objects on average (R8)`);
  }
  return lines;
}

/** Missiles of a class and when their tracks were confirmed. */
function delayText(delays: CustodyDelays['delays']): string {
  const confirmed = delays.flatMap(({ confirmedS }) => confirmedS ?? []);
  if (confirmed.length === 0) return `${delays.length}, never`;
  const ends = [Math.min(...confirmed), Math.max(...confirmed)].map((s) => s.toFixed(0));
  const never = delays.length - confirmed.length;
  return `${delays.length}, ${[...new Set(ends)].join(' to ')}${never === 0 ? '' : `, ${never} never`}`;
}
