import type { Digest } from './define.ts';
import { dailyChart, otherFigures, topList } from './sections/figures.ts';
import { broken, costs, planned } from './sections/happenings.ts';

export const digest: Digest = {
  id: 'it-costs-weekly',
  label: 'IT and its costs, every week',
  about: 'the cloud bill and what drives it, incidents, deploys, open security alerts',
  words: ['cost', 'costs', 'cloud', 'tech'],
  department: 'it',
  covers: 'week',
  usual: { at: '09:00', weekdays: [1] },
  figures: [
    { metric: 'cloud.cost', over: 'period' },
    { metric: 'cloud.cost', over: 'month' },
    { metric: 'tech.incidents', over: 'period' },
    { metric: 'tech.time_to_recover', over: 'period' },
    { metric: 'tech.deploys', over: 'period' },
    { metric: 'tech.vulnerabilities', over: 'now' },
    { metric: 'payments.failed_rate', over: 'period' },
  ],
  actions: [],
  sections: [
    costs,
    broken,
    otherFigures,
    topList('cloud.cost', 'cloud_service', 'Dearest services'),
    planned(14),
    dailyChart('cloud.cost', 28),
  ],
};
