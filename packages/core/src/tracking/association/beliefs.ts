import { present } from '../../foundation/index.ts';
import type { Edge } from './marginals.ts';

/** Bounds the work of one component. */
const MOST_ROUNDS = 30;
/** Messages are good when none changes by more than this share. */
const SETTLED = 1e-4;

/**
 * Marginals of the joint association by loopy belief propagation, [Williams-2014]: always converges, work in proportion to the edges. Exact where
 * the graph of edges has no loop; where several tracks compete for as many detections it is surer of itself than it should be, the more so the
 * rarer misses and false alarms are.
 *
 * @returns Probability of each edge; what is left of a track's 1 is that it made none.
 */
export function beliefs(edges: readonly Edge[], tracks: number, detections: number): Float64Array {
  const edgesOfTrack = Array.from({ length: tracks }, (): number[] => []);
  const edgesOfDetection = Array.from({ length: detections }, (): number[] => []);
  edges.forEach((edge, index) => {
    present(edgesOfTrack[edge.track]).push(index);
    present(edgesOfDetection[edge.detection]).push(index);
  });
  const odds = Float64Array.from(edges, (edge) => edge.odds);
  const toDetection = new Float64Array(edges.length);
  const toTrack = new Float64Array(edges.length).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const own of edgesOfTrack) {
      for (const e of own) {
        let others = 1;
        for (const f of own) if (f !== e) others += odds[f]! * toTrack[f]!;
        toDetection[e] = odds[e]! / others;
      }
    }
    let change = 0;
    for (const own of edgesOfDetection) {
      for (const e of own) {
        let others = 1;
        for (const f of own) if (f !== e) others += toDetection[f]!;
        const next = 1 / others;
        change = Math.max(change, Math.abs(next - toTrack[e]!) / next);
        toTrack[e] = next;
      }
    }
    if (change < SETTLED) break;
  }
  const probs = new Float64Array(edges.length);
  for (const own of edgesOfTrack) {
    let sum = 1;
    for (const e of own) sum += odds[e]! * toTrack[e]!;
    for (const e of own) probs[e] = (odds[e]! * toTrack[e]!) / sum;
  }
  return probs;
}
