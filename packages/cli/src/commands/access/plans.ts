import { existsSync, readFileSync } from 'node:fs';
import { readPlan } from '@cupola/contract';
import { putPlan, storedPlans } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { byCommand, tell, withStore } from './told.ts';
import type { AccessFlags } from './told.ts';

/** `cupola plans put`. */
export async function putPlanCommand(file: string, flags: AccessFlags): Promise<ExitCode> {
  const json = flags.json === true;
  if (!existsSync(file)) {
    const problem = { path: 'file', value: file, expected: 'a plan file', message: 'there is no such file' };
    return refuse([problem], json);
  }
  const outcome = readPlan(readFileSync(file, 'utf8'));
  if (!outcome.ok) return refuse(outcome.problems, json);
  const { plan, document } = outcome;
  const name = `${plan.id}@${plan.version}`;
  return withStore(flags, async (db) =>
    tell(await putPlan(db, plan, document, byCommand()), flags, { plan: name }, `Plan ${name} is stored.`),
  );
}

/** `cupola plans list`. */
export function listPlansCommand(flags: AccessFlags): Promise<ExitCode> {
  return withStore(flags, async (db) => {
    const plans = await storedPlans(db);
    const rows = plans.map((plan) => [
      `${plan.id}@${plan.version}`,
      plan.title,
      plan.products.join(' '),
      plan.regions === 'everywhere'
        ? 'everywhere'
        : plan.regions.map((each) => (typeof each === 'string' ? each : `[${each.join(', ')}]`)).join(' '),
      String(plan.latencyS),
      String(plan.historyS),
    ]);
    await writeOut(
      flags.json === true
        ? `${JSON.stringify({ plans }, null, 2)}\n`
        : `${textTable(['plan', 'title', 'products', 'regions', 'latency s', 'history s'], rows)}\n`,
    );
    return EXIT.done;
  });
}
