import { AppError } from '#src/lib/errors.ts';
import { badStatus } from '../../http/failure.ts';
import type { Http } from '../../http/http.ts';
import { noCircles } from '../../http/pages.ts';
import type { Listed, Place } from './place.ts';
import { download, readListPage } from './remote.ts';

const shape = {
  file: 'Blob',
  key: 'Name',
  size: 'Content-Length',
  etag: 'Etag',
  modified: 'Last-Modified',
  next: 'NextMarker',
};

/** Azure Blob Storage by the address of a container with a shared access signature (rights: read and list). */
export const azurePlace = (http: Http, sasUrl: string, prefix: string): Place => {
  const container = URL.parse(sasUrl);
  if (!container?.search)
    throw new AppError('bad_config', 'FOCUS_AZURE_SAS_URL is no address with a signature', {
      userMessage: 'FOCUS_AZURE_SAS_URL is not the address of a container with a shared access signature.',
      hint: 'It looks like https://<account>.blob.core.windows.net/<container>?sv=…&sig=….',
    });
  const base = `${container.origin}${container.pathname.replace(/\/+$/, '')}`;
  const urlOf = (path: string, query: Readonly<Record<string, string>> = {}): string => {
    const url = new URL(`${base}${path}${container.search}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  };
  return {
    name: base,
    list: async (signal) => {
      const found: Listed[] = [];
      const progress = noCircles('cost files');
      let marker: string | null = '';
      while (marker !== null) {
        const query = { restype: 'container', comp: 'list', prefix, ...(marker && { marker }) };
        const reply = await http.send({ url: urlOf('', query), signal });
        if (reply.status !== 200) throw badStatus('GET', base, reply.status);
        const page = readListPage(reply.text, shape, base);
        found.push(...page.files);
        marker = page.next;
        if (marker !== null) progress(marker);
      }
      return found;
    },
    fetch: (file, folder, signal) =>
      download(
        http,
        { url: urlOf(`/${file.key.split('/').map(encodeURIComponent).join('/')}`), signal },
        file,
        folder,
      ),
  };
};
