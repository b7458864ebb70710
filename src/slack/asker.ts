import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Desk } from '#src/answer/scene.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';
import { AppError, nameFailure } from '#src/lib/errors.ts';
import type { Logger } from '#src/lib/log.ts';
import { createFindPerson } from '#src/state/people.ts';
import type { Question } from './asking.ts';
import { cached } from './cached.ts';

/** Who is asking: a colleague, somebody from outside (guest, other company), or nobody to answer (bot, deactivated). */
type Asker =
  | { readonly kind: 'colleague'; readonly asker: Question['asker'] }
  | { readonly kind: 'outsider' }
  | { readonly kind: 'nobody' };

/** `teamId` is the workspace the event says the person belongs to, where it says so. */
export type FindAsker = (userId: string, teamId?: string) => Promise<Asker>;

type Profile = { readonly kind: 'colleague' | 'outsider' | 'nobody'; readonly locale: string };

/** Rights that change in Slack hold here after this at the latest. */
const keepMs = 5 * 60_000;

/** Groups are one entry; people are as many as a large company has. */
const mostPeople = 20_000;

const unknownPerson = new Set(['user_not_found', 'user_not_visible']);

const profileOf =
  (web: WebClient, ownTeam: string) =>
  async (userId: string): Promise<Profile> => {
    try {
      const { user } = await web.users.info({ user: userId, include_locale: true });
      const locale = user?.locale ?? 'en-US';
      if (!user || user.deleted || user.is_bot || user.is_workflow_bot) return { kind: 'nobody', locale };
      const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
      return { kind: guest || user.team_id !== ownTeam ? 'outsider' : 'colleague', locale };
    } catch (cause) {
      if (cause instanceof WebAPIPlatformError && unknownPerson.has(cause.data.error))
        return { kind: 'outsider', locale: 'en-US' };
      throw new AppError('source_down', 'users.info failed', {
        userMessage: 'I could not check with Slack who is asking, so I cannot answer yet.',
        hint: 'Please try again in a minute.',
        cause,
      });
    }
  };

/** Departments by person, from the user groups whose handle is a department's id. */
const groupsOf =
  (web: WebClient, log: Logger) => async (): Promise<ReadonlyMap<string, readonly Department[]>> => {
    const found = new Map<string, readonly Department[]>();
    try {
      const { usergroups = [] } = await web.usergroups.list({ include_users: true });
      for (const { handle = '', users = [], date_delete } of usergroups) {
        if (!isDepartment(handle) || date_delete) continue;
        for (const user of users) found.set(user, [...(found.get(user) ?? []), handle]);
      }
    } catch (error) {
      // Plans without user groups, or a missing scope: people then belong where an admin put them.
      log.warn(nameFailure(error), 'slack.no_user_groups');
    }
    return found;
  };

/**
 * Finds out who is asking. Only Slack's ids count, never names or profiles; departments come from what an admin set,
 * else from user groups. Throws AppError when Slack cannot be asked: nobody is taken for a colleague unseen.
 */
export const createFindAsker = (options: {
  readonly web: WebClient;
  readonly database: Desk['database'];
  readonly teamId: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}): FindAsker => {
  const { web, database, teamId: ownTeam, now, log } = options;
  const profile = cached(profileOf(web, ownTeam), { keepMs, most: mostPeople, now });
  const groups = cached(groupsOf(web, log), { keepMs, most: 1, now });
  const findPerson = createFindPerson(database.fast);
  return async (userId, teamId = ownTeam) => {
    if (userId === 'USLACKBOT' || userId === 'USLACK') return { kind: 'nobody' };
    if (teamId !== ownTeam) return { kind: 'outsider' };
    const [{ kind, locale }, person] = await Promise.all([
      profile(userId),
      findPerson({ teamId: ownTeam, userId }),
    ]);
    if (kind !== 'colleague') return { kind };
    const departments = person?.departments ?? (await groups('all')).get(userId) ?? [];
    return {
      kind,
      asker: { id: `${ownTeam}:${userId}`, departments, roles: person?.roles ?? [], locale },
    };
  };
};
