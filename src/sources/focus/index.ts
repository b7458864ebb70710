import type { Outside, Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { azurePlace } from './places/azure.ts';
import { folderPlace } from './places/folder.ts';
import type { Place } from './places/place.ts';
import { s3Place } from './places/s3.ts';
import { pullFocus, recorded } from './pull.ts';

type Settings = Readonly<Record<string, string>>;

/** Where exports lie, by the settings that are there; a place with half of its settings is none. */
const placesOf = (settings: Settings, outside: Outside): readonly (() => Place)[] => {
  const http = outside.http({ concurrent: 2 });
  const text = (name: string): string => settings[name] ?? '';
  const places: (() => Place)[] = [];
  const folder = text('FOCUS_FOLDER');
  if (folder) places.push(() => folderPlace(folder));
  const s3 = {
    bucket: text('FOCUS_BUCKET'),
    prefix: text('FOCUS_BUCKET_PREFIX'),
    region: text('FOCUS_BUCKET_REGION') || 'us-east-1',
    endpoint: text('FOCUS_BUCKET_ENDPOINT') || null,
    accessKeyId: text('FOCUS_BUCKET_ACCESS_KEY_ID'),
    secretAccessKey: text('FOCUS_BUCKET_SECRET_ACCESS_KEY'),
  };
  if (s3.bucket && s3.accessKeyId && s3.secretAccessKey) places.push(() => s3Place(http, s3));
  const gcs = {
    bucket: text('FOCUS_GCS_BUCKET'),
    prefix: text('FOCUS_GCS_PREFIX'),
    region: 'auto',
    endpoint: 'https://storage.googleapis.com',
    accessKeyId: text('FOCUS_GCS_ACCESS_KEY_ID'),
    secretAccessKey: text('FOCUS_GCS_SECRET'),
  };
  if (gcs.bucket && gcs.accessKeyId && gcs.secretAccessKey) places.push(() => s3Place(http, gcs));
  const azure = text('FOCUS_AZURE_SAS_URL');
  if (azure) places.push(() => azurePlace(http, azure, text('FOCUS_AZURE_PREFIX')));
  return places;
};

const setting = (name: string, what: string, secret = false) => ({ name, what, required: false, secret });

/** Cloud cost of every provider that exports FOCUS (1.0 to 1.4; AWS, Azure, Google, Oracle), from files. */
export const source: Source = {
  id: 'focus',
  label: 'Cloud cost (FOCUS files)',
  families: ['cloud_cost'],
  dimensions: recorded,
  settings: [
    setting('FOCUS_FOLDER', 'Folder with FOCUS exports (CSV, .gz, Parquet).'),
    setting('FOCUS_BUCKET', 'Bucket with FOCUS exports, on Amazon S3 or anything that speaks its language.'),
    setting('FOCUS_BUCKET_PREFIX', 'What the names of the exports begin with.'),
    setting('FOCUS_BUCKET_REGION', 'Region of the bucket (us-east-1).'),
    setting('FOCUS_BUCKET_ENDPOINT', 'Another host than Amazon’s, such as https://minio.example.com.'),
    setting('FOCUS_BUCKET_ACCESS_KEY_ID', 'Access key that may list and read the bucket.', true),
    setting('FOCUS_BUCKET_SECRET_ACCESS_KEY', 'Its secret.', true),
    setting('FOCUS_GCS_BUCKET', 'Bucket on Google Cloud Storage.'),
    setting('FOCUS_GCS_PREFIX', 'What the names of the exports begin with.'),
    setting(
      'FOCUS_GCS_ACCESS_KEY_ID',
      'HMAC key of a service account (Cloud Storage → Settings → Interoperability).',
      true,
    ),
    setting('FOCUS_GCS_SECRET', 'Its secret.', true),
    setting(
      'FOCUS_AZURE_SAS_URL',
      'Address of a blob container with a shared access signature (read, list).',
      true,
    ),
    setting('FOCUS_AZURE_PREFIX', 'What the names of the exports begin with.'),
    setting('FOCUS_TEAM_TAG', 'Tag that names the team; otherwise team, owner, cost-center or application.'),
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside) => {
    const places = placesOf(settings, outside);
    if (places.length === 0) return [];
    const teamTag = settings['FOCUS_TEAM_TAG'] ?? null;
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) =>
          pullFocus(
            places.map((open) => open()),
            teamTag,
            context,
          ),
      },
    ];
  },
};
