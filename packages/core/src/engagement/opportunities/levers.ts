import { accelerationOfG } from '../closed-form/fly-out.ts';
import type { EngagementCase } from './engagement-case.ts';
import { doubled, halved, raised } from './interceptor-part.ts';
import type { InterceptorPart } from './interceptor-part.ts';
import type { MeetingLaw } from './meeting-law.ts';

/** An input of an engagement that the public record leaves open, with the ends of its range. */
export interface Lever {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Where the range is from; `notional` is what nobody published. */
  readonly source: string;
  /** In the unit of the lever. Of the first part, where parts differ. */
  readonly nominal: (of: EngagementCase) => number;
  readonly low: number;
  readonly high: number;
  /** The case with another value; null where it cannot have it. */
  readonly with: (of: EngagementCase, value: number) => EngagementCase | null;
}

function withParts(
  of: EngagementCase,
  change: (part: InterceptorPart) => InterceptorPart | null,
): EngagementCase | null {
  const parts = of.parts.map(change);
  return parts.some((part) => part === null) ? null : { ...of, parts: parts.filter((part) => part !== null) };
}

function withLaw(
  of: EngagementCase,
  change: (law: MeetingLaw) => Partial<MeetingLaw>,
): EngagementCase | null {
  return withParts(of, (part) => ({ ...part, law: { ...part.law, ...change(part.law) } }));
}

function firstLaw(of: EngagementCase): MeetingLaw | undefined {
  return of.parts[0]?.law;
}

/** What the studies disagree about, one at a time. */
export const LEVERS: readonly Lever[] = [
  {
    id: 'speed',
    title: 'speed of the interceptor',
    unit: 'km/s',
    source: '4 km/s: copy of [APS-2004], unverified; 6 km/s: [Harrison-2025]; [CBO-2004] has both',
    nominal: (of) => (firstLaw(of)?.flyOut.speedMPerS ?? 0) / 1000,
    low: 4,
    high: 6,
    with: (of, value) => withLaw(of, ({ flyOut }) => ({ flyOut: { ...flyOut, speedMPerS: 1000 * value } })),
  },
  {
    id: 'acceleration',
    title: 'mean acceleration',
    unit: 'g',
    source: 'notional, 10 to 20 g: [Harrison-2025] has 15 g, no other study prints one',
    nominal: (of) => (firstLaw(of)?.flyOut.accelerationMPerS2 ?? 0) / accelerationOfG(1),
    low: 10,
    high: 20,
    with: (of, value) =>
      withLaw(of, ({ flyOut }) => ({ flyOut: { ...flyOut, accelerationMPerS2: accelerationOfG(value) } })),
  },
  {
    id: 'kill-probability',
    title: 'kill probability of one shot',
    unit: '',
    source: 'notional, 0.5 to 0.95: [Harrison-2025] assumes 0.80; none has been tested',
    nominal: (of) => of.parts[0]?.killProb ?? 0,
    low: 0.5,
    high: 0.95,
    with: (of, value) => withParts(of, (part) => ({ ...part, killProb: value })),
  },
  {
    id: 'decision',
    title: 'time to the order',
    unit: 's',
    source: 'from none to twice the 30 s of [APS-2004]; the command latency is in it',
    nominal: ({ delayS }) => delayS,
    low: 0,
    high: 60,
    with: (of, value) => ({ ...of, delayS: value }),
  },
  {
    id: 'interceptors',
    title: 'interceptors, times',
    unit: '',
    source: 'notional: every second one, or twice as many in each plane',
    nominal: () => 1,
    low: 0.5,
    high: 2,
    with: (of, value) => withParts(of, value < 1 ? halved : doubled),
  },
  {
    id: 'altitude',
    title: 'height of the orbits',
    unit: 'km',
    source: '300 to 500 km: [CBO-2026]',
    nominal: (of) => (of.parts[0]?.shell?.altitudeM ?? 0) / 1000,
    low: 300,
    high: 500,
    with: (of, value) => withParts(of, (part) => raised(part, 1000 * value)),
  },
  {
    id: 'lowest-intercept',
    title: 'lowest height of an intercept',
    unit: 'km',
    source: '200 km: [Harrison-2025]; 100 km notional, above what matters of the air',
    nominal: (of) => (firstLaw(of)?.lowestM ?? 0) / 1000,
    low: 100,
    high: 200,
    with: (of, value) => withLaw(of, () => ({ lowestM: 1000 * value })),
  },
];
