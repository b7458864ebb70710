import type { Prompts, Session, Status } from './happenings.ts';
import type { Team } from './team.ts';
import type { Message } from './types.ts';

/** What an agent shows beside its messages: its status line, suggested prompts and session state. Nothing of it is stored. */
export type Agent = {
  readonly status: (channel: string, threadTs: string) => Status | undefined;
  readonly setStatus: (status: Status) => void;
  readonly prompts: (channel: string) => Prompts | undefined;
  readonly setPrompts: (prompts: Prompts) => void;
  readonly setTitle: (channel: string, threadTs: string, title: string) => void;
  readonly session: (channel: string, threadTs: string) => Session | undefined;
  readonly setSession: (session: Session) => void;
  readonly allStatus: () => readonly Status[];
  readonly allSessions: () => readonly Session[];
  readonly close: () => void;
};

export const createAgent = (team: Team): Agent => {
  const statuses = new Map<string, { readonly status: Status; readonly timer: NodeJS.Timeout }>();
  const prompts = new Map<string, Prompts>();
  const sessions = new Map<string, Session>();
  const keyOf = (channel: string, threadTs: string): string => `${channel}/${threadTs}`;

  const setStatus = (status: Status): void => {
    const key = keyOf(status.channel, status.threadTs);
    clearTimeout(statuses.get(key)?.timer);
    if (status.text === '') {
      if (!statuses.delete(key)) return;
    } else {
      const timer = setTimeout(() => setStatus({ ...status, text: '' }), team.rules.statusMs).unref();
      statuses.set(key, { status, timer });
    }
    team.happened({ kind: 'status', status });
  };

  // A status says that an answer is coming; the answer takes it away.
  const answered = ({ channel, threadTs }: Message): void => {
    for (const { status } of statuses.values())
      if (status.channel === channel && (threadTs === null || status.threadTs === threadTs))
        setStatus({ ...status, text: '' });
  };
  const forget = (): void => {
    for (const { timer } of statuses.values()) clearTimeout(timer);
    for (const map of [statuses, prompts, sessions]) map.clear();
  };
  const stop = team.listen((happening) => {
    if (happening.kind === 'reset') forget();
    if (happening.kind === 'posted' && happening.message.botId !== null) answered(happening.message);
  });

  return {
    status: (channel, threadTs) => statuses.get(keyOf(channel, threadTs))?.status,
    setStatus,
    prompts: (channel) => prompts.get(channel),
    setPrompts: (given) => {
      prompts.set(given.channel, given);
      team.happened({ kind: 'prompts', prompts: given });
    },
    setTitle: (channel, threadTs, title) => team.happened({ kind: 'title', channel, threadTs, title }),
    session: (channel, threadTs) => sessions.get(keyOf(channel, threadTs)),
    setSession: (session) => {
      sessions.set(keyOf(session.channel, session.threadTs), session);
      team.happened({ kind: 'session', session });
    },
    allStatus: () => [...statuses.values()].map((one) => one.status),
    allSessions: () => [...sessions.values()],
    close: () => {
      stop();
      forget();
    },
  };
};
