import { createReadStream } from 'node:fs';
import type { Readable, Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError } from '#src/lib/errors.ts';

/** A data file as it lies in a folder: `name` as people see it, `size` in bytes as stored. */
export type DataFile = { readonly path: string; readonly name: string; readonly size: number };

/** The most text one file may hold once it is unpacked, in bytes: a small file that unpacks without end is refused. */
const mostUnpacked = 16 * 1024 ** 3;

const unpackers: Readonly<Record<string, () => Transform>> = {
  gz: () => createGunzip(),
  zst: () => createZstdDecompress(),
};

/**
 * The text of a file, plain or packed (.gz, .zst), in pieces, without a byte order mark. `onBytes` hears how many
 * stored bytes have been read. Throws AppError when it cannot be read, unpacks to too much or is not UTF-8.
 */
export async function* textOf(
  file: DataFile,
  options: { readonly onBytes?: (bytes: number) => void; readonly most?: number } = {},
): AsyncGenerator<string> {
  const most = options.most ?? mostUnpacked;
  const decoder = new TextDecoder('utf-8');
  const stored = createReadStream(file.path);
  const bytes = unpacked(stored, file);
  let total = 0;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      if (total === 0) refuseUtf16(piece, file);
      total += piece.length;
      if (total > most) throw tooLarge(file, most);
      options.onBytes?.(stored.bytesRead);
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(file, cause);
  } finally {
    stored.destroy();
  }
}

const unpacked = (stored: Readable, file: DataFile): Readable => {
  const unpack = unpackers[file.path.split('.').at(-1) ?? ''];
  if (!unpack) return stored;
  const out = unpack();
  stored.on('error', (error) => out.destroy(error));
  return stored.pipe(out);
};

const refuseUtf16 = (start: Buffer, file: DataFile): void => {
  const mark = start.length < 2 ? 0 : start.readUInt16BE(0);
  if (mark !== 0xfffe && mark !== 0xfeff) return;
  throw new AppError('bad_input', `${file.name} is UTF-16`, {
    userMessage: `${file.name} is written in UTF-16; Crosswalk reads UTF-8.`,
    hint: 'Save it as “CSV UTF-8”.',
  });
};

const tooLarge = (file: DataFile, most: number): AppError =>
  new AppError('bad_input', `${file.name} unpacks to more than ${most} bytes`, {
    userMessage: `${file.name} unpacks to more than ${Math.round(most / 1024 ** 3)} GB, which is more than Crosswalk reads from one file.`,
    hint: 'Split it into several folders and import them one after the other.',
  });

const unreadable = (file: DataFile, cause: unknown): AppError =>
  new AppError('bad_input', `${file.name} cannot be read: ${(cause as Error).message}`, {
    userMessage: `${file.name} cannot be read: it is damaged, or not the kind of file its name says.`,
    cause,
  });

/** The first line of a file, without a byte order mark. */
export const firstLineOf = async (file: DataFile): Promise<string> => {
  let start = '';
  for await (const text of textOf(file)) {
    start += text;
    if (start.includes('\n') || start.length > 100_000) break;
  }
  return start.split(/\r?\n/)[0] ?? '';
};
