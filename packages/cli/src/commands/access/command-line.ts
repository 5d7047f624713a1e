import { Option } from 'commander';
import type { Command } from 'commander';
import { example } from '../option-parsers.ts';
import { storeOptions } from '../store/store-options.ts';
import type { AccessFlags } from './told.ts';

const ROLES = ['reader', 'operator', 'manager'] as const;

/** Adds `cupola tenants` and `cupola plans`. */
export function accessCommandLines(parent: Command): void {
  const tenants = parent
    .command('tenants')
    .description('who is let in to a service, and what they are subscribed to (docs/service/access.md)')
    .addHelpText('after', example('tenants create north --name "North Command"'));
  onStore(
    tenants,
    'create',
    'a new tenant, subscribed to nothing yet',
    'tenants create north --name "North Command"',
  )
    .argument('<id>', 'small letters, digits and hyphens')
    .option('--name <name>', 'what it is called (default: the id)')
    .action(async (id: string, flags: AccessFlags) => {
      const { createTenantCommand } = await import('./tenants.ts');
      process.exitCode = await createTenantCommand(id, flags);
    });
  onStore(tenants, 'list', 'all tenants with plans and users', 'tenants list').action(
    async (flags: AccessFlags) => {
      const { listTenantsCommand } = await import('./tenants.ts');
      process.exitCode = await listTenantsCommand(flags);
    },
  );
  onStore(
    tenants,
    'subscribe',
    'to a version of a plan, from now or a time on',
    'tenants subscribe north regional-warning@1',
  )
    .argument('<id>', 'of the tenant')
    .argument('<plan>', 'PLAN@VERSION, or none to end it')
    .option('--from <instant>', 'UTC, such as 2027-01-01T00:00:00Z (default: now)')
    .action(async (id: string, plan: string, flags: AccessFlags) => {
      const { subscribeCommand } = await import('./tenants.ts');
      process.exitCode = await subscribeCommand(id, plan, flags);
    });
  for (const [name, state, description] of [
    ['suspend', 'suspended', 'let nobody of it in; its open streams are closed within two seconds'],
    ['resume', 'active', 'let it in again'],
  ] as const) {
    onStore(tenants, name, description, `tenants ${name} north`)
      .argument('<id>', 'of the tenant')
      .action(async (id: string, flags: AccessFlags) => {
        const { setStateCommand } = await import('./tenants.ts');
        process.exitCode = await setStateCommand(id, state, flags);
      });
  }
  onStore(
    tenants,
    'add-user',
    'somebody of a tenant, whom keys are made for',
    'tenants add-user north --name watch --role operator',
  )
    .argument('<id>', 'of the tenant')
    .requiredOption('--name <name>', 'who it is')
    .addOption(new Option('--role <role>', 'what he may do').choices(ROLES).default('reader'))
    .action(
      async (
        id: string,
        flags: AccessFlags & { readonly name: string; readonly role: (typeof ROLES)[number] },
      ) => {
        const { addUserCommand } = await import('./tenants.ts');
        process.exitCode = await addUserCommand(id, flags);
      },
    );
  onStore(tenants, 'end-user', 'he is no longer here, nor are his keys', 'tenants end-user 0123456789ab')
    .argument('<user>', 'id of the user, as `cupola tenants list` shows it')
    .action(async (id: string, flags: AccessFlags) => {
      const { endUserCommand } = await import('./tenants.ts');
      process.exitCode = await endUserCommand(id, flags);
    });

  const plans = parent
    .command('plans')
    .description('what is sold: versions of plans that never change')
    .addHelpText('after', example('plans put docs/service/regional-warning.yaml'));
  onStore(plans, 'put', 'check a plan and store it', 'plans put docs/service/regional-warning.yaml')
    .argument('<file>', 'YAML or JSON')
    .action(async (file: string, flags: AccessFlags) => {
      const { putPlanCommand } = await import('./plans.ts');
      process.exitCode = await putPlanCommand(file, flags);
    });
  onStore(plans, 'list', 'all versions of all plans', 'plans list').action(async (flags: AccessFlags) => {
    const { listPlansCommand } = await import('./plans.ts');
    process.exitCode = await listPlansCommand(flags);
  });
}

function onStore(parent: Command, name: string, description: string, text: string): Command {
  const command = parent
    .command(name)
    .description(description)
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example(text));
  for (const each of storeOptions()) command.addOption(each);
  return command;
}
