export * from './czml-packets.ts';
export { SCALE_95, ellipseOffsets, impactEllipse, placeAt } from './impact-ellipse.ts';
export { renderScene } from './render-scene.ts';
