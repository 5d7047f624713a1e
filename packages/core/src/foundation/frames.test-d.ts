import { compose, position, rotate, rotation } from './frames.ts';

const itrfFromInertial = rotation('itrf', 'inertial', new Float64Array(9));
const inertialFromTeme = rotation('inertial', 'teme', new Float64Array(9));
const satelliteTeme = position('teme', 7_000_000, 0, 0);

rotate(compose(itrfFromInertial, inertialFromTeme), satelliteTeme);
// @ts-expect-error a TEME position does not fit a rotation from the inertial frame
rotate(itrfFromInertial, satelliteTeme);
// @ts-expect-error neighbouring frames of a composition must match
compose(inertialFromTeme, itrfFromInertial);
