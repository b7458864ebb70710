import { sourcesOf } from '#src/answer/caveats.ts';
import { factsOf } from '#src/answer/facts.ts';
import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import { sayZone } from '#src/answer/words/periods.ts';
import { plural } from '#src/lib/text.ts';
import type { StoredAction } from '#src/state/actions.ts';
import { actionId } from '#src/state/actions.ts';
import type {
  Action,
  ActionState,
  DigestScene,
  DigestValue,
  FigureRead,
  Line,
  Meaning,
  Part,
  PostedFigure,
  ShownAction,
} from '../define.ts';
import { fold, mostLines, phoneLines } from './fold.ts';
import { missingSources } from './missing.ts';
import { isComplete } from './read-figures.ts';
import { figureKey, thingsToKnow } from './things.ts';
import { figureText, sayComparison, sayPeriod } from './words.ts';

/** What the builder is told besides the scene. */
export type Circumstances = {
  readonly teamId: string;
  readonly states: ReadonlyMap<string, StoredAction>;
  /** Said at the top: that it is late, a test, or brought up to date. */
  readonly note: string | null;
  /** The visible short id of the message. */
  readonly mark: string | null;
};

const isKnown = (figure: FigureRead): boolean =>
  figure.columns.some((column) => column.total?.value && isComplete(column, figure.query));

/** The first of the digest's figures that is known for the whole period. */
const leadOf = (figures: readonly FigureRead[]): FigureRead | null =>
  figures.find((figure) => figure.wish.over === 'period' && isKnown(figure)) ?? null;

const headlineOf = (scene: DigestScene, lead: FigureRead | null): string => {
  const when = sayPeriod(scene.period);
  if (lead) return `${when}: ${figureText(lead)}.`;
  if (scene.digest.figures.length === 0) return `${when}: what I did.`;
  if (scene.runtime.estate.stores.length === 0)
    return 'No shop is connected yet, so there is nothing to report.';
  return scene.figures.some(({ columns }) => columns.length > 0)
    ? `${when}: the figures are not complete yet.`
    : `${when}: there are no figures yet.`;
};

const quietText = (scene: DigestScene): string =>
  scene.figures.some(isKnown)
    ? `A quiet ${scene.digest.covers === 'week' ? 'week' : 'day'}: nothing out of the ordinary, nothing due.`
    : 'Nothing due and nothing broken that I know of.';

/** The meaning a reply in the thread goes on with: the leading figure over the period of the digest. */
const meaningOf = (scene: DigestScene, lead: FigureRead | null): Meaning => {
  const figure = lead ?? scene.figures[0];
  if (!figure) return { kind: 'help', department: scene.digest.department };
  return { kind: 'metrics', query: figure.query, assumptions: [] };
};

const stateOf = (stored: StoredAction | undefined): ActionState => {
  if (stored?.done) return { kind: 'done', ...stored.done };
  if (stored?.taken) return { kind: 'taken', ...stored.taken };
  return { kind: 'open' };
};

const partReply = (part: Part, meaning: Meaning): Reply => ({
  ...plainReply('answer', part.lines.find(({ open }) => open)?.open ?? meaning, part.title),
  lines: part.lines.map(({ text }) => text),
  chart: part.chart,
});

const footerOf = (scene: DigestScene, mark: string | null): string =>
  [
    `Compared with ${sayComparison(scene.period)}`,
    sayZone(scene.zone),
    ...(scene.runtime.estate.stores.some(({ isDemo }) => isDemo) ? ['demo data'] : []),
    ...(mark ? [mark] : []),
  ].join(' · ');

const postedOf = (figures: readonly FigureRead[]): readonly PostedFigure[] =>
  figures.flatMap(({ columns, query, wish }) =>
    wish.over === 'now'
      ? []
      : columns.flatMap((column) =>
          column.total?.value && isComplete(column, query)
            ? [{ metric: wish.metric, currency: column.currency, value: column.total.value, query }]
            : [],
        ),
  );

/** What has been done is not to be done; what somebody took stays in the list until it is. */
const openActions = (actions: readonly Action[], states: Circumstances['states']): readonly Action[] =>
  actions.filter(({ key }) => !states.get(key)?.done);

