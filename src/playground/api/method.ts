import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { ChannelKind } from '../team/types.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import type { Args, Values } from './arguments.ts';

/** Which token a method takes; `none` is for methods that anybody may call. */
export type TokenKind = 'bot' | 'app' | 'none';

/** A scope that depends on the kind of conversation in the argument `channel`. */
export type ByChannel = { readonly byChannel: 'read' | 'history' | 'manage' };

export type MethodCall = {
  readonly slack: Slack;
  /** Messages younger than this are left out of histories (a fault; usually 0). */
  readonly lagMs: number;
};

/** A Web API method: who may call it, with what, and what it does. */
export type Method = {
  readonly token: TokenKind;
  /** One of these is enough; none is needed when empty. */
  readonly scopes: readonly string[] | ByChannel;
  readonly run: (given: JsonObject, call: MethodCall) => Answer | Promise<Answer>;
};

const scopeTable: Readonly<Record<ByChannel['byChannel'], Readonly<Record<ChannelKind, string>>>> = {
  read: { public: 'channels:read', private: 'groups:read', im: 'im:read', mpim: 'mpim:read' },
  history: { public: 'channels:history', private: 'groups:history', im: 'im:history', mpim: 'mpim:history' },
  manage: { public: 'channels:manage', private: 'groups:write', im: 'im:write', mpim: 'mpim:write' },
};

/** The answer to a call that lacks every one of the scopes, or null where it may go on. */
export const missingScope = (slack: Slack, scopes: readonly string[]): Answer | null =>
  scopes.length === 0 || scopes.some((scope) => slack.settings.scopes.has(scope))
    ? null
    : refuse('missing_scope', [], {
        needed: scopes.join(','),
        provided: [...slack.settings.scopes].join(','),
      });

export const scopeFor = (what: ByChannel['byChannel'], kind: ChannelKind): string => scopeTable[what][kind];

type Reading<A extends Args> =
  | { readonly kind: 'values'; readonly values: Values<A> }
  | { readonly kind: 'refused'; readonly answer: Answer };

const isGiven = (given: Json | undefined, empty: boolean): given is Json =>
  given !== undefined && given !== null && (given !== '' || empty);

const readArgs = <A extends Args>(args: A, given: JsonObject, slack: Slack): Reading<A> => {
  const values: Record<string, unknown> = {};
  for (const [name, arg] of Object.entries(args)) {
    const raw = given[name];
    if (!isGiven(raw, arg.empty === true)) {
      if (!arg.needed) continue;
      const answer =
        arg.missing === null
          ? refuse('invalid_arguments', [`[ERROR] missing required field: ${name}`])
          : refuse(arg.missing);
      return { kind: 'refused', answer };
    }
    const read = arg.read(raw, slack);
    if (read.kind === 'refused') return read;
    values[name] = read.value;
  }
  return { kind: 'values', values: values as Values<A> };
};

const kindOf = (value: unknown): ChannelKind | null => {
  const kind = isObject(value as Json) ? (value as { readonly kind?: ChannelKind }).kind : undefined;
  return kind ?? null;
};

/** Declares a method. `args` are read in order; the first one that is wrong decides the answer. */
export const method = <A extends Args>(definition: {
  readonly token?: TokenKind;
  readonly scopes: readonly string[] | ByChannel;
  readonly args: A;
  readonly run: (values: Values<A>, call: MethodCall) => Answer | Promise<Answer>;
}): Method => {
  const { scopes, args } = definition;
  return {
    token: definition.token ?? 'bot',
    scopes,
    run: (given, call) => {
      if (Array.isArray(scopes)) {
        const refusal = missingScope(call.slack, scopes);
        if (refusal !== null) return refusal;
      }
      const reading = readArgs(args, given, call.slack);
      if (reading.kind === 'refused') return reading.answer;
      const kind = kindOf((reading.values as Record<string, unknown>)['channel']);
      if ('byChannel' in scopes && kind !== null) {
        const refusal = missingScope(call.slack, [scopeFor(scopes.byChannel, kind)]);
        if (refusal !== null) return refusal;
      }
      return definition.run(reading.values, call);
    },
  };
};
