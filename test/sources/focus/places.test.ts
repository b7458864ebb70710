import { createHash, createHmac } from 'node:crypto';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/focus/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';

const file = (cost: string): string =>
  [
    'ProviderName,ServiceName,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargeCategory,BilledCost,EffectiveCost',
    `AWS,Compute,USD,2026-10-01T00:00:00Z,2026-10-05T00:00:00Z,Usage,${cost},${cost}`,
  ].join('\n');

const month = 'costs/export/data/BILLING_PERIOD=2026-10';

/** Three runs of one export; the second has two parts, and only the newest counts. */
const files: Readonly<Record<string, string>> = {
  [`${month}/run-1/all-00001.csv`]: file('1'),
  [`${month}/run-2/all-00001.csv`]: file('10'),
  [`${month}/run-2/all-00002.csv`]: file('100'),
};

const times: Readonly<Record<string, string>> = {
  'run-1': '2026-11-01T06:00:00.000Z',
  'run-2': '2026-11-02T06:00:00.000Z',
};

const keys = Object.keys(files);
const writtenAt = (key: string): string => times[key.split('/').at(-2) ?? ''] ?? '';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What the signature of a request must be (AWS Signature Version 4), worked out anew from its own parts. */
const signatureOf = (request: Request, secret: string): string => {
  const url = new URL(request.url);
  const given = request.headers.get('authorization') ?? '';
  const signed = /SignedHeaders=([^,]+)/.exec(given)?.[1] ?? '';
  const [, day = '', region = '', service = ''] =
    /Credential=[^/]+\/(\d+)\/([^/]+)\/([^/]+)/.exec(given) ?? [];
  const coded = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].map(([name, value]) => `${coded(name)}=${coded(value)}`).sort();
  const headers = signed
    .split(';')
    .map((name) => `${name}:${name === 'host' ? url.host : request.headers.get(name)}\n`);
  const canonical = ['GET', url.pathname, query.join('&'), headers.join(''), signed, 'UNSIGNED-PAYLOAD'].join(
    '\n',
  );
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers.get('x-amz-date'),
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (last, part) => hmac(last, part),
    `AWS4${secret}`,
  );
  return hmac(key, text).toString('hex');
};

const isSigned = (request: Request): boolean =>
  request.headers.get('authorization')?.endsWith(`Signature=${signatureOf(request, 's3cret')}`) ?? false;

const s3Item = (key: string): string =>
  `<Contents><Key>${key}</Key><LastModified>${writtenAt(key)}</LastModified><ETag>&quot;${key.length}&quot;</ETag><Size>${files[key]?.length}</Size></Contents>`;

/** Amazon's list, two names to a page. */
const s3List = (after: number): string => {
  const page = keys.slice(after, after + 2);
  const next = after + 2 < keys.length ? `<NextContinuationToken>${after + 2}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult>${page.map(s3Item).join('')}${next}</ListBucketResult>`;
};

const azureItem = (key: string): string =>
  `<Blob><Name>${key}</Name><Properties><Last-Modified>${new Date(writtenAt(key)).toUTCString()}</Last-Modified><Etag>0x${key.length}</Etag><Content-Length>${files[key]?.length}</Content-Length></Properties></Blob>`;

describe('cost files in', () => {
  const database = useDatabase();
  const outside = useOutside();
  let focus: OpenSource | null = null;

  afterEach(async () => {
    await focus?.close();
    await database().client`truncate cloud_cost, cursors, coverage`;
  });

  const pull = async (settings: Readonly<Record<string, string>>): Promise<string | null | undefined> => {
    focus = openSource(database(), source, settings, '2026-11-05T07:00:00Z');
    const [run] = await focus.pull();
    return run?.failure?.message ?? null;
  };

  const stored = (): Promise<readonly string[]> =>
    askRows(database(), 'select trim_scale(sum(effective_minor))::text from cloud_cost');

  const bucket = {
    FOCUS_BUCKET: 'bills',
    FOCUS_BUCKET_PREFIX: 'costs/',
    FOCUS_BUCKET_REGION: 'eu-central-1',
    FOCUS_BUCKET_ACCESS_KEY_ID: 'AKIA',
    FOCUS_BUCKET_SECRET_ACCESS_KEY: 's3cret',
  };

  const amazon = [
    http.get('https://bills.s3.eu-central-1.amazonaws.com/', ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (!isSigned(request) || searchParams.get('prefix') !== 'costs/')
        return new HttpResponse(null, { status: 403 });
      return HttpResponse.text(s3List(Number(searchParams.get('continuation-token') ?? 0)));
    }),
    http.get('https://bills.s3.eu-central-1.amazonaws.com/*', ({ request }) => {
      const found = files[decodeURIComponent(new URL(request.url).pathname.slice(1))];
      return isSigned(request) && found !== undefined
        ? HttpResponse.text(found)
        : new HttpResponse(null, { status: 403 });
    }),
  ];

  test('a bucket are listed page by page and signed; of each month the newest run counts, with all its parts', async () => {
    outside.use(...amazon);
    expect(await pull(bucket)).toBeNull();
    expect(await stored()).toEqual(['11000']);
  });

  test('a bucket we have no right to are said to be refused, without the key', async () => {
    outside.use(...amazon);
    const said = await pull({ ...bucket, FOCUS_BUCKET_SECRET_ACCESS_KEY: 'another' });
    expect(said).toMatch(/403|refuse|not allowed|rights/i);
    expect(said).not.toContain('another');
  });

  test('Azure’s storage are read by the signed address', async () => {
    const isAllowed = (request: Request): boolean => new URL(request.url).searchParams.get('sig') === 'abc=';
    outside.use(
      http.get('https://acme.blob.core.windows.net/costs', ({ request }) => {
        const { searchParams } = new URL(request.url);
        if (!isAllowed(request) || searchParams.get('comp') !== 'list')
          return new HttpResponse(null, { status: 403 });
        const at = Number(searchParams.get('marker') ?? 0);
        const next = at + 1 < keys.length ? String(at + 1) : '';
        return HttpResponse.text(
          `<?xml version="1.0"?><EnumerationResults><Blobs>${azureItem(keys[at] ?? '')}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`,
        );
      }),
      http.get('https://acme.blob.core.windows.net/costs/*', ({ request }) => {
        const found = files[decodeURIComponent(new URL(request.url).pathname.slice('/costs/'.length))];
        return isAllowed(request) && found !== undefined
          ? HttpResponse.text(found)
          : new HttpResponse(null, { status: 404 });
      }),
    );
    expect(
      await pull({ FOCUS_AZURE_SAS_URL: 'https://acme.blob.core.windows.net/costs?sv=2024&sig=abc%3D' }),
    ).toBeNull();
    expect(await stored()).toEqual(['11000']);
  });

  test('a place that answers with a web page are not mistaken for none', async () => {
    outside.use(
      http.get('https://bills.s3.eu-central-1.amazonaws.com/', () => HttpResponse.html('<html>Hello</html>')),
    );
    expect(await pull(bucket)).toBe('bills did not answer with a list of files.');
  });

  test('a place that hands over half a file leave the month alone', async () => {
    outside.use(
      http.get('https://bills.s3.eu-central-1.amazonaws.com/', () => HttpResponse.text(s3List(1))),
      http.get('https://bills.s3.eu-central-1.amazonaws.com/*', () =>
        HttpResponse.text(file('1').slice(0, 40)),
      ),
    );
    expect(await pull(bucket)).toMatch(/^The cost file .* came only in part; what was read before stays\.$/);
    expect(await stored()).toEqual(['null']);
  });
});
