import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of measured facts, captured answers and schemas that proofs read; a proof that does not find it fails. */
export const shared = resolve(process.env['CROSSWALK_SHARED'] ?? '../shared');

/** Whether the folder is there at all: without it (and without CROSSWALK_SHARED) such proofs are left out. */
export const hasShared = process.env['CROSSWALK_SHARED'] !== undefined || existsSync(shared);
