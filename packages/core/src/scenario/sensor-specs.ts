import { assert, radians } from '../foundation/index.ts';
import type { Gaze, SensorField, SensorSpec } from '../sensors/index.ts';
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

/** Noise, range and what is said of the Sun apply to every field of the sensor. */
function derivedSpec(base: SensorSpec, derived: DerivedSensor): SensorSpec {
  const { sigmaMicrorad, biasSigmaMicrorad, sunExclusionDeg } = derived;
  return {
    ...base,
    id: derived.id,
    band: derived.band ?? base.band,
    fields: base.fields.flatMap((field) => derivedField(field, derived)),
    gaze: derivedGaze(base.gaze, derived),
    maxDetectionsPerFrame: derived.maxDetectionsPerFrame ?? base.maxDetectionsPerFrame,
    sigmaRad: sigmaMicrorad === undefined ? base.sigmaRad : sigmaMicrorad / 1e6,
    biasSigmaRad: biasSigmaMicrorad === undefined ? base.biasSigmaRad : biasSigmaMicrorad / 1e6,
    falseAlarmsPerScan: derived.falseAlarmsPerScan ?? base.falseAlarmsPerScan,
    sunExclusionRad: sunExclusionDeg === undefined ? base.sunExclusionRad : radians(sunExclusionDeg),
    detectionThreshold: derived.detectionThreshold ?? base.detectionThreshold,
    source: `As ${base.id}, with values set by the scenario. ${base.source}`,
  };
}

/** A field within the limits that were set; none when it lies outside. */
function derivedField(field: SensorField, derived: DerivedSensor): readonly SensorField[] {
  const { maxRangeKm, offNadirDeg } = derived;
  const [from, to] = field.offNadirRad;
  const [least, most] = offNadirDeg === undefined ? [from, to] : offNadirDeg.map(radians);
  const offNadirRad = [Math.max(from, least ?? from), Math.min(to, most ?? to)] as const;
  if (offNadirRad[0] >= offNadirRad[1]) return [];
  return [
    {
      ...field,
      offNadirRad,
      noiseEquivalentIrradianceWPerCm2:
        derived.noiseEquivalentIrradianceWPerCm2 ?? field.noiseEquivalentIrradianceWPerCm2,
      sunlitNoiseFactor: derived.sunlitNoiseFactor ?? field.sunlitNoiseFactor,
      maxRangeM: maxRangeKm === undefined ? field.maxRangeM : maxRangeKm * 1000,
    },
  ];
}

function derivedGaze(base: Gaze, { sweepPeriodS, narrow }: DerivedSensor): Gaze {
  if (sweepPeriodS !== undefined) return { kind: 'sweep', periodS: sweepPeriodS };
  if (narrow === undefined) return base;
  return {
    kind: 'point',
    widthRad: radians(narrow.widthDeg),
    pixelRad: narrow.pixelMicrorad / 1e6,
    slewRadPerS: radians(narrow.slewDegPerS),
    settleS: narrow.settleS,
  };
}
