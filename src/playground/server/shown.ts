import { departmentLabel } from '../../lib/departments.ts';
import type {
  ShownChannel,
  ShownFile,
  ShownGroup,
  ShownMessage,
  ShownPerson,
  ShownView,
} from '../protocol.ts';
import { isMember } from '../team/conversations.ts';
import type { Team } from '../team/team.ts';
import type { Channel, Message, Person, StoredFile, UserGroup, View } from '../team/types.ts';

/** The workspace in the form the page shows it. */

export const shownPerson = (person: Person): ShownPerson => ({
  id: person.id,
  name: person.name,
  realName: person.realName,
  title: person.title,
  department: person.department,
  departmentLabel: person.department === null ? '' : departmentLabel(person.department),
  kind: person.kind,
  zone: person.zone,
});

export const shownGroup = (group: UserGroup): ShownGroup => ({
  id: group.id,
  handle: group.handle,
  name: group.name,
  members: group.members,
});

const shownFile = ({ id, name, title, altText, mimeType, size }: StoredFile): ShownFile => ({
  id,
  name,
  title,
  altText,
  mimeType,
  size,
});

export const shownMessage = (team: Team, message: Message): ShownMessage => {
  const replies = message.only === null ? team.messages.replies(message.channel, message.ts) : [];
  return {
    channel: message.channel,
    ts: message.ts,
    user: message.user,
    byApp: message.botId !== null,
    subtype: message.subtype,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    threadTs: message.threadTs,
    broadcast: message.broadcast,
    edited: message.edited !== null,
    reactions: message.reactions,
    files: message.files
      .map((id) => team.files.get(id))
      .filter((file) => file !== undefined)
      .map(shownFile),
    username: message.username,
    icon: message.icon,
    streaming: message.streaming,
    only: message.only !== null,
    replies:
      replies.length === 0
        ? null
        : {
            count: replies.length,
            users: [...new Set(replies.map((reply) => reply.user))],
            latest: replies.at(-1)?.ts ?? message.ts,
          },
  };
};

/** More than this is shown as "99+" anyway. */
const countedUnread = 100;

const isMention = (team: Team, message: Message, channel: Channel, person: string): boolean =>
  channel.kind === 'im' ||
  message.text.includes(`<@${person}>`) ||
  /<!(here|channel|everyone)/.test(message.text) ||
  [...team.groups.values()].some(
    (group) => group.members.includes(person) && message.text.includes(`<!subteam^${group.id}`),
  );

export const shownChannel = (team: Team, channel: Channel, person: string): ShownChannel => {
  const lastRead = team.reads.get(`${person}/${channel.id}`)?.ts ?? '0.000000';
  const unread: Message[] = [];
  if (isMember(channel, person))
    for (const message of team.messages.inChannel(channel.id).toReversed()) {
      if (message.ts <= lastRead || unread.length >= countedUnread) break;
      if (message.user !== person && (message.threadTs === null || message.broadcast)) unread.push(message);
    }
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    topic: channel.topic,
    members: channel.members,
    joined: isMember(channel, person),
    archived: channel.archived,
    shared: channel.sharedWith.length > 0,
    unread: unread.length,
    mentions: unread.filter((message) => isMention(team, message, channel, person)).length,
    lastRead,
  };
};

export const shownView = (view: View): ShownView => ({ id: view.id, view: view.view });

/** The modals of a person, the topmost last. */
export const shownViews = (team: Team, person: string): readonly ShownView[] =>
  [...team.views.values()].filter((view) => view.person === person).map(shownView);
