import { withIds } from '../blocks/accept.ts';
import type { JsonObject } from '../json.ts';
import { objectsOf, textOf } from '../json.ts';

/** A message that grows while people watch: its pieces in order, and how it is fed. */
export type Stream = {
  readonly mode: 'markdown_text' | 'chunks' | null;
  readonly lastMs: number;
  readonly stopped: boolean;
  readonly plan: string | null;
  readonly asPlan: boolean;
  readonly pieces: readonly Piece[];
};

type Piece =
  | { readonly kind: 'markdown'; readonly text: string }
  | { readonly kind: 'task'; readonly id: string; readonly task: JsonObject }
  | { readonly kind: 'blocks'; readonly blocks: readonly JsonObject[] };

/** The streams that are open, by `channel/ts`. A restart ends them all, as an idle stream ends. */
export type Streams = Map<string, Stream>;

export const createStreams = (): Streams => new Map();

const richText = (text: string): JsonObject => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

const withText = (name: string, chunk: JsonObject): JsonObject => {
  const text = textOf(chunk[name]);
  return text === null || text === '' ? {} : { [name]: richText(text) };
};

const taskOf = (chunk: JsonObject): JsonObject => ({
  type: 'task_card',
  task_id: chunk['id'] ?? '',
  title: chunk['title'] ?? '',
  status: chunk['status'] ?? 'pending',
  ...withText('details', chunk),
  ...withText('output', chunk),
  ...(chunk['sources'] === undefined ? {} : { sources: chunk['sources'] }),
});

const addMarkdown = (pieces: readonly Piece[], text: string): readonly Piece[] => {
  const last = pieces.at(-1);
  return last?.kind === 'markdown'
    ? [...pieces.slice(0, -1), { kind: 'markdown', text: last.text + text }]
    : [...pieces, { kind: 'markdown', text }];
};

/** A task that is told of again changes in place. */
const addTask = (pieces: readonly Piece[], chunk: JsonObject): readonly Piece[] => {
  const id = textOf(chunk['id']) ?? '';
  const fresh: Piece = { kind: 'task', id, task: taskOf(chunk) };
  const known = pieces.findIndex((piece) => piece.kind === 'task' && piece.id === id);
  const before = pieces[known];
  return before?.kind === 'task'
    ? pieces.with(known, { ...fresh, task: { ...before.task, ...fresh.task } })
    : [...pieces, fresh];
};

/** The stream with one more checked chunk. */
export const withChunk = (stream: Stream, chunk: JsonObject): Stream => {
  switch (textOf(chunk['type'])) {
    case 'markdown_text':
      return { ...stream, pieces: addMarkdown(stream.pieces, textOf(chunk['text']) ?? '') };
    case 'task_update':
      return { ...stream, pieces: addTask(stream.pieces, chunk) };
    case 'plan_update':
      return { ...stream, plan: textOf(chunk['title']) };
    default:
      return {
        ...stream,
        pieces: [...stream.pieces, { kind: 'blocks', blocks: objectsOf(chunk['blocks']).map(withIds) }],
      };
  }
};

const blocksOfPiece = (piece: Piece): readonly JsonObject[] => {
  if (piece.kind === 'markdown') return [{ type: 'markdown', text: piece.text }];
  return piece.kind === 'task' ? [piece.task] : piece.blocks;
};

/** The blocks that show the stream as it is now; as a plan, all tasks stand together where the first one came. */
export const streamBlocks = (stream: Stream): readonly JsonObject[] => {
  if (!stream.asPlan && stream.plan === null) return stream.pieces.flatMap(blocksOfPiece);
  const tasks = stream.pieces.filter((piece) => piece.kind === 'task').map((piece) => piece.task);
  const plan: JsonObject = { type: 'plan', title: stream.plan ?? 'Plan', tasks };
  const first = stream.pieces.findIndex((piece) => piece.kind === 'task');
  const others = stream.pieces.flatMap((piece, at) => {
    if (piece.kind !== 'task') return blocksOfPiece(piece);
    return at === first ? [plan] : [];
  });
  return first === -1 && stream.plan !== null ? [plan, ...others] : others;
};

/** The text that stands for the stream in notifications and histories. */
export const streamText = (stream: Stream): string =>
  stream.pieces.map((piece) => (piece.kind === 'markdown' ? piece.text : '')).join('');
