import { stringify } from 'yaml';
import { dayUs, isoOf } from './calendar.ts';
import type { Period } from './calendar.ts';
import type { MeterId } from './meters.ts';
import type { Indicator, PriceSheet, ServiceLevel } from './price-sheet.ts';

const DURATIONS: Readonly<Record<Period, string>> = { month: '1M', quarter: '1Q', year: '1Y' };
const SERVICE = 'cupola';
/** A first day of a month, a quarter and a year. */
const CALENDAR_START = isoOf(dayUs('2026-01-01')).slice(0, 19).replace('T', ' ');

interface Ratio {
  readonly good: MeterId;
  readonly total: MeterId | 'minutes';
  readonly about: string;
}

const RATIOS: Readonly<Record<Indicator, Ratio>> = {
  availability: {
    good: 'available-minutes',
    total: 'minutes',
    about: 'Minutes in which the doors answered, of all minutes of the period',
  },
  'alert-latency': {
    good: 'alert-seconds',
    total: 'alert-seconds',
    about: 'Alerts in time after the report that decided them, of all alerts',
  },
  'custody-continuity': {
    good: 'custody-seconds',
    total: 'tracked-seconds',
    about: 'Time in which custody was held of objects in view, of all time in which they were in view',
  },
};

/** The service levels that a plan promises, as documents of OpenSLO v1: the service, then one for each objective. */
export function openSloText(planId: string, { serviceLevels, period }: PriceSheet): string {
  const documents = [
    {
      apiVersion: 'openslo/v1',
      kind: 'Service',
      metadata: { name: SERVICE, displayName: 'Cupola operations service' },
      spec: { description: 'Live custody by subscription; simulated' },
    },
    ...serviceLevels.map((level) => sloOf(planId, level, period)),
  ];
  return documents.map((each) => stringify(each)).join('---\n');
}

function sloOf(planId: string, { id, indicator, objective, withinS }: ServiceLevel, period: Period): object {
  const { good, total, about } = RATIOS[indicator];
  const source = (meter: string, more: object = {}): object => ({
    metricSource: { type: SERVICE, spec: { meter, ...more } },
  });
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: `${planId}-${id}`, displayName: `${indicator} of plan ${planId}` },
    spec: {
      description: withinS === undefined ? about : `${about}; in time is within ${withinS} s`,
      service: SERVICE,
      indicator: {
        metadata: { name: `${planId}-${id}-ratio` },
        spec: {
          ratioMetric: {
            counter: true,
            good: source(good, withinS === undefined ? {} : { atMostS: Number(withinS) }),
            total: source(total),
          },
        },
      },
      timeWindow: [
        {
          duration: DURATIONS[period],
          isRolling: false,
          calendar: { startTime: CALENDAR_START, timeZone: 'UTC' },
        },
      ],
      budgetingMethod: 'Occurrences',
      objectives: [{ displayName: indicator, target: Number(objective) }],
    },
  };
}
