import { randomBytes } from 'node:crypto';
import {
  createTenant,
  createUser,
  endUser,
  setTenantState,
  storedSubscriptions,
  storedTenants,
  storedUsers,
  subscribeTenant,
  subscriptionAt,
} from '@cupola/service';
import type { Role } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { textTable } from '../../text-table.ts';
import { byCommand, tell, withStore } from './told.ts';
import type { AccessFlags } from './told.ts';

/** `cupola tenants create`. */
export function createTenantCommand(
  id: string,
  flags: AccessFlags & { readonly name?: string },
): Promise<ExitCode> {
  const { name = id } = flags;
  return withStore(flags, async (db) =>
    tell(
      await createTenant(db, { id, name }, byCommand()),
      flags,
      { tenant: id, name },
      `Tenant ${id}. Subscribe it: cupola tenants subscribe ${id} PLAN@VERSION`,
    ),
  );
}

/** `cupola tenants suspend` and `resume`. */
export function setStateCommand(
  id: string,
  state: 'active' | 'suspended',
  flags: AccessFlags,
): Promise<ExitCode> {
  const text =
    state === 'suspended' ? `${id} is suspended; its streams are closed.` : `${id} is let in again.`;
  return withStore(flags, async (db) =>
    tell(await setTenantState(db, id, state, byCommand()), flags, { tenant: id, state }, text),
  );
}

/** `cupola tenants subscribe`. */
export async function subscribeCommand(
  id: string,
  planName: string,
  flags: AccessFlags & { readonly from?: string },
): Promise<ExitCode> {
  const [, planId, version] = /^([A-Za-z0-9-]+)@(\d+)$/.exec(planName) ?? [];
  const change = byCommand();
  const fromUs = flags.from === undefined ? change.atUs : Date.parse(flags.from) * 1000;
  const problems = [
    ...(planName === 'none' || planId !== undefined
      ? []
      : [
          {
            path: 'plan',
            value: planName,
            expected: 'PLAN@VERSION as `cupola plans list` shows it, or none',
            message: 'that is no version of a plan',
          },
        ]),
    ...(Number.isNaN(fromUs)
      ? [
          {
            path: '--from',
            value: flags.from ?? '',
            expected: 'a UTC instant such as 2027-01-01T00:00:00Z',
            message: 'that is no instant',
          },
        ]
      : []),
  ];
  if (problems.length > 0) return refuse(problems, flags.json === true);
  const plan = planId === undefined ? null : { id: planId, version: Number(version) };
  const from = new Date(fromUs / 1000).toISOString();
  return withStore(flags, async (db) =>
    tell(
      await subscribeTenant(db, { tenantId: id, plan, fromUs }, change),
      flags,
      { tenant: id, plan, from },
      `${id} is subscribed to ${plan === null ? 'nothing' : planName} from ${from}.`,
    ),
  );
}

/** `cupola tenants list`. */
export function listTenantsCommand(flags: AccessFlags): Promise<ExitCode> {
  return withStore(flags, async (db) => {
    const subscriptions = await storedSubscriptions(db);
    const users = await storedUsers(db);
    const atUs = Date.now() * 1000;
    const tenants = (await storedTenants(db)).map(({ id, name, state }) => ({
      id,
      name,
      state,
      plan: nameOf(subscriptionAt(subscriptions, id, atUs)?.plan ?? null),
      next: subscriptions
        .filter((each) => each.tenantId === id && each.fromUs > atUs)
        .map(({ plan, fromUs }) => ({ plan: nameOf(plan), from: new Date(fromUs / 1000).toISOString() })),
      users: users
        .filter((each) => each.tenantId === id && each.endedAtUs === null)
        .map((each) => ({ id: each.id, name: each.name, role: each.role })),
    }));
    const rows = tenants.map((each) => [
      each.id,
      each.name,
      each.state,
      each.plan ?? '-',
      each.next.map(({ plan, from }) => `${plan ?? 'none'} from ${from}`).join(', ') || '-',
      each.users.map(({ id, name, role }) => `${name} (${role}, ${id})`).join(', ') || '-',
    ]);
    await writeOut(
      flags.json === true
        ? `${JSON.stringify({ tenants }, null, 2)}\n`
        : `${textTable(['id', 'name', 'state', 'plan', 'next', 'users'], rows)}\n`,
    );
    return EXIT.done;
  });
}

/** `cupola tenants add-user`. */
export function addUserCommand(
  tenantId: string,
  flags: AccessFlags & { readonly name: string; readonly role: Role },
): Promise<ExitCode> {
  const id = randomBytes(6).toString('hex');
  const { name, role } = flags;
  return withStore(flags, async (db) =>
    tell(
      await createUser(db, { id, tenantId, name, role }, byCommand()),
      flags,
      { user: id, tenant: tenantId, name, role },
      `User ${id}. A key for him: cupola keys create --tenant ${tenantId} --user ${id} --name ${name}`,
    ),
  );
}

/** `cupola tenants end-user`. */
export function endUserCommand(id: string, flags: AccessFlags): Promise<ExitCode> {
  return withStore(flags, async (db) =>
    tell(
      await endUser(db, id, byCommand()),
      flags,
      { ended: id },
      `${id} is no longer here, nor are his keys.`,
    ),
  );
}

function nameOf(plan: { readonly id: string; readonly version: number } | null): string | null {
  return plan === null ? null : `${plan.id}@${plan.version}`;
}
