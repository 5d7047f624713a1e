export { renderScene } from './render-scene.ts';
