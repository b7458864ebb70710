import type { ServerResponse } from 'node:http';
import type { StoredFile } from '../team/types.ts';

/** Types a browser may show by itself; everything else is offered as a download. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif']);

export const sendFile = (response: ServerResponse, file: StoredFile): void => {
  const kind = shown.has(file.mimeType) ? 'inline' : 'attachment';
  response.writeHead(200, {
    'content-type': shown.has(file.mimeType) ? file.mimeType : 'application/octet-stream',
    'content-disposition': `${kind}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  });
  response.end(Buffer.from(file.content, 'base64'));
};