/** As many things to know as fit whole, with their title: a list that is cut says less than a short one. */
const fitting = <T extends Line>(things: readonly T[], room: number): readonly T[] => {
  const [title, ...rest] = [1, ...things.map(({ text }) => phoneLines(text))];
  let left = room - (title ?? 0);
  const count = rest.findIndex((lines) => {
    left -= lines;
    return left < 0;
  });
  return count < 0 ? things : things.slice(0, count);
};

const partsOf = async (
  scene: DigestScene,
  lead: FigureRead | null,
  room: number,
): Promise<readonly Part[]> => {
  const things = fitting(thingsToKnow(scene, lead), room);
  const spent = new Set([...(lead ? [figureKey(lead)] : []), ...things.map(({ key }) => key)]);
  const rest = await Promise.all(scene.digest.sections.map((section) => section({ ...scene, spent })));
  const many = `${['', 'One thing', 'Two things', 'Three things'][things.length]} to know`;
  const first: readonly Part[] =
    things.length > 0 ? [{ id: 'things', title: many, lines: things, chart: null }] : [];
  return [...first, ...rest.filter((part) => part !== null)];
};

/** Anything but the plain figures and what is planned makes a day worth more than one line. */
const isQuietDay = (parts: readonly Part[]): boolean =>
  !parts.some(({ id }) => ['things', 'actions', 'events'].includes(id));

/** The leading figure first, then every line that can be opened, in order. */
const opensOf = (scene: DigestScene, lead: FigureRead | null, parts: readonly Part[]): readonly Line[] =>
  [
    ...(lead ? [{ text: headlineOf(scene, lead), open: meaningOf(scene, lead) }] : []),
    ...parts.flatMap(({ lines }) => lines),
  ].filter(({ open }) => open !== null);

const moreReply = (rest: readonly Part[], meaning: Meaning): Reply | null => {
  if (rest.length === 0) return null;
  const count = rest.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    ...plainReply('answer', meaning, `${count} more ${plural(count, 'line', 'lines')}`),
    parts: rest.map((part) => partReply(part, meaning)),
  };
};

/** Puts a digest together: the leading figure, three things to know, its sections, what is late; the rest behind "Show more". */
export const buildDigest = async (given: DigestScene, circumstances: Circumstances): Promise<DigestValue> => {
  const { states, note, mark, teamId } = circumstances;
  const scene = { ...given, actions: openActions(given.actions, states) };
  const lead = leadOf(scene.figures);
  const meaning = meaningOf(scene, lead);
  const missing = missingSources(scene.figures);
  const headline = headlineOf(scene, lead);
  const notes = note ? [note] : [];
  const linesOf = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + phoneLines(text), 0);
  const room = mostLines - linesOf([headline, ...notes, ...missing]);
  const parts = await partsOf(scene, lead, room);
  const isQuiet = scene.digest.figures.length > 0 && isQuietDay(parts);
  const quiet = isQuiet ? [quietText(scene)] : [];
  const opening = [...notes, ...quiet];
  const { shown, rest } = fold(parts, room - linesOf(quiet));
  const read = scene.figures.flatMap(({ figures }) => figures ?? []);
  const first: Reply = { ...plainReply('answer', meaning, headline), lines: opening };
  const replies = [first, ...shown.map((part) => partReply(part, meaning))];
  const last = replies.length - 1;
  return {
    digest: scene.digest.id,
    reply: {
      ...plainReply('answer', meaning, headline),
      parts: replies.map((reply, index) =>
        index === last ? { ...reply, caveats: missing, footer: footerOf(scene, mark) } : reply,
      ),
      facts: read.flatMap(factsOf),
      sources: read.flatMap(sourcesOf),
    },
    more: moreReply(rest, meaning),
    actions: shownActions(scene.actions, states, teamId),
    opens: opensOf(scene, lead, parts),
    posted: postedOf(scene.figures),
    missing,
    isQuiet,
  };
};

/** Buttons of a message are few: the most pressing actions get one. */
const mostShown = 5;

const shownActions = (
  actions: readonly Action[],
  states: ReadonlyMap<string, StoredAction>,
  teamId: string,
): readonly ShownAction[] =>
  actions
    .slice(0, mostShown)
    .map(({ key, text }) => ({ id: actionId(teamId, key), text, state: stateOf(states.get(key)) }));
