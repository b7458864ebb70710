import { readContent } from '../api/content.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import type { Team } from '../team/team.ts';
import type { Message } from '../team/types.ts';

/** Where an answer to a command or a click goes. */
export type ResponseTarget = {
  readonly channel: string;
  readonly person: string;
  /** The message that was clicked in. */
  readonly origin: Message | null;
  readonly threadTs: string | null;
};

export type ResponseOutcome = { readonly status: number; readonly error: string | null };

/** `response_url`s: an app may answer a command or a click for half an hour, five times. */
export type Responses = {
  readonly issue: (target: ResponseTarget) => string;
  readonly use: (id: string, body: JsonObject) => ResponseOutcome;
};

const done: ResponseOutcome = { status: 200, error: null };
const refused = (status: number, error: string): ResponseOutcome => ({ status, error });

/** The message as it is now, or null where it is gone. */
const current = (team: Team, origin: Message | null): Message | null => {
  if (origin === null) return null;
  const kept = origin.only === null ? team.messages : team.whispers;
  return kept.get(origin.channel, origin.ts) ?? null;
};

const replace = (team: Team, origin: Message, body: JsonObject): ResponseOutcome => {
  const reading = contentOf(body);
  if (reading.kind === 'refused') return refused(400, String(reading.answer['error']));
  team.edit(origin, reading.content);
  return done;
};

const contentOf = (body: JsonObject) =>
  readContent({
    text: textOf(body['text']) ?? undefined,
    blocks: body['blocks'] ?? undefined,
    attachments: body['attachments'] ?? undefined,
  });

/** Carries out what an app answers to a command or click: a new message (only for the person, unless it says otherwise), or a change of the old one. */
export const answerWith = (team: Team, target: ResponseTarget, body: JsonObject): ResponseOutcome => {
  const origin = current(team, target.origin);
  if (body['delete_original'] === true) {
    if (origin === null) return refused(404, 'message_not_found');
    team.remove(origin);
    return done;
  }
  if (body['replace_original'] === true && origin !== null) return replace(team, origin, body);
  const reading = contentOf(body);
  if (reading.kind === 'refused') return refused(400, String(reading.answer['error']));
  team.post({
    channel: target.channel,
    user: team.bot.id,
    botId: team.botId,
    ...reading.content,
    threadTs: textOf(body['thread_ts']) ?? target.threadTs,
    only: body['response_type'] === 'in_channel' ? null : target.person,
  });
  return done;
};

export const createResponses = (team: Team): Responses => {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; uses: number }>();
  const forgetOld = (): void => {
    for (const [id, entry] of issued) {
      if (team.nowMs() - entry.at < team.rules.responseUrlMs * 2) return;
      issued.delete(id);
    }
  };
  return {
    issue: (target) => {
      forgetOld();
      const id = newId('', 24);
      issued.set(id, { target, at: team.nowMs(), uses: 0 });
      return `${team.address()}/slack/response/${id}`;
    },
    use: (id, body) => {
      const entry = issued.get(id);
      if (entry === undefined) return refused(404, 'expired_url');
      if (team.nowMs() - entry.at > team.rules.responseUrlMs) return refused(404, 'expired_url');
      if (entry.uses >= team.rules.responseUrlUses) return refused(404, 'used_url');
      entry.uses += 1;
      return answerWith(team, entry.target, body);
    },
  };
};
