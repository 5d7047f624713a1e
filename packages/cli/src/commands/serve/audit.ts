import { readAuditFile, verifiedChain } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';

/** `cupola audit verify`: exit 1 when the chain does not hold. */
export async function verifyAudit(file: string, json: boolean): Promise<ExitCode> {
  const read = readAuditFile(file);
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
