import { byClause, byOfferInput } from '@cupola/core/acquisition';
import type {
  ControlClauses,
  Escalator,
  OfferInputId,
  OfferTerms,
  ScoringTerms,
  SubscriptionTerms,
  SwitchingTerms,
} from '@cupola/core/acquisition';
import { unreachable } from '@cupola/core/foundation';
import { z } from 'zod';
import { exactly, numberBetween, text, wholeNumberBetween } from '../scenario/fields.ts';
import { changeSchema } from './case-changes.ts';
import type { Changes } from './case-changes.ts';

interface Dated {
  readonly fiscalYear: number;
  readonly usdM: number;
}

/** The section `offers` of an acquisition file; fiscal years are not checked yet. */
export interface OffersFile {
  readonly currency: 'USD';
  readonly residual: OfferTerms['residual'];
  readonly assumptions: Changes<OfferInputId>;
  readonly subscription: Omit<
    SubscriptionTerms,
    'escalation' | 'take' | 'payments' | 'liability' | 'buyOut'
  > & {
    readonly escalation: { readonly during: EscalatorFile; readonly after: EscalatorFile };
    readonly take: { readonly share: number; readonly fromFiscalYear: number } | null;
    readonly payments: readonly (Dated & { readonly what: string })[];
    readonly termination: readonly Dated[];
    readonly buyOut: readonly Dated[];
  };
  readonly contractorOperated: { readonly control: ControlClauses };
  readonly governmentOperated: { readonly control: ControlClauses };
}

type EscalatorFile =
  | { readonly kind: 'fixed'; readonly percent: number }
  | { readonly kind: 'index'; readonly overIndexPercent: number }
  | { readonly kind: 'capped'; readonly percent: number; readonly overIndexPercent: number }
  | { readonly kind: 'open' };

const PERCENT = 100;

/** The escalator in shares. */
export function escalatorFrom(file: EscalatorFile): Escalator {
  switch (file.kind) {
    case 'fixed':
      return { kind: 'fixed', perYear: file.percent / PERCENT };
    case 'index':
      return { kind: 'index', overIndex: file.overIndexPercent / PERCENT };
    case 'capped':
      return {
        kind: 'capped',
        perYear: file.percent / PERCENT,
        overIndex: file.overIndexPercent / PERCENT,
      };
    case 'open':
      return file;
    default:
      return unreachable(file);
  }
}

const share = () => numberBetween(0, 1);
/** Of a payment: something is left of it. */
const part = () => numberBetween(0, 0.95);
const usdM = () => numberBetween(0, 1e6, 'million USD');
const months = () => numberBetween(0, 240, 'months');
const years = () => wholeNumberBetween(0, 60);
const yesOrNo = () => z.boolean({ error: 'true or false' });

/** What the section `offers` may hold, field by field. Everything that has a price has no default. */
export function offersSchema(): z.ZodType<OffersFile> {
  return exactly({
    currency: z.literal('USD', { error: 'USD, the one currency there is' }),
    residual: z.enum(['straight-line', 'none'], { error: 'straight-line or none' }).default('straight-line'),
    assumptions: exactly(byOfferInput(() => z.exactOptional(changeSchema()))).prefault({}),
    subscription: subscriptionSchema(),
    contractorOperated: exactly({ control: controlSchema() }).prefault({ control: {} }),
    governmentOperated: exactly({ control: controlSchema() }).prefault({ control: {} }),
  });
}

function subscriptionSchema(): z.ZodType<OffersFile['subscription']> {
  const dated = { fiscalYear: wholeNumberBetween(1990, 2160), usdM: usdM() };
  return exactly({
    control: controlSchema(),
    delayYears: years().default(0),
    termYears: wholeNumberBetween(1, 60),
    lockYears: years(),
    escalation: exactly({ during: escalatorSchema(), after: escalatorSchema() }),
    minimumTake: share(),
    take: exactly({ share: share(), fromFiscalYear: wholeNumberBetween(1990, 2160) })
      .nullable()
      .default(null),
    credits: exactly({
      promisedAvailability: share(),
      perHundredth: share().describe('Share of the fee for each hundredth of availability missed'),
      cap: part(),
    }),
    payments: z.array(exactly({ ...dated, what: text('what is paid for') })).default([]),
    termination: z.array(exactly(dated)).default([]),
    buyOut: z.array(exactly(dated)).max(4, { error: 'at most 4 dates' }).default([]),
    switching: switchingSchema(),
    taxRate: part().default(0),
    walkAway: exactly({ prob: share(), minimumReturn: numberBetween(-0.5, 1), afterYears: years() }),
    scoring: scoringSchema(),
  });
}

function escalatorSchema(): z.ZodType<EscalatorFile> {
  const percent = numberBetween(-20, 50, 'percent a year');
  return z.discriminatedUnion(
    'kind',
    [
      exactly({ kind: z.literal('fixed'), percent }),
      exactly({ kind: z.literal('index'), overIndexPercent: percent.default(0) }),
      exactly({ kind: z.literal('capped'), percent, overIndexPercent: percent }),
      exactly({ kind: z.literal('open') }),
    ],
    { error: '{ kind: fixed | index | capped | open, ... }' },
  );
}

function switchingSchema(): z.ZodType<SwitchingTerms> {
  return exactly({
    reprocurementUsdM: usdM(),
    integrationUsdM: usdM(),
    overlapMonths: months(),
    awardMonths: months(),
    buildMonths: months(),
    launchMonths: months(),
    phasingMonths: months(),
    noticeMonths: months(),
    gapUsdMPerMonth: usdM().default(0),
  });
}

function scoringSchema(): z.ZodType<ScoringTerms> {
  return exactly({
    ownershipTransfers: yesOrNo(),
    bargainPurchase: yesOrNo(),
    generalPurpose: yesOrNo(),
    privateMarketExists: yesOrNo(),
    controlsNamedAssets: yesOrNo(),
  });
}

/** Grades of the clauses that a contract has; the others are 0. */
function controlSchema(): z.ZodType<ControlClauses> {
  const grade = z.union([z.literal(0), z.literal(1), z.literal(2)], {
    error: '0 (nothing), 1 (in part) or 2 (in full)',
  });
  return exactly(byClause(() => grade.default(0))).prefault({});
}
