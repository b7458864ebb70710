import type { Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { readPushed, stillHere } from '../tech/pushed.ts';
import { readGitHub } from './read.ts';

const families = ['deploys', 'advisories', 'calendar'] as const;

/** GitHub webhooks: deployments, releases, workflow runs that deploy, Dependabot alerts. */
export const source: Source = {
  id: 'github',
  label: 'GitHub',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'GITHUB_WEBHOOK_SECRET',
      what: 'Secret of the webhook to /hooks/github/company (events: deployment statuses, releases, workflow runs, Dependabot alerts; content type application/json).',
      required: true,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings) => {
    const secret = settings['GITHUB_WEBHOOK_SECRET'];
    if (!secret) return [];
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => stillHere(context, families),
        receive: async (delivery, context) =>
          readPushed(delivery, context, families, (json) =>
            readGitHub(delivery.headers['x-github-event'] ?? '', json),
          ),
        hooks: { scheme: 'github', secrets: [secret] },
      },
    ];
  },
};
