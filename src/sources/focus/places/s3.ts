import { AwsClient } from 'aws4fetch';
import { badStatus } from '../../http/failure.ts';
import type { Http } from '../../http/http.ts';
import { noCircles } from '../../http/pages.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Listed, Place } from './place.ts';
import { download, readListPage } from './remote.ts';

/** S3 and what speaks its language: MinIO, Cloudflare R2, Google Cloud Storage with HMAC keys. */
export type S3Access = {
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Another host than Amazon's: `https://storage.googleapis.com`. */
  readonly endpoint: string | null;
};

const shape = {
  file: 'Contents',
  key: 'Key',
  size: 'Size',
  etag: 'ETag',
  modified: 'LastModified',
  next: 'NextContinuationToken',
};

const encodeKey = (key: string): string => key.split('/').map(encodeURIComponent).join('/');

export const s3Place = (http: Http, access: S3Access): Place => {
  const { bucket, prefix, region, endpoint } = access;
  const base = endpoint
    ? `${endpoint.replace(/\/+$/, '')}/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`;
  const client = new AwsClient({ ...access, service: 's3' });

  const request = (url: string, signal: AbortSignal): HttpRequest => ({
    url,
    signal,
    sign: async () => {
      const signed = await client.sign(url, { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
      return { url: signed.url, headers: Object.fromEntries(signed.headers) };
    },
  });

  return {
    name: `s3://${bucket}/${prefix}`,
    list: async (signal) => {
      const found: Listed[] = [];
      const progress = noCircles(`files in ${bucket}`);
      let next: string | null = '';
      while (next !== null) {
        const query = new URLSearchParams({
          'list-type': '2',
          prefix,
          ...(next && { 'continuation-token': next }),
        });
        const reply = await http.send(request(`${base}/?${query}`, signal));
        if (reply.status !== 200) throw badStatus('GET', base, reply.status);
        const page = readListPage(reply.text, shape, bucket);
        found.push(...page.files);
        next = page.next;
        if (next !== null) progress(next);
      }
      return found;
    },
    fetch: (file, folder, signal) =>
      download(http, request(`${base}/${encodeKey(file.key)}`, signal), file, folder),
  };
};
