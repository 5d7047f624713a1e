import { describe, expect, it } from 'vitest';
import { usFromS } from '../../foundation/index.ts';
import type { OperateEvent, TrackPhase } from '../../messages/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { NEW_EXISTENCE } from './existence.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { MOTION_KINDS } from '../motion/motion-kinds.ts';
import { withPhase } from './name-phase.ts';
import { messageAt, phaseProbsOf } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';

function track(
  phase: TrackPhase,
  probs: readonly (readonly [TrackPhase, number])[],
  confirmed = true,
): TrackState {
  const hypotheses = probs.map(([kind, prob]): Hypothesis => {
    const n = MOTION_KINDS[kind].size;
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++) covariance[i * (n + 1)] = i < 6 ? 100 : 1e-8;
    const state = new Float64Array(n);
    state.set([EARTH_EQUATORIAL_RADIUS_M + 60_000, 0, 0, -100, 5_000, 0]);
    if (kind === 'boost') state.set([30, 40, 0], 6);
    if (kind === 'reentry') state[6] = 2e-4;
    if (kind === 'glide') state.set([2e-4, 5e-4, -1e-4], 6);
    const cutoffAtUs = kind === 'coast' ? usFromS(12.5) : null;
    return { kind, state, covariance, logWeight: Math.log(prob), cutoffAtUs };
  });
  return {
    birth: 0,
    id: confirmed ? 'T0001' : null,
    atUs: usFromS(20),
    hypotheses,
    phase,
    firstDetectedAtUs: 0,
    firstPositionM: [0, 0, 0],
    confirmedAtUs: 0,
    lastDetectedAtUs: usFromS(20),
    boostSeen: false,
    supportedScans: 9,
    unsupportedScans: 0,
    satellites: [],
    tentativeLooks: [],
    lastChannels: [],
    innovation: null,
    misfit: { squared: 0, freedom: 0 },
    standing: null,
    existence: NEW_EXISTENCE,
    twin: null,
  };
}

function named(each: TrackState): readonly [TrackPhase, string | undefined] {
  const events: OperateEvent[] = [];
  const { phase } = withPhase(each, events);
  const event = events[0];
  return [phase, event?.kind === 'phase-changed' ? event.reason : undefined];
}

describe('a phase', () => {
  it('is named when its probability passes 0.99, and keeps its name until it falls below 0.01', () => {
    expect(
      named(
        track('boost', [
          ['boost', 0.02],
          ['coast', 0.98],
        ]),
      ),
    ).toEqual(['boost', undefined]);
    expect(
      named(
        track('boost', [
          ['boost', 0.008],
          ['coast', 0.992],
        ]),
      )[0],
    ).toBe('coast');
    expect(
      named(
        track('coast', [
          ['boost', 0.98],
          ['coast', 0.02],
        ]),
      ),
    ).toEqual(['coast', undefined]);
    expect(
      named(
        track('coast', [
          ['boost', 0.995],
          ['coast', 0.005],
        ]),
      )[0],
    ).toBe('boost');
  });

  it('is the likeliest when that of the name has gone and none is certain', () => {
    expect(
      named(
        track('coast', [
          ['reentry', 0.7],
          ['glide', 0.3],
        ]),
      )[0],
    ).toBe('reentry');
  });

  it('changes with its reason and its numbers', () => {
    expect(named(track('coast', [['boost', 1]]))[1]).toBe(
      'it accelerates 50.0 m/s² beyond gravity with probability 100.00 %',
    );
    expect(
      named(
        track('boost', [
          ['coast', 0.995],
          ['boost', 0.005],
        ]),
      )[1],
    ).toBe('it has moved under gravity alone since 12.5 s with probability 99.50 %');
    expect(
      named(
        track('coast', [
          ['reentry', 0.7],
          ['glide', 0.3],
        ]),
      )[1],
    ).toBe(
      'it falls below 100 km without lift with probability 70.00 % (glide 30.00 %): drag parameter 0.200 ±0.100 m²/t',
    );
    expect(named(track('reentry', [['glide', 1]]))[1]).toBe(
      'it is borne by the air with probability 100.00 %: lift parameter 0.500 m²/t upward and -0.100 to the right, drag parameter 0.200 ±0.100 m²/t',
    );
  });

  it('of a tentative track changes without an event', () => {
    expect(named(track('coast', [['boost', 1]], false))).toEqual(['boost', undefined]);
  });
});

describe('the message of a track', () => {
  it('tells the probability of every phase, and holds what its phase adds to the state', () => {
    const between = track('reentry', [
      ['reentry', 0.6],
      ['glide', 0.4],
    ]);
    const message = messageAt(between, between.atUs, null);
    expect(message.phaseProbs).toEqual(phaseProbsOf(between.hypotheses));
    expect(message.phaseProbs.reentry).toBeCloseTo(0.6);
    expect(message.state).toHaveLength(7);
    expect(message.covariance).toHaveLength(49);
  });
});
