import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { collect, example } from '../option-parsers.ts';
import { storeOptions } from '../store/store-options.ts';
import type { StoreFlags } from '../store/in-store.ts';
import type { OfferPlanFlags } from './contracts.ts';
import type { ExportFlags } from './usage.ts';

const DATA_MODES = ['SIMULATED', 'EXERCISE', 'TEST'];

/** Adds `cupola contracts`, `cupola invoices` and `cupola usage`. */
export function billingCommandLines(parent: Command): void {
  contractLines(
    parent
      .command('contracts')
      .description('what tenants pay by (docs/service/billing.md)')
      .addHelpText('after', example('contracts begin coast plan.yaml --from 2026-12-01')),
  );
  invoiceLines(
    parent
      .command('invoices')
      .description('invoices and credit notes: issue, list, show, verify')
      .addHelpText('after', example('invoices issue coast')),
  );
  usageLines(
    parent
      .command('usage')
      .description('what was metered, for other systems')
      .addHelpText('after', example('usage export --form openmeter --from 2026-12-01')),
  );
}

function contractLines(contracts: Command): void {
  contracts
    .command('from-offer')
    .description('a plan that runs the subscription of an acquisition file, on standard output')
    .argument('<file>', 'with a section offers')
    .addOption(new Option('--id <id>', 'of the plan').default('offer'))
    .addOption(
      new Option('--set <path=value>', 'change a value before it is checked; repeatable')
        .argParser(collect)
        .default([], 'nothing'),
    )
    .option('--by-deployment', 'satellites in service by date from the section deployment')
    .addHelpText('after', example('contracts from-offer scenarios/subscribe-or-own.yaml > offer-plan.yaml'))
    .action(async (file: string, flags: OfferPlanFlags) => {
      const { planFromOffer } = await import('./contracts.ts');
      process.exitCode = await planFromOffer(file, flags);
    });
  inStore(
    contracts
      .command('begin')
      .description('put the prices of a plan in force for a tenant, from a day on')
      .argument('<tenant>')
      .argument('<plan>', 'a plan file with the key prices')
      .requiredOption('--from <day>', 'YYYY-MM-DD, UTC'),
    'contracts begin coast plan.yaml --from 2026-12-01',
  ).action(async (tenant: string, plan: string, flags: StoreFlags & { readonly from: string }) => {
    const { beginContract } = await import('./contracts.ts');
    process.exitCode = await beginContract(tenant, plan, flags);
  });
  inStore(
    contracts
      .command('end')
      .description('end a contract; what is owed then stands on its last invoice')
      .argument('<tenant>')
      .requiredOption('--on <day>', 'the first day that is not served any more, YYYY-MM-DD, UTC'),
    'contracts end coast --on 2027-06-01',
  ).action(async (tenant: string, flags: StoreFlags & { readonly on: string }) => {
    const { endTenantContract } = await import('./contracts.ts');
    process.exitCode = await endTenantContract(tenant, flags);
  });
  inStore(
    contracts.command('list').description('all contracts with their versions'),
    'contracts list',
  ).action(async (flags: StoreFlags) => {
    const { listContracts } = await import('./contracts.ts');
    process.exitCode = await listContracts(flags);
  });
  contracts
    .command('objectives')
    .description('service levels that a plan promises, as OpenSLO on standard output')
    .argument('<plan>', 'a plan file with the key prices')
    .addHelpText('after', example('contracts objectives plan.yaml'))
    .action(async (plan: string) => {
      const { tellObjectives } = await import('./contracts.ts');
      process.exitCode = await tellObjectives(plan);
    });
}

function invoiceLines(invoices: Command): void {
  inStore(
    withMode(
      invoices
        .command('issue')
        .description('issue the invoices of all periods that are over')
        .argument('<tenant>'),
    ),
    'invoices issue coast',
  ).action(async (tenant: string, flags: Parameters<typeof import('./invoices.ts').issueInvoices>[1]) => {
    const { issueInvoices } = await import('./invoices.ts');
    process.exitCode = await issueInvoices(tenant, flags);
  });
  inStore(
    invoices.command('list').description('documents of a tenant by number').argument('<tenant>'),
    'invoices list coast',
  ).action(async (tenant: string, flags: StoreFlags) => {
    const { listInvoices } = await import('./invoices.ts');
    process.exitCode = await listInvoices(tenant, flags);
  });
  inStore(
    invoices
      .command('show')
      .description('one document')
      .argument('<tenant>')
      .argument('<sequence>', 'its number', whole)
      .option('--html <file>', 'also write it as a page'),
    'invoices show coast 1 --html invoice.html',
  ).action(async (tenant: string, sequence: number, flags: StoreFlags & { readonly html?: string }) => {
    const { showInvoice } = await import('./invoices.ts');
    process.exitCode = await showInvoice(tenant, sequence, flags);
  });
  inStore(
    invoices
      .command('credit')
      .description('correct an invoice by a credit note')
      .argument('<tenant>')
      .argument('<sequence>', 'of the invoice', whole)
      .addOption(
        new Option('--minor <n>', 'whole minor units: cents of USD').argParser(whole).makeOptionMandatory(),
      )
      .requiredOption('--reason <text>', 'that stands on it'),
    'invoices credit coast 1 --minor 1250 --reason "counted twice"',
  ).action(
    async (
      tenant: string,
      sequence: number,
      flags: StoreFlags & { readonly minor: number; readonly reason: string },
    ) => {
      const { creditInvoice } = await import('./invoices.ts');
      process.exitCode = await creditInvoice(tenant, sequence, flags);
    },
  );
  inStore(
    invoices
      .command('verify')
      .description('reckon every document again from its events and prices: exit 1 when one differs')
      .argument('[tenant]', 'all when it is left out'),
    'invoices verify',
  ).action(async (tenant: string | undefined, flags: StoreFlags) => {
    const { verifyInvoices } = await import('./invoices.ts');
    process.exitCode = await verifyInvoices(tenant, flags);
  });
}

function usageLines(usage: Command): void {
  inStore(
    withMode(
      usage
        .command('export')
        .description('usage events on standard output, in the form of another system; nothing is sent')
        .addOption(
          new Option('--form <form>', 'CloudEvents in a batch, or parameters of meter events')
            .choices(['openmeter', 'stripe'])
            .default('openmeter'),
        )
        .option('--tenant <id>', 'only of this one')
        .option('--from <day>', 'first day, YYYY-MM-DD, UTC')
        .option('--until <day>', 'first day that is left out')
        .option('--customers <file>', 'with stripe: {"tenant": "cus_..."}'),
    ),
    'usage export --form openmeter --from 2026-12-01',
  ).action(async (flags: ExportFlags) => {
    const { exportUsage } = await import('./usage.ts');
    process.exitCode = await exportUsage(flags);
  });
}

/** Flags of every command that reads or writes the store of a service. */
function inStore(command: Command, shown: string): Command {
  for (const each of storeOptions()) command.addOption(each);
  return command
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', example(shown));
}

function withMode(command: Command): Command {
  return command.addOption(
    new Option('--data-mode <mode>', 'of the service').choices(DATA_MODES).default('SIMULATED'),
  );
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number above 0.');
  return value;
}
