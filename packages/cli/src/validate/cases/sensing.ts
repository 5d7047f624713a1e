import { SENSOR_KINDS, emptyLook, signalToNoise } from '@cupola/core/sensors';
import { planckBandRadianceWPerM2Sr } from '@cupola/core/physics';
import type { CaseRunner } from '../case-runner.ts';
import { numberOf, pairOf } from '../case-inputs.ts';

const bandRadiance: CaseRunner = (inputs) => {
  const [fromUm, toUm] = pairOf(inputs, 'bandUm');
  const temperatureK = numberOf(inputs, 'temperatureK');
  return { radianceWPerM2Sr: planckBandRadianceWPerM2Sr(temperatureK, fromUm * 1e-6, toUm * 1e-6) };
};

/** Range at which the cold sensor's signal falls to its threshold, m, by halving: the sensors' own law, not its formula turned round. */
function rangeAtThresholdM(intensityWPerSr: number): number {
  const sensor = SENSOR_KINDS.find(({ id }) => id === 'above-limb-lwir');
  const seeing = sensor?.fields[0];
  if (sensor === undefined || seeing === undefined)
    throw new TypeError('there is no sensor kind above-limb-lwir');
  const look = { ...emptyLook(), offNadirRad: (seeing.offNadirRad[0] + seeing.offNadirRad[1]) / 2 };
  let near = 1;
  let far = 1e12;
  for (let halving = 0; halving < 80; halving++) {
    const rangeM = (near + far) / 2;
    if (signalToNoise(sensor, { ...look, rangeM }, intensityWPerSr) > sensor.detectionThreshold)
      near = rangeM;
    else far = rangeM;
  }
  return (near + far) / 2;
}

const equalSignalRangeRatio: CaseRunner = (inputs) => ({
  rangeRatio:
    rangeAtThresholdM(numberOf(inputs, 'brightWPerSr')) / rangeAtThresholdM(numberOf(inputs, 'dimWPerSr')),
});

/** Infrared sensing: black-body radiance in a band, and the range law. */
export const cases: Readonly<Record<string, CaseRunner>> = {
  S33a: bandRadiance,
  S33b: bandRadiance,
  S34: equalSignalRangeRatio,
};
