import type { Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { readPushed, stillHere } from '../tech/pushed.ts';
import { readEvents } from './read.ts';

const families = ['incidents', 'deploys', 'calendar'] as const;

/**
 * Events of any other system in our own shape: signed like GitHub's (`X-Hub-Signature-256: sha256=…`), or with a bearer
 * token for senders that cannot sign.
 */
export const source: Source = {
  id: 'events',
  label: 'Events of other systems',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'EVENTS_SECRET',
      what: 'Secret that signs what is sent to /hooks/events/company (HMAC-SHA256 of the body, header X-Hub-Signature-256).',
      required: false,
      secret: true,
    },
    {
      name: 'EVENTS_TOKEN',
      what: 'Bearer token instead, for systems that cannot sign (Datadog, AWS EventBridge).',
      required: false,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside) => {
    const secret = settings['EVENTS_SECRET'];
    const token = settings['EVENTS_TOKEN'];
    if (!secret && !token) return [];
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => stillHere(context, families),
        receive: async (delivery, context) =>
          readPushed(delivery, context, families, (json) => readEvents(json, outside)),
        hooks: secret ? { scheme: 'github', secrets: [secret] } : { scheme: 'token', secrets: [token ?? ''] },
      },
    ];
  },
};
