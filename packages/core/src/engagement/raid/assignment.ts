/**
 * Who may shoot at what: groups of missiles alike, and interceptors with the groups that each could reach. One shot each.
 */
export interface ShotProblem {
  /** Missiles of each group. */
  readonly missiles: ArrayLike<number>;
  readonly shotsPerTarget: number;
  /** Groups of interceptor i stand in `groups` from `start[i]` to before `start[i + 1]`. */
  readonly start: ArrayLike<number>;
  readonly groups: ArrayLike<number>;
}

/** Which group each interceptor shoots at, -1 for none, and how many shots each group gets. */
export interface ShotPlan {
  readonly groupOf: Int32Array;
  readonly shots: Int32Array;
}

/**
 * The plan that stops the most missiles on average, when all shots are worth the same and those at a group are shared out evenly.
 *
 * A shot more at a group is worth p (1 - p)^s, s the shots that each of its missiles has already: less and less. The numbers of shots that some
 * plan gives form a polymatroid, over which adding the most valuable possible shot one by one is best ([Schrijver-2003] §44). Whether one more is possible
 * is asked by an alternating path: an interceptor that is free, or one whose own group can be served by another. A group that cannot have
 * one more now never can.
 */
export function optimalPlan(problem: ShotProblem): ShotPlan {
  const { missiles, shotsPerTarget, start, groups } = problem;
  const groupCount = missiles.length;
  const interceptorCount = start.length - 1;
  const groupOf = new Int32Array(interceptorCount).fill(-1);
  const shots = new Int32Array(groupCount);
  const reachedBy: number[][] = Array.from({ length: groupCount }, () => []);
  for (let interceptor = 0; interceptor < interceptorCount; interceptor++) {
    for (let edge = start[interceptor]!; edge < start[interceptor + 1]!; edge++) {
      reachedBy[groups[edge]!]!.push(interceptor);
    }
  }
  const visited = new Int32Array(groupCount).fill(-1);
  let search = 0;
  /** Gives a group one interceptor more, taking one from another group if that can be served by another. */
  const serve = (group: number): boolean => {
    visited[group] = search;
    const around = reachedBy[group]!;
    for (const interceptor of around) {
      if (groupOf[interceptor] === -1) {
        groupOf[interceptor] = group;
        return true;
      }
    }
    for (const interceptor of around) {
      const other = groupOf[interceptor]!;
      if (visited[other] === search) continue;
      if (serve(other)) {
        groupOf[interceptor] = group;
        return true;
      }
    }
    return false;
  };
  const open = [...reachedBy.keys()].filter((group) => reachedBy[group]!.length > 0 && missiles[group]! > 0);
  while (open.length > 0) {
    let best = 0;
    for (let index = 1; index < open.length; index++) {
      if (perMissile(shots, missiles, open[index]!) < perMissile(shots, missiles, open[best]!)) best = index;
    }
    const group = open[best]!;
    search += 1;
    if (shots[group]! < shotsPerTarget * missiles[group]! && serve(group)) shots[group]! += 1;
    else open.splice(best, 1);
  }
  return { groupOf, shots };
}

function perMissile(shots: Int32Array, missiles: ArrayLike<number>, group: number): number {
  return Math.floor(shots[group]! / missiles[group]!);
}

/** What somebody does who looks no further than the next missile: a first shot at each in order, then second ones, each by the first who is free. */
export function greedyPlan(problem: ShotProblem): ShotPlan {
  const { missiles, shotsPerTarget, start, groups } = problem;
  const groupCount = missiles.length;
  const interceptorCount = start.length - 1;
  const groupOf = new Int32Array(interceptorCount).fill(-1);
  const shots = new Int32Array(groupCount);
  const reachedBy: number[][] = Array.from({ length: groupCount }, () => []);
  for (let interceptor = 0; interceptor < interceptorCount; interceptor++) {
    for (let edge = start[interceptor]!; edge < start[interceptor + 1]!; edge++) {
      reachedBy[groups[edge]!]!.push(interceptor);
    }
  }
  const next = new Int32Array(groupCount);
  for (let round = 1; round <= shotsPerTarget; round++) {
    for (let group = 0; group < groupCount; group++) {
      const around = reachedBy[group]!;
      while (shots[group]! < round * missiles[group]! && next[group]! < around.length) {
        const interceptor = around[next[group]!]!;
        next[group]! += 1;
        if (groupOf[interceptor] !== -1) continue;
        groupOf[interceptor] = group;
        shots[group]! += 1;
      }
    }
  }
  return { groupOf, shots };
}
