import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { JsonObject } from '../json.ts';
import { isObject, parseJson } from '../json.ts';

/** Bytes of a request, or null where it is longer than `most`. */
export const readBytes = (request: IncomingMessage, most: number): Promise<Buffer | null> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>();
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= most) parts.push(part);
    else resolve(null);
  });
  request.on('end', () => resolve(Buffer.concat(parts)));
  request.on('error', reject);
  return promise;
};

/** Fields of a call, however they were encoded; null where the body cannot be read. */
export const fieldsOf = (contentType: string, bytes: Buffer): JsonObject | null => {
  if (bytes.length === 0) return {};
  if (contentType.startsWith('application/json')) {
    const body = parseJson(bytes.toString('utf8'));
    return isObject(body) ? body : null;
  }
  if (contentType.startsWith('multipart/form-data')) return multipartFields(contentType, bytes);
  if (contentType !== '' && !contentType.startsWith('application/x-www-form-urlencoded')) return null;
  return { ...parse(bytes.toString('utf8')) };
};

type Part = { readonly name: string; readonly fileName: string | null; readonly content: Buffer };

/** The parts of a multipart body (RFC 7578); empty where it is none. */
export const multipartParts = (contentType: string, bytes: Buffer): readonly Part[] => {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const text = bytes.toString('latin1');
  const parts: Part[] = [];
  for (const piece of text.split(`--${boundary}`).slice(1, -1)) {
    const headEnd = piece.indexOf('\r\n\r\n');
    if (headEnd === -1) continue;
    const head = piece.slice(0, headEnd);
    const name = /name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) continue;
    const fileName = /filename="([^"]*)"/i.exec(head)?.[1] ?? null;
    parts.push({ name, fileName, content: Buffer.from(piece.slice(headEnd + 4, -2), 'latin1') });
  }
  return parts;
};

const multipartFields = (contentType: string, bytes: Buffer): JsonObject =>
  Object.fromEntries(
    multipartParts(contentType, bytes)
      .filter((part) => part.fileName === null)
      .map((part) => [part.name, part.content.toString('utf8')]),
  );
