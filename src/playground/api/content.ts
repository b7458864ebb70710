import { acceptBlocks } from '../blocks/accept.ts';
import { problemText } from '../blocks/check.ts';
import type { Json, JsonObject } from '../json.ts';
import { isList, isObject, objectsOf, textOf } from '../json.ts';
import type { Message } from '../team/types.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';

/** What a message says, as the app sent it. */
export type GivenContent = {
  readonly text?: string | undefined;
  readonly markdown_text?: string | undefined;
  readonly blocks?: Json | undefined;
  readonly attachments?: Json | undefined;
};

type Content = Pick<Message, 'text' | 'blocks' | 'attachments'>;

export type ContentReading =
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'refused'; readonly answer: Answer };

const refused = (error: string, messages: readonly string[] = []): ContentReading => ({
  kind: 'refused',
  answer: refuse(error, messages),
});

const mostAttachments = 100;
/** Characters after which the text of a post is cut (docs.slack.dev, chat.postMessage, truncating content). */
const cutAfter = 40_000;
const mostMarkdown = 12_000;

const fromMarkdown = (given: GivenContent, markdown: string): ContentReading => {
  if (given.text !== undefined || given.blocks !== undefined) return refused('markdown_text_conflict');
  if (markdown.length > mostMarkdown) return refused('msg_too_long');
  const accepted = acceptBlocks([{ type: 'markdown', text: markdown }], 'message');
  if (accepted.kind === 'refused') return refused(accepted.error, accepted.problems.map(problemText));
  return { kind: 'content', content: { text: markdown, blocks: accepted.blocks, attachments: [] } };
};

/** Blocks inside attachments are held to the same limits. */
const attachmentProblem = (attachments: readonly JsonObject[]): ContentReading | null => {
  for (const attachment of attachments) {
    if (attachment['blocks'] === undefined) continue;
    const accepted = acceptBlocks(attachment['blocks'], 'message');
    if (accepted.kind === 'refused')
      return refused('invalid_attachments', accepted.problems.map(problemText));
  }
  return null;
};

/** Reads text, blocks and attachments together. `longest`: a longer text is an error instead of being cut. */
export const readContent = (given: GivenContent, longest: number | null = null): ContentReading => {
  if (given.markdown_text !== undefined) return fromMarkdown(given, given.markdown_text);
  const text = given.text ?? '';
  if (longest !== null && text.length > longest) return refused('msg_too_long');
  if (given.attachments !== undefined && !(isList(given.attachments) && given.attachments.every(isObject)))
    return refused('invalid_attachments');
  const attachments = objectsOf(given.attachments);
  if (attachments.length > mostAttachments) return refused('too_many_attachments');
  const wrong = attachmentProblem(attachments);
  if (wrong !== null) return wrong;
  const accepted = given.blocks === undefined ? null : acceptBlocks(given.blocks, 'message');
  if (accepted?.kind === 'refused') return refused(accepted.error, accepted.problems.map(problemText));
  const blocks = accepted?.blocks ?? [];
  if (text === '' && blocks.length === 0 && attachments.length === 0) return refused('no_text');
  return { kind: 'content', content: { text: text.slice(0, cutAfter), blocks, attachments } };
};

/** Bytes that metadata may have. */
const metadataBytes = 8000;

/** Slack's error for message metadata that cannot be, or null. */
export const metadataProblem = (metadata: Json): string | null => {
  if (!isObject(metadata)) return 'invalid_metadata_format';
  if (JSON.stringify(metadata).length > metadataBytes) return 'metadata_too_large';
  if (Object.keys(metadata).length === 0 || isList(metadata['entities'])) return null;
  return textOf(metadata['event_type']) === null || !isObject(metadata['event_payload'])
    ? 'invalid_metadata_schema'
    : null;
};
