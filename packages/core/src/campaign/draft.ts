import { assert } from '../foundation/index.ts';
import type { EventObjects, Parts } from '../scenario/index.ts';
import type {
  AimedTrajectory,
  AreaChoice,
  Campaign,
  EndRule,
  MixFlight,
  MixKind,
  Span,
  SweepAxis,
} from './campaign.ts';

/** A campaign as it is written, each field in order and defaults filled in, before the rules that tie fields together. */
export interface CampaignDraft extends Omit<Campaign, 'sweep' | 'mix' | 'end'> {
  readonly sweep: readonly AxisDraft[];
  readonly mix: readonly MixDraft[];
  readonly end?: EndRule;
}

/** Values of one setting, or several settings that change together. */
export type AxisDraft =
  | { readonly name?: string; readonly path: string; readonly values: readonly unknown[] }
  | SweepAxis;

type FlightOf<Kind extends MixFlight['kind']> = Omit<Extract<MixFlight, { kind: Kind }>, 'kind'>;

/** One of `aim`, `lofted`, `orbit`, `entry` and `flash` says how it flies. */
export interface MixDraft extends Omit<MixKind, 'flight' | 'perYear' | 'objects'> {
  readonly perYear?: number;
  readonly aim?: { readonly areas: readonly AreaChoice[] } | { readonly insideKm: Span };
  readonly trajectories?: readonly AimedTrajectory[];
  readonly lofted?: FlightOf<'lofted'>;
  readonly orbit?: FlightOf<'orbit'>;
  readonly entry?: FlightOf<'entry'>;
  readonly flash?: FlightOf<'flash'>;
  readonly objects?: EventObjects;
}

/** A campaign file in which every value that is wrong in itself is null. */
export type CampaignParts = NonNullable<Parts<Pick<CampaignDraft, 'seeds' | 'sweep' | 'mix' | 'end'>>>;
export type MixParts = NonNullable<Parts<MixDraft>>;

/** A draft that keeps the rules is a campaign. */
export function campaignFromDraft(draft: CampaignDraft): Campaign {
  return {
    ...draft,
    sweep: draft.sweep.map(axisOf),
    mix: draft.mix.map(kindOf),
    end: draft.end ?? null,
  };
}

function axisOf(axis: AxisDraft): SweepAxis {
  if ('choices' in axis) return axis;
  const { path, values, name = path } = axis;
  return { name, choices: values.map((value) => ({ label: labelOf(value), set: { [path]: value } })) };
}

function labelOf(value: unknown): string | number {
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

function kindOf(kind: MixDraft): MixKind {
  const { id, weight, perYear = null, vehicles, launch, objects = null, count, spacingS } = kind;
  return { id, weight, perYear, vehicles, launch, objects, count, spacingS, flight: flightOf(kind) };
}

function flightOf({ aim, trajectories, lofted, orbit, entry, flash }: MixDraft): MixFlight {
  if (orbit !== undefined) return { kind: 'orbit', ...orbit };
  if (lofted !== undefined) return { kind: 'lofted', ...lofted };
  if (entry !== undefined) return { kind: 'entry', ...entry };
  if (flash !== undefined) return { kind: 'flash', ...flash };
  assert(aim !== undefined, 'the rules ask for one way to fly');
  return {
    kind: 'aimed',
    aim: 'areas' in aim ? { kind: 'areas', areas: aim.areas } : { kind: 'border', insideKm: aim.insideKm },
    trajectories: trajectories ?? null,
  };
}
