import { appMethods } from './app.ts';
import { assistant } from './assistant.ts';
import { chat } from './chat.ts';
import { chatSchedule } from './chat-schedule.ts';
import { chatStream } from './chat-stream.ts';
import { conversations } from './conversations.ts';
import { conversationsHistory } from './conversations-history.ts';
import { conversationsMembers } from './conversations-members.ts';
import { files } from './files.ts';
import type { Method } from './method.ts';
import { usergroups, users } from './people.ts';
import { reactions } from './reactions.ts';
import { views } from './views.ts';

/** Every Web API method there is here, by its name. A family lives in one file. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...appMethods,
    ...assistant,
    ...chat,
    ...chatSchedule,
    ...chatStream,
    ...conversations,
    ...conversationsHistory,
    ...conversationsMembers,
    ...files,
    ...reactions,
    ...usergroups,
    ...users,
    ...views,
  }),
);
