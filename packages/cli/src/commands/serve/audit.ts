import { auditOfDatabase, readAuditFile, verifiedChain } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { placeOf, storeProblems } from '../store/in-store.ts';
import type { StoreFlags } from '../store/in-store.ts';

/** `cupola audit verify`: exit 1 when the chain does not hold. Nothing is changed in the store. @param file - Comes before the store of the flags. */
export async function verifyAudit(file: string | undefined, flags: StoreFlags): Promise<ExitCode> {
  const json = flags.json === true;
  if (file === undefined) {
    const problems = await storeProblems(flags);
    if (problems.length > 0) return refuse(problems, json);
  }
  const read =
    file === undefined && flags.postgres !== undefined
      ? ({ ok: true, entries: await auditOfDatabase(flags.postgres) } as const)
      : readAuditFile(file ?? placeOf(flags));
  if (!read.ok) {
    const expected = 'store.sqlite of a service, or answers of /v1/audit one a line';
    return refuse([{ path: 'file', value: file, expected, message: read.reason }], json);
  }
  const verdict = verifiedChain(read.entries);
  const text = verdict.ok
    ? `The chain holds: ${verdict.entries} entries, the last with hash ${verdict.lastHash}.\n`
    : `The chain is broken at entry ${verdict.sequence}: ${verdict.reason}.\n`;
  await writeOut(json ? `${JSON.stringify(verdict, null, 2)}\n` : text);
  return verdict.ok ? EXIT.done : EXIT.no;
}
