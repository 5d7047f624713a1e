/**
 * Distribution of how many of some independent events happen, each with its own probability (Poisson-binomial), by adding one event after the other.
 * Index = number of events.
 */
export function eventCountProbs(probs: readonly number[]): Float64Array {
  const distribution = new Float64Array(probs.length + 1);
  distribution[0] = 1;
  probs.forEach((prob, known) => {
    for (let count = known + 1; count > 0; count--) {
      distribution[count] = distribution[count]! * (1 - prob) + distribution[count - 1]! * prob;
    }
    distribution[0] = distribution[0]! * (1 - prob);
  });
  return distribution;
}

/** The band of counts that holds at least `confidence`, each tail no more than half of the rest. */
export function eventCountBand(
  probs: readonly number[],
  confidence: number,
): readonly [low: number, high: number] {
  const distribution = eventCountProbs(probs);
  const tail = (1 - confidence) / 2;
  let low = 0;
  for (let below = distribution[0]!; below <= tail && low < probs.length; below += distribution[low]!) low++;
  let high = probs.length;
  for (let above = distribution[high]!; above <= tail && high > 0; above += distribution[high]!) high--;
  return [low, high];
}
