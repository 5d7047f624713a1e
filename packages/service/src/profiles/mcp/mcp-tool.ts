import type { z } from 'zod';
import type { JulianDate } from '@cupola/core/foundation';
import type { OwnSide } from '@cupola/core/sensors';
import type { Product } from '@cupola/contract';
import type { EngagementDesk } from '../../engagements/engagement-desk.ts';
import type { UsageTotal } from '../../billing/usage-store.ts';
import type { Picture } from '../../picture/picture.ts';
import type { Alert, AlertRecord, DataMode } from '../../picture/records.ts';

/** What tools answer from: all of it as one visitor may see it. */
export interface McpView {
  readonly picture: Picture;
  readonly dataMode: DataMode;
  readonly ownSide: OwnSide;
  /** Names of the defended regions that the visitor is told of. */
  readonly regions: readonly string[];
  readonly epoch: JulianDate;
  readonly utc: (atUs: number) => string;
  readonly alertRecord: (alert: Alert) => AlertRecord;
  readonly engagements: Pick<EngagementDesk, 'policy' | 'answersTo'>;
  /** What the visitor's tenant used from a time on, on the wall clock, microseconds since 1970. */
  readonly usageSince: (fromUs: number) => Promise<readonly UsageTotal[]>;
}

/** A tool as it is listed and called. None of them changes anything. */
export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly product: Product;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** @param given - As the client sent it. */
  readonly call: (given: unknown, view: McpView) => Promise<McpAnswer>;
}

export type McpAnswer =
  | { readonly ok: true; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string };

type Told = Readonly<Record<string, unknown>> | string;

interface ToolPlan<Input> extends Omit<McpTool, 'input' | 'call'> {
  readonly input: z.ZodType<Input>;
  readonly answer: (input: Input, view: McpView) => Told | Promise<Told>;
}

/** A tool whose arguments are read before it is asked. Its answer is what is wrong when it is a text. */
export function mcpTool<Input>({ answer, ...plan }: ToolPlan<Input>): McpTool {
  return {
    ...plan,
    async call(given, view) {
      const read = plan.input.safeParse(given ?? {});
      if (!read.success) {
        const reason = read.error.issues
          .map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`)
          .join('; ');
        return { ok: false, reason };
      }
      const told = await answer(read.data, view);
      return typeof told === 'string' ? { ok: false, reason: told } : { ok: true, answer: told };
    },
  };
}
