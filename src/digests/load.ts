import { loadPlugins } from '#src/lib/plugins.ts';
import type { Digest } from './define.ts';

/** Every digest there is: one file of this folder each. */
export const loadDigests = (): Promise<readonly Digest[]> =>
  loadPlugins<Digest>({
    folder: import.meta.dirname,
    name: 'digest',
    skip: ['define.ts', 'load.ts', 'render-text.ts', 'actions', 'build', 'sections'],
  });
