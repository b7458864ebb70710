import type { IncomingMessage } from 'node:http';
import type { HookDesk } from '#src/sources/sync/hooks.ts';
import { mostHookBytes } from '#src/sources/sync/hooks.ts';
import type { Handler } from './serve.ts';

/** `/hooks/<source>/<store>`, with a secret behind it where the sender cannot sign. */
const address = /^\/hooks\/([a-z0-9-]{1,60})\/([a-z0-9-]{1,60})(?:\/([\w-]{1,200}))?$/;

/** The body as it was sent, or null when it is larger than any system's. */
const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  if (Number(request.headers['content-length'] ?? 0) > mostHookBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostHookBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const headersOf = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

/**
 * Takes in what outside systems send: 2xx as soon as a delivery is known to be genuine (the work comes after), 401 for one
 * that is not, 404 for a source or store that is not there, 405 for anything but a POST, 413 for too large a body.
 */
export const createHooksHandler = (hooks: Pick<HookDesk, 'handle'>): Handler => ({
  handle: async (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    if (!path.startsWith('/hooks/')) return false;
    const answer = (status: number): true => {
      response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end();
      return true;
    };
    const [, source, store, pathToken] = address.exec(path) ?? [];
    if (source === undefined || store === undefined) return answer(404);
    if (request.method !== 'POST') return answer(405);
    const body = await readBody(request);
    if (body === null) return answer(413);
    const headers = headersOf(request);
    return answer(
      await hooks.handle({ source, store, headers, body, ...(pathToken !== undefined && { pathToken }) }),
    );
  },
});
