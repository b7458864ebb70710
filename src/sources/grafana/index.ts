import { readAlerts } from '../alertmanager/read.ts';
import type { Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { readPushed, stillHere } from '../tech/pushed.ts';

const families = ['incidents'] as const;

/** Grafana alerting: a webhook contact point, signed (Grafana 12 and later) or with a bearer token. */
export const source: Source = {
  id: 'grafana',
  label: 'Grafana alerting',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'GRAFANA_SECRET',
      what: 'HMAC secret of the webhook contact point to /hooks/grafana/company.',
      required: false,
      secret: true,
    },
    {
      name: 'GRAFANA_TOKEN',
      what: 'Bearer token instead of a secret, for Grafana before 12.',
      required: false,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside) => {
    const secret = settings['GRAFANA_SECRET'];
    const token = settings['GRAFANA_TOKEN'];
    if (!secret && !token) return [];
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => stillHere(context, families),
        receive: async (delivery, context) =>
          readPushed(delivery, context, families, (json) => readAlerts(json, 'grafana', outside)),
        hooks: secret
          ? { scheme: 'grafana', secrets: [secret] }
          : { scheme: 'token', secrets: [token ?? ''] },
      },
    ];
  },
};
