import { readFileSync } from 'node:fs';
import { readPlan } from '@cupola/contract';
import type { Problem } from '@cupola/core/scenario';
import { loadOffers } from '@cupola/runtime';
import {
  agreeOnPrices,
  contractTenants,
  dayUs,
  endContract,
  isDay,
  isoOf,
  offerPlanText,
  openSloText,
  readPriceSheet,
  storedContract,
} from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { ACTOR, nowUs, problem, withStore } from './billing-store.ts';
import type { StoreFlags } from '../store/in-store.ts';

export interface OfferPlanFlags {
  readonly set: readonly string[];
  readonly byDeployment?: true;
  readonly id: string;
}

type Contract = NonNullable<Awaited<ReturnType<typeof storedContract>>>;
type GrantedPlan = NonNullable<Parameters<typeof agreeOnPrices>[1]['grants']>;
type PriceSheet = Extract<ReturnType<typeof readPriceSheet>, { readonly ok: true }>['sheet'];

/** `cupola contracts from-offer`: a plan on standard output. */
export async function planFromOffer(file: string, flags: OfferPlanFlags): Promise<ExitCode> {
  const loaded = loadOffers(file, { settings: flags.set, byDeployment: flags.byDeployment === true });
  if (!loaded.ok) return refuse(loaded.problems, false);
  await writeOut(offerPlanText(loaded.asked, flags.id));
  return EXIT.done;
}

/** `cupola contracts begin`: the first prices of a tenant, or others from a day on. */
export async function beginContract(
  tenantId: string,
  file: string,
  flags: StoreFlags & { readonly from: string },
): Promise<ExitCode> {
  const read = pricesOf(file);
  const problems = [...('problems' in read ? read.problems : []), ...dayProblems('--from', flags.from)];
  return withStore(flags, problems, async (db) => {
    if ('problems' in read) return read;
    const agreed = await agreeOnPrices(db, { tenantId, ...read, fromUs: dayUs(flags.from) }, ACTOR, nowUs());
    if (!agreed.ok)
      return { problems: [problem('--from', flags.from, 'a day that prices can begin on', agreed.reason)] };
    const version = agreed.contract.versions.length;
    const notional = read.sheet.notional ? ' Prices are notional.' : '';
    return {
      answer: {
        tenant: tenantId,
        version,
        plan: read.planId,
        planVersion: read.grants.plan.version,
        from: flags.from,
        notional: read.sheet.notional,
      },
      text: `${tenantId} is told what plan ${read.planId}@${read.grants.plan.version} gives, and pays by it, from ${flags.from} on (version ${version} of its contract).${notional}\n`,
    };
  });
}

/** `cupola contracts end`. */
export async function endTenantContract(
  tenantId: string,
  flags: StoreFlags & { readonly on: string },
): Promise<ExitCode> {
  return withStore(flags, dayProblems('--on', flags.on), async (db) => {
    const ended = await endContract(db, tenantId, dayUs(flags.on), ACTOR, nowUs());
    return ended.ok
      ? {
          answer: { tenant: tenantId, ends: flags.on },
          text: `The contract of ${tenantId} ends on ${flags.on}; ${afterText(ended.contract)}.\n`,
        }
      : { problems: [problem('--on', flags.on, 'a day that the contract can end on', ended.reason)] };
  });
}

function afterText({ versions }: Contract): string {
  const last = versions.at(-1);
  const after = last?.sheet.afterEnd;
  if (last?.planVersion === null) return 'what it is told is its subscription';
  return after === undefined
    ? 'it is told nothing from then on'
    : `from then on it is told what plan ${after.plan}@${after.version} gives`;
}

/** `cupola contracts list`. */
export async function listContracts(flags: StoreFlags): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const rows: {
      tenant: string;
      version: number;
      plan: string;
      planVersion: number | null;
      from: string;
      ends: string | null;
    }[] = [];
    for (const tenant of await contractTenants(db)) {
      // oxlint-disable-next-line no-await-in-loop -- few, in order
      const contract = await storedContract(db, tenant);
      for (const { version, planId, planVersion, fromUs } of contract?.versions ?? []) {
        const ends = contract?.endsAtUs ?? null;
        rows.push({
          tenant,
          version,
          plan: planId,
          planVersion,
          from: isoOf(fromUs),
          ends: ends === null ? null : isoOf(ends),
        });
      }
    }
    const table = rows.map(({ tenant, version, plan, planVersion, from, ends }) => [
      tenant,
      String(version),
      planVersion === null ? `${plan} (prices alone)` : `${plan}@${planVersion}`,
      from,
      ends ?? '-',
    ]);
    return {
      answer: { contracts: rows },
      text: `${textTable(['tenant', 'version', 'plan', 'from', 'ends'], table)}\n`,
    };
  });
}

/** `cupola contracts objectives`: OpenSLO on standard output. */
export async function tellObjectives(file: string): Promise<ExitCode> {
  const read = pricesOf(file);
  if ('problems' in read) return refuse(read.problems, false);
  await writeOut(openSloText(read.planId, read.sheet));
  return EXIT.done;
}

function pricesOf(
  file: string,
):
  | { readonly planId: string; readonly sheet: PriceSheet; readonly grants: GrantedPlan }
  | { readonly problems: readonly Problem[] } {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {
      problems: [problem('plan', file, 'a plan file (docs/service/billing.md)', 'it cannot be read')],
    };
  }
  const plan = readPlan(text);
  if (!plan.ok) return { problems: plan.problems.map((each) => ({ file, ...each })) };
  const prices = readPriceSheet(plan.document['prices'] ?? {});
  if (!prices.ok) {
    const problems = prices.problems.map(({ path, message }) => ({
      file,
      path,
      value: null,
      expected: 'as in docs/service/billing.md',
      message,
    }));
    return { problems };
  }
  const { document } = plan;
  return { planId: plan.plan.id, sheet: prices.sheet, grants: { plan: plan.plan, document } };
}

export function dayProblems(path: string, day: string | undefined): readonly Problem[] {
  return day === undefined || isDay(day) ? [] : [problem(path, day, 'YYYY-MM-DD', 'it is not a day')];
}
