/**
 * Which narrow field looks where over the next few seconds, as a problem in numbers. The time ahead is cut into slots of equal length; a field
 * takes at most one of its options in each. Columns, because there are tens of thousands.
 *
 * Field f has options `optionStart[f] .. optionStart[f + 1]`, in order of their slots; option x sees `sightStart[x] .. sightStart[x + 1]`.
 */
export interface PointingProblem {
  readonly fieldCount: number;
  readonly objectCount: number;
  readonly slotCount: number;
  readonly slotS: number;
  /** Good frames that a slot must leave after the turn, s. */
  readonly dwellS: number;
  /** How much each object counts: [object]. */
  readonly weight: Float64Array;
  /** Looks that each object may expect of sensors that are not pointed: [object]. */
  readonly sureLooks: Float64Array;
  /** Directions of those looks, unit vectors: [object][look][x, y, z]. */
  readonly sureDirections: readonly Float64Array[];
  readonly slewRadPerS: Float64Array;
  readonly settleS: Float64Array;
  /** Where each field points before the first slot, unit vectors: [field][x, y, z]. */
  readonly startDirection: Float64Array;
  readonly optionStart: Int32Array;
  readonly optionSlot: Uint8Array;
  /** The object that the field follows. */
  readonly optionTarget: Int32Array;
  /** Direction in the middle of the slot: [option][x, y, z]. */
  readonly optionDirection: Float64Array;
  readonly sightStart: Int32Array;
  readonly sightObject: Int32Array;
  /** Detection probability, less where the object will soon be lost again: [sight], (0, 1]. */
  readonly sightWorth: Float64Array;
  /** Direction from a field to an object halfway through all slots, for crossing angles: [field][object][x, y, z]; unset where never seen. */
  readonly lineOfSight: Float64Array;
}

/** Looks an object needs in the time ahead. */
export const NEEDED_LOOKS = 3;
/** Looks beyond this many are worth nothing. */
const MOST_LOOKS = 6;
/** What a look beyond the needed ones is worth against one of them. Notional. */
const SPARE_LOOK_WORTH = 0.1;
/** What a look in one slot is worth besides, up to as many as an object needs in each: looks spread over the time. Notional. */
export const SLOT_LOOK_WORTH = 0.1;
/** What it is worth, in looks, that a pair of lines of sight crosses well. Notional. */
export const CROSSING_WORTH = 1.5;
/** Lines of sight cross well from 30 to 150 degrees: the cosine of that. */
const CROSSING_COSINE = Math.sqrt(3) / 2;

/** Worth of a sum of looks at one object, by the expected number of detections; concave, in pieces that are straight. */
export const LOOK_PIECES: readonly { readonly looks: number; readonly worth: number }[] = [
  { looks: NEEDED_LOOKS, worth: 1 },
  { looks: MOST_LOOKS - NEEDED_LOOKS, worth: SPARE_LOOK_WORTH },
];

export function looksWorth(looks: number): number {
  return (
    Math.min(looks, NEEDED_LOOKS) +
    SPARE_LOOK_WORTH * Math.min(Math.max(looks - NEEDED_LOOKS, 0), MOST_LOOKS - NEEDED_LOOKS)
  );
}

/** Do two unit vectors, at these places in their arrays, cross at 30 to 150 degrees? */
export function crossesWell(a: Float64Array, aAt: number, b: Float64Array, bAt: number): boolean {
  return (
    Math.abs(a[aAt]! * b[bAt]! + a[aAt + 1]! * b[bAt + 1]! + a[aAt + 2]! * b[bAt + 2]!) <= CROSSING_COSINE
  );
}

/** Pairs among the looks that are sure of an object which cross well. */
export function sureCrossings(directions: Float64Array): number {
  let pairs = 0;
  for (let a = 0; a < directions.length; a += 3)
    for (let b = 0; b < a; b += 3) if (crossesWell(directions, a, directions, b)) pairs++;
  return pairs;
}

/** Does the line of sight from a field to an object cross one of the sure looks at it well? */
export function crossesSure(problem: PointingProblem, field: number, object: number): number {
  const sure = problem.sureDirections[object]!;
  const at = 3 * (field * problem.objectCount + object);
  let pairs = 0;
  for (let look = 0; look < sure.length; look += 3)
    if (crossesWell(problem.lineOfSight, at, sure, look)) pairs++;
  return pairs;
}

/** Can a field turn from one direction in slot `fromSlot` (-1: before the first) to another in slot `toSlot` and still dwell there? */
export function canTurn(
  problem: Pick<PointingProblem, 'slotS' | 'dwellS' | 'settleS' | 'slewRadPerS'>,
  field: number,
  fromSlot: number,
  from: Float64Array,
  fromAt: number,
  toSlot: number,
  to: Float64Array,
  toAt: number,
): boolean {
  const cosine =
    from[fromAt]! * to[toAt]! + from[fromAt + 1]! * to[toAt + 1]! + from[fromAt + 2]! * to[toAt + 2]!;
  const roomS = (toSlot - fromSlot) * problem.slotS - problem.dwellS - problem.settleS[field]!;
  const roomRad = roomS * problem.slewRadPerS[field]!;
  return roomRad >= Math.PI || (roomRad >= 0 && cosine >= Math.cos(roomRad));
}
