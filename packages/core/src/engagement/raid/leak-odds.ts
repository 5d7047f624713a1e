import { compositeKillProb } from '../closed-form/shots.ts';

/** How shots are shared out among missiles that the same interceptors reach. */
export type ShotSharing =
  /** One at each, then a second at each, ... : leaks the least. */
  | 'even'
  /** All shots at the first, then at the next, ... */
  | 'salvo';

/** What a shot is worth. */
export interface ShotOdds {
  readonly killProb: number;
  /** Per missile: that nothing fails which all shots at it share, such as its track. R7. */
  readonly trackProb: number;
  /** Shots at one missile at most. */
  readonly shotsPerTarget: number;
  readonly sharing: ShotSharing;
}

/** Probability of each number of leaks, from none to all missiles. */
export type LeakPmf = Float64Array;

/** Leaks among `missiles` alike of which `shots` shots, at most `shotsPerTarget` at each, are fired. Exact. */
export function leakPmf(missiles: number, shots: number, odds: ShotOdds): LeakPmf {
  const fired = Math.min(shots, missiles * odds.shotsPerTarget);
  const leak = (each: number): number => 1 - compositeKillProb(odds.killProb, each, odds.trackProb);
  if (missiles === 0) return Float64Array.of(1);
  const base = odds.sharing === 'even' ? Math.floor(fired / missiles) : odds.shotsPerTarget;
  const full = Math.floor(fired / Math.max(1, base));
  const groups =
    odds.sharing === 'even'
      ? [
          [fired - base * missiles, base + 1],
          [missiles - (fired - base * missiles), base],
        ]
      : [
          [full, base],
          [fired > full * base ? 1 : 0, fired - full * base],
          [missiles - full - (fired > full * base ? 1 : 0), 0],
        ];
  return groups.reduce<LeakPmf>(
    (pmf, [count = 0, each = 0]) => (count === 0 ? pmf : convolved(pmf, binomialPmf(count, leak(each)))),
    Float64Array.of(1),
  );
}

/** Both numbers added: of independent leaks. */
export function convolved(a: LeakPmf, b: LeakPmf): LeakPmf {
  const sum = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0) continue;
    for (let j = 0; j < b.length; j++) sum[i + j]! += a[i]! * b[j]!;
  }
  return sum;
}

function binomialPmf(count: number, prob: number): LeakPmf {
  const pmf = new Float64Array(count + 1);
  if (prob <= 0) pmf[0] = 1;
  else if (prob >= 1) pmf[count] = 1;
  else {
    let logTerm = count * Math.log1p(-prob);
    const odds = Math.log(prob) - Math.log1p(-prob);
    for (let k = 0; k <= count; k++) {
      pmf[k] = Math.exp(logTerm);
      logTerm += Math.log((count - k) / (k + 1)) + odds;
    }
  }
  return pmf;
}

export function pmfMean(pmf: LeakPmf): number {
  let mean = 0;
  pmf.forEach((prob, leaks) => (mean += leaks * prob));
  return mean;
}

/** The smallest number of leaks that is not exceeded with at least this probability. */
export function pmfQuantile(pmf: LeakPmf, share: number): number {
  let upTo = 0;
  for (let leaks = 0; leaks < pmf.length; leaks++) {
    upTo += pmf[leaks]!;
    if (upTo >= share - 1e-12) return leaks;
  }
  return pmf.length - 1;
}
