import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join, normalize } from 'node:path';
import { entryOf } from '../json.ts';
import { sendText } from './replies.ts';

const playground = join(import.meta.dirname, '..');
const folder = join(playground, 'page');

/** The one module that server and page share at run time. */
const shared = join(playground, 'json.ts');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from outside, no inline script or style, no frames; the page's socket counts as its own origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const prepared = new Map<string, Promise<string>>();

/** The page's modules are TypeScript; the browser gets them with the types blanked out. Prepared once per process. */
const prepare = async (path: string, extension: string): Promise<string> => {
  const text = await readFile(path, 'utf8');
  return extension === '.ts' ? stripTypeScriptTypes(text) : text;
};

/** Serves a file of the page folder, or the module that it shares with the server; nothing else. */
export const sendAsset = async (response: ServerResponse, name: string): Promise<void> => {
  const path = normalize(join(folder, name));
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? '';
  const type = entryOf(types, extension);
  if (type === undefined || !(path.startsWith(`${folder}/`) || path === shared))
    return sendText(response, 404, 'not found');
  try {
    const text = await prepared.getOrInsertComputed(path, () => prepare(path, extension));
    response.writeHead(200, { ...pageHeaders, 'content-type': type });
    response.end(text);
  } catch {
    prepared.delete(path);
    sendText(response, 404, 'not found');
  }
};
