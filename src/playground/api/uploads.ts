import { newId } from '../ids.ts';

/** An upload that was announced: its bytes come in one request, and another one finishes it. */
type Upload = {
  readonly fileId: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string;
  content: Uint8Array | null;
};

export type Uploads = {
  /** Announces a file; the id goes into the address that its bytes are sent to. */
  readonly announce: (file: Pick<Upload, 'name' | 'length' | 'altText'>) => Upload;
  readonly get: (fileId: string) => Upload | undefined;
  readonly drop: (fileId: string) => void;
};

const mostOpen = 100;

export const createUploads = (): Uploads => {
  const open = new Map<string, Upload>();
  return {
    announce: (file) => {
      const upload: Upload = { fileId: newId('F'), ...file, content: null };
      open.set(upload.fileId, upload);
      const [oldest] = open.keys();
      if (open.size > mostOpen && oldest !== undefined) open.delete(oldest);
      return upload;
    },
    get: (fileId) => open.get(fileId),
    drop: (fileId) => open.delete(fileId),
  };
};
