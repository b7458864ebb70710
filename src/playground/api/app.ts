import { acceptBlocks, acceptView } from '../blocks/accept.ts';
import type { Problem } from '../blocks/check.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, objectOf } from '../json.ts';
import { ok, refuse } from './answer.ts';
import { json, maybe, text } from './arguments.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';

const errorOf = (problem: Problem): JsonObject => ({
  code: 'invalid',
  message: problem.message,
  pointer: problem.pointer,
});

const viewSurface = (view: Json): 'modal' | 'home' => (objectOf(view)['type'] === 'home' ? 'home' : 'modal');

const blockProblems = (given: Json): readonly Problem[] => {
  const accepted = acceptBlocks(given, 'message');
  if (accepted.kind === 'accepted') return [];
  return accepted.problems.length > 0
    ? accepted.problems
    : [{ pointer: '', message: 'must provide an array' }];
};

/** What the app asks about itself and the workspace, and the checks it can ask for. */
export const appMethods: Readonly<Record<string, Method>> = {
  'api.test': method({
    token: 'none',
    scopes: [],
    args: { error: maybe(text), foo: maybe(text) },
    run: (args) => (args.error === undefined ? ok({ args: { foo: args.foo } }) : refuse(args.error)),
  }),
  'auth.test': method({
    scopes: [],
    args: {},
    run: (_, { slack }) =>
      ok({
        url: `${slack.team.address()}/`,
        team: slack.team.name,
        user: slack.team.bot.name,
        team_id: slack.team.id,
        user_id: slack.team.bot.id,
        bot_id: slack.team.botId,
        app_id: slack.team.appId,
        app_name: slack.settings.name,
        is_enterprise_install: false,
      }),
  }),
  'apps.connections.open': method({
    token: 'app',
    scopes: [],
    args: {},
    run: (_, { slack }) => ok({ url: slack.sockets.ticket(slack.team.address()) }),
  }),
  'team.info': method({
    scopes: ['team:read'],
    args: { team: maybe(text) },
    run: (args, { slack }) => {
      const { id, name, domain } = slack.team;
      if (args.team !== undefined && args.team !== id) return refuse('team_not_found');
      return ok({ team: { id, name, domain, email_domain: '', icon: {}, url: `${slack.team.address()}/` } });
    },
  }),
  'bots.info': method({
    scopes: ['users:read'],
    args: { bot: maybe(text) },
    run: (args, { slack }) => {
      const { team, settings } = slack;
      if (args.bot === undefined) return refuse('missing_argument');
      if (args.bot !== team.botId) return refuse('bot_not_found');
      return ok({
        bot: {
          id: team.botId,
          deleted: false,
          name: settings.botName,
          updated: 0,
          app_id: team.appId,
          user_id: team.bot.id,
          icons: {},
        },
      });
    },
  }),
  'blocks.validate': method({
    token: 'none',
    scopes: [],
    args: {
      blocks: maybe(json('invalid_blocks')),
      message: maybe(json('invalid_message')),
      view: maybe(json('invalid_view')),
    },
    run: (args) => {
      const given = [args.blocks, args.message, args.view].filter((one) => one !== undefined);
      if (given.length !== 1)
        return refuse('invalid_arguments', ['[ERROR] exactly one of blocks, message and view']);
      if (args.view !== undefined) {
        const accepted = acceptView(args.view, viewSurface(args.view));
        return accepted.kind === 'accepted'
          ? ok({ errors: [] })
          : refuse('invalid_view', [], { errors: accepted.problems.map(errorOf) });
      }
      const blocks = args.blocks ?? (isObject(args.message) ? (args.message['blocks'] ?? []) : null);
      const problems = blockProblems(blocks);
      const error = args.blocks === undefined ? 'invalid_message' : 'invalid_blocks';
      return problems.length === 0
        ? ok({ errors: [] })
        : refuse(error, [], { errors: problems.map(errorOf) });
    },
  }),
};
