import type { JsonObject } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Person } from '../team/types.ts';
import { wireGroup, wireUser } from '../team/wire.ts';
import { ok, refuse } from './answer.ts';
import { flag, maybe, need, person, text, whole } from './arguments.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const shown = (slack: Slack, one: Person, withLocale: boolean | undefined): JsonObject =>
  wireUser(slack.team, one, {
    withEmail: slack.settings.scopes.has('users:read.email'),
    withLocale: withLocale === true,
  });

export const users: Readonly<Record<string, Method>> = {
  'users.info': method({
    scopes: ['users:read'],
    args: { user: need(person(), 'user_not_found'), include_locale: maybe(flag) },
    run: (args, { slack }) => ok({ user: shown(slack, args.user, args.include_locale) }),
  }),
  'users.list': method({
    scopes: ['users:read'],
    args: { cursor: maybe(text), limit: maybe(whole), include_locale: maybe(flag) },
    run: (args, { slack }) => {
      const paged = page([...slack.team.people.values()], args, 1000);
      if (paged === null) return refuse('invalid_cursor');
      return ok({
        members: paged.items.map((one) => shown(slack, one, args.include_locale)),
        cache_ts: Math.trunc(slack.team.nowMs() / 1000),
        response_metadata: { next_cursor: paged.next },
      });
    },
  }),
  'users.lookupByEmail': method({
    scopes: ['users:read.email'],
    args: { email: need(text, 'users_not_found') },
    run: (args, { slack }) => {
      const wanted = args.email.toLowerCase();
      const found = [...slack.team.people.values()].find((one) => one.email.toLowerCase() === wanted);
      return found === undefined || found.deactivated
        ? refuse('users_not_found')
        : ok({ user: shown(slack, found, false) });
    },
  }),
  'users.getPresence': method({
    scopes: ['users:read'],
    args: { user: need(person(), 'user_not_found') },
    run: () => ok({ presence: 'active' }),
  }),
};

export const usergroups: Readonly<Record<string, Method>> = {
  'usergroups.list': method({
    scopes: ['usergroups:read'],
    args: { include_users: maybe(flag), include_count: maybe(flag), include_disabled: maybe(flag) },
    run: (args, { slack }) =>
      ok({
        usergroups: [...slack.team.groups.values()].map((group) =>
          wireGroup(slack.team, group, args.include_users === true),
        ),
      }),
  }),
  'usergroups.users.list': method({
    scopes: ['usergroups:read'],
    args: { usergroup: need(text), include_disabled: maybe(flag) },
    run: (args, { slack }) => {
      const group = slack.team.groups.get(args.usergroup);
      return group === undefined ? refuse('no_such_subteam') : ok({ users: group.members });
    },
  }),
};
