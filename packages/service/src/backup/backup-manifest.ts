import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '@cupola/core/scenario';

export const MANIFEST = 'manifest.json';

/** Written last: a folder without it is no whole backup. */
export interface BackupManifest {
  readonly cupolaBackup: 1;
  readonly takenAt: string;
  readonly sessions: readonly {
    readonly id: string;
    readonly kind: string;
    /** Newest second of operations whose events are in the store. */
    readonly throughSecond: number | null;
  }[];
  readonly audit: { readonly entries: number; readonly lastHash: string };
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** Below the folder and nowhere else. */
const PATH = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[^/\\\0][^\\\0]*$/;

const manifest: z.ZodType<BackupManifest> = z.object({
  cupolaBackup: z.literal(1),
  takenAt: z.iso.datetime(),
  sessions: z.array(z.object({ id: z.string(), kind: z.string(), throughSecond: z.int().nullable() })),
  audit: z.object({ entries: z.int(), lastHash: z.string() }),
  files: z.array(
    z.object({
      path: z.string().regex(PATH, 'a path below the folder'),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[\da-f]{64}$/, '64 hexadecimal digits'),
    }),
  ),
});

export type ManifestOutcome =
  | { readonly ok: true; readonly manifest: BackupManifest }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function readManifest(folder: string): ManifestOutcome {
  const file = join(folder, MANIFEST);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const expected = 'the manifest of a whole backup';
    return { ok: false, problems: [{ file, path: '', value: null, expected, message }] };
  }
  const read = manifest.safeParse(document);
  if (read.success) return { ok: true, manifest: read.data };
  return {
    ok: false,
    problems: read.error.issues.map((issue) => ({
      file,
      path: issue.path.join('.'),
      value: null,
      expected: 'what `cupola backup` writes',
      message: issue.message,
    })),
  };
}
