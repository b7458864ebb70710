import type { Department } from '../lib/departments.ts';
import { departmentLabel, departments } from '../lib/departments.ts';
import { fixedId } from './ids.ts';
import type { Channel, Person, PersonKind, UserGroup } from './team/types.ts';

/** Who and what a new workspace holds. */
export type Content = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly people: readonly Person[];
  readonly groups: readonly UserGroup[];
  readonly channels: readonly Channel[];
};

const team = { id: fixedId('T', 'crosswalk-demo'), name: 'Crosswalk Demo', domain: 'crosswalk-demo' };
const partnerTeam = fixedId('T', 'partner');

/** Handle, full name, title, department, and what is not the rule. */
type Who = readonly [
  string,
  string,
  string,
  Department | null,
  { readonly kind?: PersonKind; readonly admin?: boolean; readonly zone?: string; readonly locale?: string }?,
];

const who: readonly Who[] = [
  ['lena', 'Lena Brandt', 'Marketing manager', 'marketing'],
  ['noor', 'Noor Haddad', 'Performance marketing', 'marketing', { locale: 'ar' }],
  ['jonas', 'Jonas Albers', 'Head of finance', 'finance'],
  ['ines', 'Inês Duarte', 'Accounts receivable', 'finance', { zone: 'Europe/Lisbon', locale: 'pt-PT' }],
  ['mia', 'Mia Keller', 'Warehouse lead', 'warehouse'],
  ['tomasz', 'Tomasz Nowak', 'Shift planner', 'warehouse', { zone: 'Europe/Warsaw', locale: 'pl-PL' }],
  ['sara', 'Sara Lindqvist', 'Customer support', 'support', { zone: 'Europe/Stockholm', locale: 'sv-SE' }],
  ['oliver', 'Oliver Hayes', 'Managing director', 'leadership', { zone: 'Europe/London', admin: true }],
  ['priya', 'Priya Raman', 'Site reliability', 'it', { admin: true }],
  ['felix', 'Felix Stone', 'Freelance designer', null, { kind: 'guest' }],
  ['carla', 'Carla Moretti', 'Account manager at Parcelo', null, { kind: 'external', zone: 'Europe/Rome' }],
];

const people: readonly Person[] = who.map(([name, realName, title, department, more = {}]) => ({
  id: fixedId('U', name),
  name,
  realName,
  title,
  email: `${name}@${more.kind === 'external' ? 'parcelo' : 'crosswalk'}.example`,
  department,
  kind: more.kind ?? 'member',
  admin: more.admin ?? false,
  deactivated: false,
  teamId: more.kind === 'external' ? partnerTeam : team.id,
  zone: more.zone ?? 'Europe/Berlin',
  locale: more.locale ?? 'en-GB',
}));

const idsOf = (wanted: (person: Person) => boolean): readonly string[] =>
  people.filter(wanted).map((person) => person.id);
const staff = idsOf((person) => person.kind === 'member');
const of = (...wanted: readonly Department[]): readonly string[] =>
  idsOf((person) => person.department !== null && wanted.includes(person.department));

/** One group per department, so that an app can map people to departments the way companies do it in Slack. */
const groups: readonly UserGroup[] = departments.map((department) => ({
  id: fixedId('S', department),
  handle: department,
  name: departmentLabel(department),
  description: `Everybody in ${departmentLabel(department)}`,
  members: of(department),
}));

/** The bot's user id is known before the app is: it is a member of every channel here. */
export const botUserId = fixedId('U', 'the app');

const channel = (
  name: string,
  members: readonly string[],
  more: Partial<Pick<Channel, 'kind' | 'topic' | 'purpose' | 'sharedWith'>>,
): Channel => ({
  id: fixedId('C', name),
  name,
  kind: 'private',
  members: [...new Set([...members, botUserId])],
  topic: '',
  purpose: '',
  creator: fixedId('U', 'oliver'),
  created: 1_767_225_600,
  archived: false,
  sharedWith: [],
  ...more,
});

const leads = of('leadership', 'it');

/** The workspace a first start gets. */
export const demoContent: Content = {
  team,
  people,
  groups,
  channels: [
    channel('general', staff, { kind: 'public', topic: 'Company-wide news and questions' }),
    channel('marketing', [...of('marketing'), ...leads], { topic: 'Campaigns, traffic, launches' }),
    channel('finance', [...of('finance'), ...leads], { topic: 'Sales, payments, costs' }),
    channel('warehouse', [...of('warehouse'), ...leads], { topic: 'Stock, picking, deliveries' }),
    channel('tech-status', staff, { topic: 'What is up, what is down, what it means' }),
    channel('partner-shared', [...of('warehouse', 'marketing'), ...idsOf((one) => one.kind !== 'member')], {
      topic: 'Shared with Parcelo and freelancers',
      sharedWith: [partnerTeam],
    }),
  ],
};
