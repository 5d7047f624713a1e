import { niceStep } from '../../page/svg/scale.ts';

/** Ten colours of cividis, which readers with and without colour vision order alike, dark to bright. [Nunez-2018] */
const CIVIDIS = [
  0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46,
];

/** Colours in between, so that any number of classes up to this can be told apart evenly. */
const SHADES = 32;

/** Dark to bright. */
export const COLOURS: readonly string[] = Array.from({ length: SHADES }, (_, shade) => {
  const at = (shade / (SHADES - 1)) * (CIVIDIS.length - 1);
  const below = Math.min(CIVIDIS.length - 2, Math.floor(at));
  const mixed = [16, 8, 0].map((shift) => {
    const from = ((CIVIDIS[below] ?? 0) >> shift) & 0xff;
    const to = ((CIVIDIS[below + 1] ?? 0) >> shift) & 0xff;
    return Math.round(from + (to - from) * (at - below))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${mixed.join('')}`;
});

/** Of places that were not asked about; its number comes after all shades. */
export const OUTSIDE_COLOUR = '#dfe3e8';

/** Values gathered into classes. */
export interface ValueClasses {
  /** Lower edge of each class, and the upper edge of the last. */
  readonly edges: readonly number[];
  classOf(value: number): number;
}

const CLASSES_WANTED = 8;
/** When one class of even width would hold more than this share, classes of about the same number of cells show more. */
const CROWDED_SHARE = 0.4;
/** Fewer classes of about the same number than this are none. */
const QUANTILE_CLASSES_MIN = 4;
/** Edges between classes of the same number are rounded to at least so many parts of the range. */
const ROUNDING_PARTS = 50;

/**
 * About eight classes with round edges: of even width where the values spread over them, else of about the same number of values. Values
 * that are all the same make one class. Of whole values the last edge is one above the largest.
 */
export function valueClasses(values: ArrayLike<number>, whole: boolean): ValueClasses {
  const sorted = Float64Array.from(values).toSorted();
  const least = sorted[0] ?? 0;
  const most = (sorted.at(-1) ?? 0) + (whole ? 1 : 0);
  if (!(most > least)) return { edges: [least, least], classOf: () => 0 };
  const even = withEdges(evenEdges(least, most, whole));
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(even.classOf(value), (counts.get(even.classOf(value)) ?? 0) + 1);
  if (Math.max(...counts.values()) <= CROWDED_SHARE * sorted.length) return even;
  const equal = quantileEdges(sorted, most, whole);
  return equal.length > QUANTILE_CLASSES_MIN ? withEdges(equal) : even;
}

function evenEdges(least: number, most: number, whole: boolean): readonly number[] {
  const rough = niceStep(most - least, CLASSES_WANTED);
  const step = whole ? Math.max(1, rough) : rough;
  const first = Math.floor(least / step + 1e-9);
  const count = Math.max(1, Math.ceil(most / step - 1e-9) - first);
  return Array.from({ length: count + 1 }, (_, k) => rounded(first + k, step));
}

function quantileEdges(sorted: Float64Array, most: number, whole: boolean): readonly number[] {
  const least = sorted[0] ?? 0;
  const fine = 10 ** Math.floor(Math.log10((most - least) / ROUNDING_PARTS));
  const step = whole ? 1 : fine;
  const edges = [rounded(Math.floor(least / step), step)];
  for (let k = 1; k < CLASSES_WANTED; k++) {
    const quantile = sorted[Math.floor((k * sorted.length) / CLASSES_WANTED)] ?? most;
    const edge = rounded(Math.round(quantile / step), step);
    if (edge > (edges.at(-1) ?? edge) && edge < most) edges.push(edge);
  }
  return [...edges, rounded(Math.ceil(most / step - 1e-9), step)];
}

/** A multiple of a power of ten as a reader would write it. */
function rounded(multiple: number, step: number): number {
  return Number((multiple * step).toPrecision(12));
}

function withEdges(edges: readonly number[]): ValueClasses {
  const inner = edges.slice(1, -1).map((edge) => edge - 1e-9 * Math.abs(edge));
  return {
    edges,
    classOf(value) {
      const above = inner.findIndex((edge) => value < edge);
      return above < 0 ? inner.length : above;
    },
  };
}

/** Which of the colours a class has: dark is the first, or with `darkIsMost` the last; one class of nothing but zeros is dark. */
export function shadeOf(index: number, classes: ValueClasses, darkIsMost: boolean): number {
  const last = classes.edges.length - 2;
  const isNothing = classes.edges[0] === 0;
  if (last <= 0) return darkIsMost || isNothing ? 0 : SHADES - 1;
  const share = index / last;
  return Math.round((darkIsMost ? 1 - share : share) * (SHADES - 1));
}
