import type { VehicleCourse } from '../vehicles/index.ts';
import type {
  AimedTrajectory,
  DeclareCosts,
  DeclareRequirement,
  EntryEvent,
  EventObjects,
  FlashEvent,
  Orbit,
  Place,
  Requirements,
  Scenario,
  Selection,
  Walker,
} from './scenario.ts';

/** A scenario whose fields are each in order, with defaults filled in, before the rules that tie fields together. */
export interface ScenarioDraft extends Omit<
  Scenario,
  'satellites' | 'interceptors' | 'events' | 'requirements'
> {
  readonly requirements: RequirementsDraft;
  readonly satellites: readonly GroupDraft[];
  readonly interceptors?: readonly InterceptorGroupDraft[];
  readonly events: readonly EventDraft[];
}

/**
 * A document in which every value that is wrong in itself is null and what is absent is undefined: the rules check what they can, so that
 * one wrong number hides no other mistake. A draft is such a document too.
 */
export type Parts<T> = T extends string | number
  ? T | null
  : T extends readonly (infer Element)[]
    ? readonly Parts<Element>[] | null
    : { readonly [Key in keyof T]?: Parts<T[Key]> | undefined } | null;

export type ScenarioParts = NonNullable<Parts<ScenarioDraft>>;
export type GroupParts = NonNullable<Parts<GroupDraft>>;
export type InterceptorGroupParts = NonNullable<Parts<InterceptorGroupDraft>>;
export type EventParts = NonNullable<Parts<EventDraft>>;

/** Without `probability` it is the default, or what follows from the costs. */
export interface RequirementsDraft extends Omit<Requirements, 'declare'> {
  readonly declare: Omit<DeclareRequirement, 'probability' | 'costs'> & {
    readonly probability?: number;
    readonly costs?: DeclareCosts;
  };
}

export interface GroupDraft {
  readonly id: string;
  readonly sensors: readonly string[];
  readonly walker?: Walker;
  readonly orbits?: readonly Orbit[];
  readonly catalogue?: string;
  readonly select?: Selection;
}

export interface InterceptorGroupDraft extends Omit<GroupDraft, 'sensors'> {
  readonly kind: string;
}

export interface EventDraft {
  readonly id: string;
  readonly flight?: string;
  readonly vehicle?: string;
  readonly launch?: Place;
  readonly entry?: EntryEvent['entry'];
  readonly flash?: FlashEvent['flash'];
  readonly aim?: Place;
  readonly azimuthDeg?: number;
  readonly inclinationDeg?: number;
  readonly pass?: 'northbound' | 'southbound';
  readonly trajectory?:
    | AimedTrajectory
    | { readonly kind: 'lofted'; readonly apogeeKm: number; readonly rangeKm: number };
  readonly orbitAltitudeKm?: number;
  readonly objects?: EventObjects;
  readonly count: number;
  readonly spacingS: number;
  readonly atS: number;
}

/** The ids a scenario may use. They come from the rooms that own them, so that this room depends on none of those. */
export interface KnownIds {
  readonly sensors: readonly string[];
  readonly interceptors: readonly string[];
  readonly vehicles: readonly KnownVehicle[];
  /** Published flights. */
  readonly flights: readonly string[];
  readonly regions: readonly string[];
}

/** What the rules ask of a class of vehicles. */
export interface KnownVehicle {
  readonly id: string;
  readonly course: VehicleCourse['kind'];
  /** How many spent stages a launch of it leaves. */
  readonly stages: number;
}
