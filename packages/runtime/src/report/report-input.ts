import type { LayerAcquisition } from '../acquisition/layer-acquisition.ts';
import type { EngagementSummary } from '../summary/engagement/engagement-summary.ts';
import type { LossAnswer } from '../losses/loss-answer.ts';
import type { NetworkPaths, Requirements } from '@cupola/core/scenario';
import type { RunRecord } from '@cupola/core/metrics';
import type { SensorSpec } from '@cupola/core/sensors';
import type { VehicleClass } from '@cupola/core/vehicles';
import type { Region } from '@cupola/core/physics';

interface Place {
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** What the report says about one group of satellites; a part of the canonical scenario. */
export interface ReportSatelliteGroup {
  readonly id: string;
  readonly sensors: readonly string[];
  readonly walker?:
    | {
        readonly kind: string;
        readonly count: number;
        readonly planes: number;
        readonly phasing: number;
        readonly altitudeKm: number;
        readonly inclinationDeg: number;
        readonly sparesPerPlane?: number | undefined;
      }
    | undefined;
  readonly orbits?: readonly { readonly argumentOfLatitudeDeg: readonly number[] }[] | undefined;
  readonly catalogue?: string | undefined;
  readonly select?: object | undefined;
}

export const RELEASED_PARTS = ['stages', 'payloads', 'decoys', 'debris'] as const;
export type ReleasedPart = (typeof RELEASED_PARTS)[number];

/** What the report says about one event; a part of the canonical scenario. */
export interface ReportEvent {
  readonly id: string;
  /** A published flight instead of what follows. */
  readonly flight?: string | undefined;
  readonly vehicle?: string | undefined;
  readonly launch?: Place | undefined;
  readonly entry?: Place | undefined;
  readonly flash?: Place | undefined;
  readonly aim?: Place | undefined;
  readonly azimuthDeg?: number | undefined;
  readonly inclinationDeg?: number | undefined;
  readonly trajectory?: { readonly kind: string } | undefined;
  readonly orbitAltitudeKm?: number | undefined;
  readonly objects?:
    | Readonly<Partial<Record<ReleasedPart, { readonly count: number } | undefined>>>
    | undefined;
  readonly count?: number | undefined;
  readonly spacingS?: number | undefined;
  readonly atS: number;
}

/** The parts of the canonical scenario that the report and the scene show. */
export interface ReportScenario {
  readonly title: string;
  /** UTC instant, ISO 8601. */
  readonly epoch: string;
  readonly durationMin: number;
  readonly seed: number;
  readonly satellites: readonly ReportSatelliteGroup[];
  readonly events: readonly ReportEvent[];
  readonly outages: {
    readonly lossShare: number;
    readonly planes?: readonly unknown[] | undefined;
    readonly batch?: { readonly size: number; readonly count: number } | undefined;
    readonly events?: readonly unknown[] | undefined;
  };
  readonly network: {
    readonly latencyS: number;
    readonly paths?: NetworkPaths | undefined;
    readonly commandLatencyS: number;
    readonly looksPerObject: number;
  };
  readonly requirements: {
    readonly custody: Requirements['custody'];
    readonly declare: { readonly probability: number; readonly consecutive: number };
  };
}

/** What the report and the scene draw of a run. */
export type ReportRecord = Omit<RunRecord, 'detections'>;

export interface ReportInput {
  readonly record: ReportRecord;
  readonly scenario: ReportScenario;
  readonly runId: string;
  /** What the second fleet could have done, when there is one. */
  readonly engagement?: EngagementSummary | undefined;
  /** What lost satellites leave, when it was asked. */
  readonly losses?: LossAnswer | undefined;
  /** What the layer costs and how it gets into orbit, when the scenario names a case. */
  readonly acquisition?: LayerAcquisition | undefined;
  /** The run's manifest: plain data, shown and embedded as it is. */
  readonly manifest: object;
  readonly sensors: readonly SensorSpec[];
  readonly vehicles: readonly VehicleClass[];
  /** The outlines that the decision used. */
  readonly regions: readonly Region[];
  /** Path of the scenario file as it was typed, for the line that reproduces the run. */
  readonly scenarioPath?: string | undefined;
}
