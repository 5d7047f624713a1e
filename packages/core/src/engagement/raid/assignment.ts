import type { ShotSharing } from './leak-odds.ts';

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
 * The plan that gives every next shot whenever any assignment can.
 *
 * Shared out evenly it stops the most missiles on average, when all shots are worth the same: a shot more at a group is worth p (1 - p)^s, s the
 * shots that each of its missiles has already: less and less. The numbers of shots that some plan gives form a polymatroid, over which adding the
 * most valuable possible shot one by one is best ([Schrijver-2003] §44). Whether one more is possible is asked by an alternating path: an
 * interceptor that is free, or one whose own group can be served by another. A group that cannot have one more now never can.
 */
export function optimalPlan(problem: ShotProblem, sharing: ShotSharing): ShotPlan {
  const groupOf = nobodyAssigned(problem);
  const reachedBy = interceptorsByGroup(problem);
  const visited = new Int32Array(problem.missiles.length).fill(-1);
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
  const shots = shareOut(problem, sharing, (group) => {
    search += 1;
    return serve(group);
  });
  return { groupOf, shots };
}

/** What somebody does who looks no further than the next shot: the first who is free takes it, whoever else could. */
export function greedyPlan(problem: ShotProblem, sharing: ShotSharing): ShotPlan {
  const groupOf = nobodyAssigned(problem);
  const reachedBy = interceptorsByGroup(problem);
  const next = new Int32Array(problem.missiles.length);
  const shots = shareOut(problem, sharing, (group) => {
    const around = reachedBy[group]!;
    while (next[group]! < around.length) {
      const interceptor = around[next[group]!]!;
      next[group]! += 1;
      if (groupOf[interceptor] !== -1) continue;
      groupOf[interceptor] = group;
      return true;
    }
    return false;
  });
  return { groupOf, shots };
}

/**
 * Gives shots one by one. Evenly: to the group whose missiles have the fewest. As a salvo: to the missile launched first that has not got all of
 * its shots, where groups launch in turn. Of equal groups the first.
 *
 * @param serve - Finds somebody for one shot more; a group that it refuses is not asked again.
 */
function shareOut(
  { missiles, shotsPerTarget }: ShotProblem,
  sharing: ShotSharing,
  serve: (group: number) => boolean,
): Int32Array {
  const shots = new Int32Array(missiles.length);
  // How often a group's turn has come: the lowest is next.
  const turns = new Int32Array(missiles.length);
  const open = [...shots.keys()].filter((group) => missiles[group]! > 0);
  while (open.length > 0) {
    let first = 0;
    for (let index = 1; index < open.length; index++) {
      if (turns[open[index]!]! < turns[open[first]!]!) first = index;
    }
    const group = open[first]!;
    if (shots[group]! < shotsPerTarget * missiles[group]! && serve(group)) {
      shots[group]! += 1;
      turns[group] = Math.floor(shots[group]! / (sharing === 'even' ? missiles[group]! : shotsPerTarget));
    } else open.splice(first, 1);
  }
  return shots;
}

function nobodyAssigned({ start }: ShotProblem): Int32Array {
  return new Int32Array(start.length - 1).fill(-1);
}

function interceptorsByGroup({ missiles, start, groups }: ShotProblem): readonly (readonly number[])[] {
  const reachedBy: number[][] = Array.from({ length: missiles.length }, () => []);
  for (let interceptor = 0; interceptor < start.length - 1; interceptor++) {
    for (let edge = start[interceptor]!; edge < start[interceptor + 1]!; edge++) {
      reachedBy[groups[edge]!]!.push(interceptor);
    }
  }
  return reachedBy;
}
