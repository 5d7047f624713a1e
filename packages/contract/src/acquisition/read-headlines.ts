import { LAYERS } from '@cupola/core/acquisition';
import type { HeadlineFigure, PriceIndex } from '@cupola/core/acquisition';
import { parse } from 'yaml';
import { z } from 'zod';

const span = z.tuple([z.number().positive(), z.number().positive()]).refine(([low, high]) => low <= high);

const figuresSchema = z.strictObject({
  figures: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      usdB: span,
      dollars: z.union([z.int(), z.enum(['nominal', 'unknown'])]),
      madeIn: z.int(),
      years: z.number().positive().nullable(),
      layers: z.array(z.enum(LAYERS)).min(1),
      missiles: span.nullable(),
      scope: z.string(),
      source: z.string().min(1),
      confidence: z.string().min(1),
    }),
  ),
});

/** The published totals that come with the program. The file is part of it: one that is wrong throws. */
export function readHeadlineFigures(text: string): readonly HeadlineFigure[] {
  return figuresSchema.parse(parse(text)).figures.map(({ madeIn, ...figure }) => ({
    ...figure,
    madeInYear: madeIn,
  }));
}

const indexSchema = z.strictObject({
  title: z.string(),
  source: z.string(),
  asOf: z.string(),
  base: z.string(),
  assumedFrom: z.int(),
  levels: z.record(z.string().regex(/^\d{4}$/), z.number().positive()),
});

/** The price index that comes with the program. A file that is wrong throws. */
export function readPriceIndex(text: string): PriceIndex {
  const { title, source, asOf, assumedFrom, levels } = indexSchema.parse(parse(text));
  return {
    title,
    source,
    asOf,
    assumedFromYear: assumedFrom,
    levelOfYear: new Map(Object.entries(levels).map(([year, level]) => [Number(year), level])),
  };
}
