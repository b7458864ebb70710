import type { JsonObject } from '../json.ts';
import { entryOf, objectsOf, textOf } from '../json.ts';
import type { Slack } from '../slack.ts';
import { canSee } from '../team/conversations.ts';
import type { Channel, StoredFile } from '../team/types.ts';
import { wireFile } from '../team/wire.ts';
import type { Answer } from './answer.ts';
import { ok, refuse } from './answer.ts';
import { ids, json, maybe, need, text, whole } from './arguments.ts';
import { byApp, postingProblem, threadProblem } from './chat.ts';
import { readContent } from './content.ts';
import type { Method } from './method.ts';
import { method } from './method.ts';
import { page } from './paging.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
};

export const mimeTypeOf = (name: string): string =>
  entryOf(mimeTypes, name.split('.').at(-1)?.toLowerCase() ?? '') ?? 'application/octet-stream';

const getUploadUrl = method({
  scopes: ['files:write'],
  args: {
    filename: need(text),
    length: need(whole, 'missing_argument'),
    alt_txt: maybe(text),
    alt_text: maybe(text),
    snippet_type: maybe(text),
  },
  run: (args, { slack }) => {
    const altText = args.alt_txt ?? args.alt_text ?? '';
    if (args.length <= 0) return refuse('missing_argument');
    if (args.length > slack.team.rules.fileBytes) return refuse('file_upload_size_restricted');
    if (altText.length > 1000) return refuse('alt_txt_too_large');
    const upload = slack.uploads.announce({ name: args.filename, length: args.length, altText });
    return ok({
      upload_url: `${slack.team.address()}/slack/upload/${upload.fileId}`,
      file_id: upload.fileId,
    });
  },
});

type Given = { readonly id: string; readonly title: string | null };

/** Turns finished uploads into files of the workspace; null where one of them was never sent. */
const store = (
  slack: Slack,
  given: readonly Given[],
  channels: readonly string[],
): readonly StoredFile[] | null => {
  const uploads = given.map(({ id, title }) => ({ upload: slack.uploads.get(id), title }));
  const files: StoredFile[] = [];
  for (const { upload, title } of uploads) {
    if (upload?.content == null) return null;
    files.push({
      id: upload.fileId,
      name: upload.name,
      title: title ?? upload.name,
      altText: upload.altText,
      mimeType: mimeTypeOf(upload.name),
      user: slack.team.bot.id,
      created: Math.trunc(slack.team.nowMs() / 1000),
      size: upload.content.length,
      content: Buffer.from(upload.content).toString('base64'),
      channels,
    });
  }
  for (const file of files) {
    slack.uploads.drop(file.id);
    slack.team.files.put(file.id, file);
  }
  return files;
};

/** The conversations a file goes to, or Slack's error for one of them. */
const destinations = (slack: Slack, wanted: readonly string[]): readonly Channel[] | string => {
  const found: Channel[] = [];
  for (const id of wanted) {
    const to = slack.team.channels.get(id);
    if (to === undefined || !canSee(slack.team, to, slack.team.bot.id)) return 'channel_not_found';
    const problem = postingProblem(slack, to);
    if (problem !== null) return problem;
    found.push(to);
  }
  return found;
};

const share = (
  slack: Slack,
  to: Channel,
  files: readonly StoredFile[],
  words: JsonObject & { readonly text: string },
): void => {
  const reading = words.text === '' ? null : readContent({ text: words.text });
  const blocks = reading === null ? readContent({ blocks: words['blocks'] }) : reading;
  slack.team.post({
    channel: to.id,
    ...byApp(slack),
    ...(blocks.kind === 'content' ? blocks.content : {}),
    subtype: null,
    threadTs: textOf(words['thread_ts']),
    files: files.map((file) => file.id),
  });
  for (const file of files) slack.team.happened({ kind: 'file', file, channel: to.id });
};

const completeUpload = method({
  scopes: ['files:write'],
  args: {
    files: need(json()),
    channel_id: maybe(text),
    channels: maybe(ids),
    initial_comment: maybe(text),
    thread_ts: maybe(text),
    blocks: maybe(json('invalid_blocks')),
  },
  run: (args, { slack }): Answer => {
    const given = objectsOf(args.files).map((file) => ({
      id: textOf(file['id']) ?? '',
      title: textOf(file['title']),
    }));
    if (given.length === 0) return refuse('invalid_arguments', ['[ERROR] missing required field: files']);
    const wanted = [...(args.channel_id === undefined ? [] : [args.channel_id]), ...(args.channels ?? [])];
    if (wanted.length > 100) return refuse('channels_limit_exceeded');
    const to = destinations(slack, wanted);
    if (typeof to === 'string') return refuse(to);
    const first = to[0];
    const wrongThread = first === undefined ? null : threadProblem(slack, first, args.thread_ts);
    if (wrongThread !== null) return refuse(wrongThread);
    const files = store(slack, given, wanted);
    if (files === null) return refuse('file_not_found');
    const words = {
      text: args.initial_comment ?? '',
      blocks: args.blocks,
      thread_ts: args.thread_ts,
    };
    for (const one of to) share(slack, one, files, words);
    return ok({ files: files.map((file) => wireFile(slack.team, file)) });
  },
});

/** A file the app may know of: its own, or one shared where it is. */
const visible = (slack: Slack, id: string): StoredFile | null => {
  const file = slack.team.files.get(id);
  if (file === undefined) return null;
  const shared = file.channels.some((one) => {
    const to = slack.team.channels.get(one);
    return to !== undefined && canSee(slack.team, to, slack.team.bot.id);
  });
  return file.user === slack.team.bot.id || shared ? file : null;
};

const info = method({
  scopes: ['files:read'],
  args: { file: need(text, 'file_not_found'), cursor: maybe(text), limit: maybe(whole) },
  run: (args, { slack }) => {
    const file = visible(slack, args.file);
    return file === null ? refuse('file_not_found') : ok({ file: wireFile(slack.team, file), comments: [] });
  },
});

const list = method({
  scopes: ['files:read'],
  args: { channel: maybe(text), user: maybe(text), count: maybe(whole), cursor: maybe(text) },
  run: (args, { slack }) => {
    const all = slack.team.files
      .all()
      .filter((file) => visible(slack, file.id) !== null)
      .filter((file) => args.channel === undefined || file.channels.includes(args.channel))
      .filter((file) => args.user === undefined || file.user === args.user);
    const paged = page(all, { cursor: args.cursor, limit: args.count });
    if (paged === null) return refuse('invalid_cursor');
    return ok({
      files: paged.items.map((file) => wireFile(slack.team, file)),
      paging: { total: all.length, page: 1 },
    });
  },
});

const remove = method({
  scopes: ['files:write'],
  args: { file: need(text, 'file_not_found') },
  run: (args, { slack }) => {
    const file = visible(slack, args.file);
    if (file === null) return refuse('file_not_found');
    if (file.user !== slack.team.bot.id) return refuse('cant_delete_file');
    slack.team.files.drop(file.id);
    return ok();
  },
});

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
  'files.list': list,
  'files.delete': remove,
};
