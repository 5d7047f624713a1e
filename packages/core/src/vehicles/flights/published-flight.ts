/**
 * A flight that was reported, with what was said of it. Data to check by, never to fit to: nothing of it enters a class.
 *
 * Numbers are SI; `text` keeps the figure as it was published.
 */
export interface PublishedFlight {
  readonly id: string;
  readonly title: string;
  /** The generic class that stands for it. */
  readonly vehicleId: string;
  /** Null where nothing said of it lets it be flown. */
  readonly flown: FlownAs | null;
  readonly claims: readonly Claim[];
  readonly remark?: string;
}

export interface NamedPlace {
  readonly name: string;
  readonly latitudeRad: number;
  readonly longitudeRad: number;
}

/** How it is flown. Places and bearings are not part of what was reported unless a claim says so. */
export type FlownAs =
  | {
      readonly kind: 'lofted';
      readonly launch: NamedPlace;
      readonly azimuthRad: number;
      readonly apogeeM: number;
      readonly rangeM: number;
    }
  | { readonly kind: 'minimum-energy'; readonly launch: NamedPlace; readonly aim: NamedPlace };

export type ClaimedQuantity =
  | 'apogee'
  | 'range'
  | 'time'
  | 'burnout-speed'
  | 'mach'
  | 'least-range'
  | 'ceiling';

/** One published figure. Units: m, s, m/s; Mach numbers as they are. */
export interface Claim {
  readonly quantity: ClaimedQuantity;
  readonly value: number;
  /** As published. */
  readonly text: string;
  readonly source: string;
  /** `read`: in the source named. `recalled`: from general knowledge, to be verified. */
  readonly evidence: 'read' | 'recalled';
}
