import { US_PER_S, present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { MeasuredLook, Track } from '../messages/index.ts';
import type { Instant } from './flight-plan.ts';
import { SIZE_OF, USUAL_LOG_COEFFICIENT, flyFurtherInto } from './motion.ts';
import type { Law } from './motion.ts';

/** What a reconstruction takes of a track's row: when, in which phase, about where. */
export type FlightRow = Pick<Track, 'id' | 'atUs' | 'phase' | 'state' | 'cutoffAtUs'>;

/** Every instant with a look or a row, by the law that the track's phase there names. */
export function lawsOf(rows: readonly FlightRow[], looks: readonly MeasuredLook[]): readonly Instant[] {
  const looksAt = Map.groupBy(looks, (look) => look.scanAtUs);
  const times = [...new Set([...looksAt.keys(), ...rows.map((row) => row.atUs)])].toSorted((a, b) => a - b);
  const cutoffAtUs = rows.find((row) => row.phase !== 'boost' && row.cutoffAtUs !== null)?.cutoffAtUs ?? null;
  const boostSeen = rows.some((row) => row.phase === 'boost');
  return times.map((atUs) => ({
    atUs,
    law: boostSeen && cutoffAtUs !== null && atUs < cutoffAtUs ? 'driven' : lawOf(phaseAt(rows, atUs)),
    // A total order, so that the sums do not depend on the order of the looks.
    looks: (looksAt.get(atUs) ?? []).toSorted(byOrigin),
  }));
}

function byOrigin(a: MeasuredLook, b: MeasuredLook): number {
  if (a.satelliteId !== b.satelliteId) return a.satelliteId < b.satelliteId ? -1 : 1;
  return a.los[0]! - b.los[0]! || a.los[1]! - b.los[1]!;
}

function lawOf(phase: Track['phase']): Law {
  return phase === 'coast' || phase === 'reentry' ? 'free' : 'driven';
}

/** Phase of the row at a time, or of the first one after it. */
export function phaseAt(rows: readonly FlightRow[], atUs: SimTimeUs): Track['phase'] {
  return (rows.find((row) => row.atUs >= atUs) ?? present(rows.at(-1))).phase;
}

/** First estimates: the track's rows; before the first of them, and between two, the nearest one flown there. */
export function guessed(instants: readonly Instant[], rows: readonly FlightRow[]): readonly Float64Array[] {
  let next = 0;
  return instants.map(({ atUs }) => {
    while (next + 1 < rows.length && present(rows[next + 1]).atUs <= atUs) next++;
    const row = present(rows[next]);
    const n = row.state.length;
    const law: Law = row.phase === 'boost' && n >= SIZE_OF.driven ? 'driven' : 'free';
    const from = Float64Array.from({ length: SIZE_OF.driven }, (_, i) =>
      i < (law === 'driven' ? SIZE_OF.driven : 6)
        ? present(row.state[i])
        : i === 6 && law === 'free'
          ? USUAL_LOG_COEFFICIENT
          : 0,
    );
    const out = from.slice();
    if (atUs !== row.atUs) flyFurtherInto(out, law, from, (atUs - row.atUs) / US_PER_S);
    if (law === 'free') out.fill(0, 6);
    return out;
  });
}
