import { fc, test as lawTest } from '@fast-check/vitest';
