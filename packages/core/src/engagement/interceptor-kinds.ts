import { accelerationOfG } from './closed-form/fly-out.ts';
import type { FlyOut } from './closed-form/fly-out.ts';

/** Where in its flight a target is met. */
export type EngagedPhase = 'boost' | 'midcourse' | 'glide';

/** A generic kind of interceptor as an open study assumed it: cited inputs, nothing designed and no real type. */
export interface InterceptorKind {
  readonly id: string;
  readonly title: string;
  readonly phase: EngagedPhase;
  readonly flyOut: FlyOut;
  /** Height at which the target is met, m. */
  readonly interceptAltitudeM: number;
  /** Of one shot. */
  readonly killProb: number;
  /** In orbit, years. */
  readonly lifeYears: number;
  /** Where each figure is from; `notional` marks what nobody published. */
  readonly sources: Readonly<Record<string, string>>;
}

const CALCULATOR = 'default of the public calculator, [Harrison-2025]';

/** The kinds that a scenario may name. */
export const INTERCEPTOR_KINDS: readonly InterceptorKind[] = [
  {
    id: 'generic-boost-phase',
    title: 'Generic boost-phase interceptor',
    phase: 'boost',
    flyOut: { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) },
    interceptAltitudeM: 200_000,
    killProb: 0.8,
    lifeYears: 5,
    sources: {
      flyOut: `6 km/s, 15 g on average: ${CALCULATOR}`,
      interceptAltitudeM: `200 km: ${CALCULATOR}`,
      killProb: `0.80: ${CALCULATOR}; untested in flight, so an assumption`,
      lifeYears: `5 years: ${CALCULATOR}; [CBO-2026] has the same`,
    },
  },
  {
    id: 'generic-boost-phase-4km',
    title: 'Generic slower boost-phase interceptor',
    phase: 'boost',
    flyOut: { speedMPerS: 4000, accelerationMPerS2: accelerationOfG(15) },
    interceptAltitudeM: 200_000,
    killProb: 0.8,
    lifeYears: 7,
    sources: {
      flyOut: '4 km/s: copy of [APS-2004], unverified; 15 g notional, as in [Harrison-2025]',
      interceptAltitudeM: `200 km: ${CALCULATOR}`,
      killProb: `0.80: ${CALCULATOR}; untested in flight, so an assumption`,
      lifeYears: 'about 7 years: copy of [CBO-2004], unverified',
    },
  },
  {
    id: 'generic-midcourse',
    title: 'Generic midcourse interceptor',
    phase: 'midcourse',
    flyOut: { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) },
    interceptAltitudeM: 1_000_000,
    killProb: 0.8,
    lifeYears: 10,
    sources: {
      flyOut: '6 km/s: copy of [Harrison-2025], midcourse tier, unverified; 15 g as of its boost tier',
      interceptAltitudeM:
        'notional: within the heights of minimum-energy flights, below the 1,500 km of the tier',
      killProb: 'notional, as the boost-phase kind',
      lifeYears: '10 years: copy of [Harrison-2025], midcourse tier, unverified',
    },
  },
];

/** The kind of that id; `undefined` when there is none. */
export function interceptorKind(id: string): InterceptorKind | undefined {
  return INTERCEPTOR_KINDS.find((kind) => kind.id === id);
}
