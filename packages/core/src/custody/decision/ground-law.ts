import { quasiUniformPoints } from '../quasi-normal.ts';

/** Share of predictions whose error is of another kind than the covariance knows (a look taken from a neighbour, an unmodelled push), and how much wider those are. Notional. */
const ODD_SHARE = 0.02;
const ODD_WIDTH = 4;

/** Points of the bulk, equally weighed, and of the tails, each standing for ever less. */
const BULK_POINTS = 384;
const TAIL_POINTS = 128;
export const LAW_POINT_COUNT: number = BULK_POINTS + TAIL_POINTS;
/** Share beyond which the tails begin, and beyond which nothing is looked at. */
const TAIL_FROM = 0.05;
const TAIL_TO = 1e-6;

/** Probability that a draw of the law lies farther from its middle than this many sigmas. */
export function beyondProb(sigmas: number): number {
  const square = sigmas * sigmas;
  return (1 - ODD_SHARE) * Math.exp(-square / 2) + ODD_SHARE * Math.exp(-square / (2 * ODD_WIDTH ** 2));
}

/** Farthest point of the law that is looked at, sigmas. */
export const FARTHEST_SIGMAS: number = sigmasAt(TAIL_TO);

/** Fixed points of the law in the plane, [point][u, v], in sigmas, and the probability each stands for; together 1. */
export const LAW_POINTS: { readonly places: Float64Array; readonly weights: Float64Array } = lawPoints();

/**
 * A normal law with rare wide errors mixed in: 98 % of it as the covariance says, 2 % four times as wide. Points lie on a spiral of ever less
 * probability, so that one in a hundred thousand is reached as well as one half.
 */
function lawPoints(): { readonly places: Float64Array; readonly weights: Float64Array } {
  const even = quasiUniformPoints(LAW_POINT_COUNT, 2);
  const places = new Float64Array(2 * LAW_POINT_COUNT);
  const weights = new Float64Array(LAW_POINT_COUNT);
  for (let point = 0; point < LAW_POINT_COUNT; point++) {
    const [from, to] = [shareBeyond(point), shareBeyond(point + 1)];
    const r = sigmasAt(Math.sqrt(from * Math.max(to, TAIL_TO)));
    const angle = 2 * Math.PI * even[2 * point + 1]!;
    places[2 * point] = r * Math.cos(angle);
    places[2 * point + 1] = r * Math.sin(angle);
    weights[point] = from - to;
  }
  return { places, weights };
}

/** Share of the law farther out than the first `count` points stand for. */
function shareBeyond(count: number): number {
  if (count <= BULK_POINTS) return 1 - ((1 - TAIL_FROM) * count) / BULK_POINTS;
  if (count >= LAW_POINT_COUNT) return 0;
  return TAIL_FROM * (TAIL_TO / TAIL_FROM) ** ((count - BULK_POINTS) / TAIL_POINTS);
}

/** Sigmas beyond which this share lies; bisection, the law falls. */
function sigmasAt(share: number): number {
  let [low, high] = [0, 10 * ODD_WIDTH];
  for (let pass = 0; pass < 60; pass++) {
    const middle = (low + high) / 2;
    if (beyondProb(middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
