import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCommands } from './commands.ts';
import { manifestOf } from './manifest.ts';

const file = join(import.meta.dirname, '../../manifest.json');

writeFileSync(file, `${JSON.stringify(manifestOf(await loadCommands()), null, 2)}\n`);
