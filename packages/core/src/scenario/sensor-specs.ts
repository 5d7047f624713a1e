import { assert } from '../foundation/index.ts';
import type { SensorSpec } from '../sensors/index.ts';
import type { DerivedSensor, Scenario } from './scenario.ts';

/** The sensor kinds a scenario's satellites carry, in order of first mention: built-in ones, and those it derives from them. */
export function sensorSpecsOf(scenario: Scenario, builtIn: readonly SensorSpec[]): readonly SensorSpec[] {
  const ids = new Set(scenario.satellites.flatMap((group) => group.sensors));
  return [...ids].map((id) => {
    const derived = scenario.sensors.find((sensor) => sensor.id === id);
    const base = builtIn.find((spec) => spec.id === (derived?.base ?? id));
    assert(base !== undefined, `a checked scenario names only known sensor kinds: ${id}`);
    return derived === undefined ? base : derivedSpec(base, derived);
  });
}

/** Noise and range apply to every field of the sensor. */
function derivedSpec(base: SensorSpec, derived: DerivedSensor): SensorSpec {
  const { noiseEquivalentIrradianceWPerCm2, sigmaMicrorad, biasSigmaMicrorad } = derived;
  const { falseAlarmsPerScan, maxRangeKm } = derived;
  return {
    ...base,
    id: derived.id,
    fields: base.fields.map((field) => ({
      ...field,
      noiseEquivalentIrradianceWPerCm2:
        noiseEquivalentIrradianceWPerCm2 ?? field.noiseEquivalentIrradianceWPerCm2,
      maxRangeM: maxRangeKm === undefined ? field.maxRangeM : maxRangeKm * 1000,
    })),
    sigmaRad: sigmaMicrorad === undefined ? base.sigmaRad : sigmaMicrorad / 1e6,
    biasSigmaRad: biasSigmaMicrorad === undefined ? base.biasSigmaRad : biasSigmaMicrorad / 1e6,
    falseAlarmsPerScan: falseAlarmsPerScan ?? base.falseAlarmsPerScan,
    source: `As ${base.id}, with values set by the scenario. ${base.source}`,
  };
}
