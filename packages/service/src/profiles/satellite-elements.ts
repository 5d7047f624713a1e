import { usFromS } from '@cupola/core/foundation';
import { scenarioElements } from '@cupola/core/mission/group-elements';
import type { MissionInputs, NamedElements } from '@cupola/core/mission';
import type { OperateConfig } from '@cupola/core/mission';

/** Elements of designed satellites are made anew so often, s: SGP4 follows them for days. */
const EPOCH_EVERY_S = 3_600;

/** Mean elements of the satellites in service, at most an hour old; those of a catalogue are as they stand there. */
export class SatelliteElements {
  readonly #inputs: MissionInputs;
  readonly #config: OperateConfig;
  #foundAtUs: number | null = null;
  #found: readonly NamedElements[] = [];

  constructor(inputs: MissionInputs, config: OperateConfig) {
    this.#inputs = inputs;
    this.#config = config;
  }

  /** @param second - Of operations; null before the first. */
  at(second: number | null): readonly NamedElements[] {
    const atUs = usFromS(Math.floor((second ?? 0) / EPOCH_EVERY_S) * EPOCH_EVERY_S);
    if (this.#foundAtUs === atUs) return this.#found;
    const { scenario, catalogues } = this.#inputs;
    const { epoch, ownSide } = this.#config;
    const inService = new Set(ownSide.satelliteIds);
    this.#found = scenarioElements(scenario.satellites, catalogues, epoch, atUs).filter(({ id }) =>
      inService.has(id),
    );
    this.#foundAtUs = atUs;
    return this.#found;
  }
}
