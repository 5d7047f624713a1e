import { label } from './frame.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** About how wide a letter of a figure's text is, px, in bold at 12 px. */
const LETTER_PX = 7.2;

/**
 * Writes labels beside their points so that they cover neither one another nor the points in `avoided`, nor leave the picture: to the right, left, below or above,
 * whichever is free first; a label with no free side is left out (the tables hold its facts).
 */
export function placeLabels(
  points: readonly {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly className: string;
  }[],
  avoided: readonly (readonly [number, number])[],
  widthPx: number,
  heightPx: number,
): string {
  const marked = [...points, ...avoided.map(([x, y]) => ({ x, y }))];
  const taken: Box[] = marked.map(({ x, y }) => ({ left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 }));
  return points
    .map(({ x, y, text, className }) => {
      const textPx = text.length * LETTER_PX;
      const corners: readonly (readonly [number, number])[] = [
        [x + 8, y - 7],
        [x - 8 - textPx, y - 7],
        [x - textPx / 2, y + 8],
        [x - textPx / 2, y - 21],
        [x + 8, y + 8],
        [x - 8 - textPx, y + 8],
        [x + 8, y - 21],
        [x - 8 - textPx, y - 21],
      ];
      for (const [left, top] of corners) {
        const box = { left, top, right: left + textPx, bottom: top + 13 };
        const inside = left >= 2 && top >= 2 && box.right <= widthPx - 2 && box.bottom <= heightPx - 2;
        const free = taken.every(
          (other) =>
            box.right < other.left ||
            box.left > other.right ||
            box.bottom < other.top ||
            box.top > other.bottom,
        );
        if (inside && free) {
          taken.push(box);
          return label(left, top + 10.5, text, { className });
        }
      }
      return '';
    })
    .join('');
}
