import type { Source } from '../define.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { readPushed, stillHere } from '../tech/pushed.ts';
import { readAlerts } from './read.ts';

const families = ['incidents'] as const;

/** Prometheus Alertmanager: its webhook receiver with a bearer token (http_config.authorization). */
export const source: Source = {
  id: 'alertmanager',
  label: 'Prometheus Alertmanager',
  families: [...families],
  dimensions: [],
  settings: [
    {
      name: 'ALERTMANAGER_TOKEN',
      what: 'Bearer token that Alertmanager sends to /hooks/alertmanager/company (http_config.authorization.credentials).',
      required: true,
      secret: true,
    },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside) => {
    const token = settings['ALERTMANAGER_TOKEN'];
    if (!token) return [];
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => stillHere(context, families),
        receive: async (delivery, context) =>
          readPushed(delivery, context, families, (json) => readAlerts(json, 'alertmanager', outside)),
        hooks: { scheme: 'token', secrets: [token] },
      },
    ];
  },
};
