import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#src/lib/errors.ts';
import type { DataFile } from '../../csv/open.ts';
import type { Http } from '../../http/http.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Listed } from './place.ts';
import { isCostFile } from './place.ts';

/** The largest file that is brought here, in bytes. */
const mostBytes = 8 * 1024 ** 3;

/** Brings a file here. Throws AppError when it does not come whole. */
export const download = async (
  http: Http,
  request: HttpRequest,
  file: Listed,
  folder: string,
): Promise<DataFile> => {
  const path = join(folder, file.key.replace(/[^\w./=-]+/g, '_').replace(/\.{2,}/g, '_'));
  await mkdir(dirname(path), { recursive: true });
  const { bytes } = await http.open({ ...request, maxBytes: mostBytes });
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      size += piece.byteLength;
      yield piece;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(path));
  if (size !== file.size)
    throw new AppError('bad_reply', `${file.key}: ${size} of ${file.size} bytes`, {
      userMessage: `The cost file ${file.key} came only in part; what was read before stays.`,
    });
  return { path, name: file.key, size };
};

/** The texts of all elements of a name in a list of files; the two object stores write flat XML. */
const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, number?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return number ? String.fromCodePoint(Number(number)) : (named[name ?? ''] ?? whole);
    },
  );

const one = (xml: string, name: string): string => unescaped(elements(xml, name)[0] ?? '');

/** How a list of files is written: the element of a file and of its parts, and what says where to go on. */
export type ListShape = {
  readonly file: string;
  readonly key: string;
  readonly size: string;
  readonly etag: string;
  readonly modified: string;
  readonly next: string;
};

/** One page of a list of files. Throws AppError when it is no such list. */
export const readListPage = (
  xml: string,
  shape: ListShape,
  where: string,
): { readonly files: readonly Listed[]; readonly next: string | null } => {
  if (!/<(?:ListBucketResult|EnumerationResults)/.test(xml))
    throw new AppError('bad_reply', `${where}: no list of files`, {
      userMessage: `${where} did not answer with a list of files.`,
    });
  const files = elements(xml, shape.file).map((file) => ({
    key: one(file, shape.key),
    size: Number(one(file, shape.size)),
    etag: one(file, shape.etag).replace(/"/g, ''),
    modified: Temporal.Instant.fromEpochMilliseconds(Date.parse(one(file, shape.modified)) || 0),
  }));
  return { files: files.filter(({ key }) => isCostFile(key)), next: one(xml, shape.next) || null };
};
