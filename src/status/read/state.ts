import type { SentenceKind } from './classify.ts';
import { kindsOf } from './classify.ts';
import type { TechEvent } from './event.ts';
import { isStatusLine } from './parts.ts';
import { sentencesOf } from './sentences.ts';
import { spansIn } from './times.ts';

/** Where an event stands, by its text rather than by its label. */
export type EventState =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'fixed'
  | 'ended_not_fixed'
  | 'unknown';

const closed = /^(?:resolved|completed|closed|postmortem|fixed)$/i;

/** Whether the source itself has closed the event. */
export const isClosed = (event: TechEvent): boolean => closed.test(event.updates.at(-1)?.status ?? '');

/** Over, but nothing that removed the cause was done, or something is still to come. */
const unfinished =
  /\bself-?(?:resolv|mitigat|heal)|(?:resolved|recovered|cleared|healed) (?:it|them)?sel(?:f|ves)|(?:on|of) (?:its|their) own\b|went away|without (?:any |our )?intervention|no further actions? (?:\w+ ){0,3}(?:can|to)|still (?:broken|failing|degraded|unavailable|affected|missing|open)|(?:temporary|interim|stop-?gap) (?:fix|workaround|measure|solution)|workaround (?:remains|is in place)|must be (?:fixed|renewed|replaced|done) (?:by|before)|valid (?:for|until) |(?:permanent|lasting|long-term|proper|real|full) (?:fix|solution|repair) (?:is|will|to|has yet)|(?:fix|hotfix|patch|repair)[^.]{0,40}(?:is (?:scheduled|planned|due)|to follow|tomorrow|next week|follows)|(?:users|customers|they|you|we) (?:will|may|must|should) (?:still )?need to|monitoring period has passed without|stays? off until|remains? (?:off|disabled|broken|unavailable)|cause (?:of .{2,30} )?(?:is )?(?:still )?(?:unknown|under investigation|not (?:yet )?known|unclear)|(?:issues?|outage|trouble|problems?) .{0,80}\b(?:is|are) ongoing|(?:continue|continuing|still|keep) (?:to )?investigat\w+/i;

/** Whether closing words leave something open. */
export const isLeftOpen = (sentence: string): boolean => unfinished.test(sentence);

const endedState = (event: TechEvent): EventState => {
  const last = event.updates.at(-1);
  const open = sentencesOf(last?.body ?? '').filter((sentence) => !kindsOf(sentence).includes('later'));
  return open.some(isLeftOpen) ? 'ended_not_fixed' : 'fixed';
};

const stillHit =
  /\b(?:remain(?:s|ing)? (?:degraded|affected|impacted|unavailable|elevated|down)|still (?:seeing|affected|impacted|degraded|blocked|failing)|continue(?:s)? to (?:be (?:affected|impacted)|see|experience|fail)|residual|(?:continuing|continue) to (?:apply|roll out|work on|address)|as we continue)\b/i;
const lookingBetter =
  /\b(?:fully (?:recovered|subsided)|operating normally|ha(?:s|ve) normali[sz]ed|majority|healthy levels|all (?:services|systems))\b/i;

/** What an update adds, without the lines that the page makes by itself. */
const signalsOf = (body: string): { readonly kinds: ReadonlySet<SentenceKind>; readonly text: string } => {
  const own = sentencesOf(body).filter((sentence) => !isStatusLine(sentence));
  return { kinds: new Set(own.flatMap((sentence) => kindsOf(sentence))), text: own.join(' ') };
};

const inPlace =
  /\b(?:(?:has|have|been|'ve|was|were|is) (?:\w+ )?(?:applied|deployed|implemented|rolled (?:out|back)|reverted|mitigated|restarted|replaced|removed|in place|disabled|fixed|complete|issued|swapped|restored)|fix (?:has been )?deployed|in place|rollback complete|swapped|issued|installed|applied a|rolled back the)\b/i;

type Progress = { readonly state: EventState; readonly wasFound: boolean };

type News = {
  readonly kinds: ReadonlySet<SentenceKind>;
  readonly text: string;
  readonly label: string;
  readonly before: EventState;
  readonly isFound: boolean;
};

const isBetter = ({ kinds, text }: News): boolean => {
  const isDone = kinds.has('remedy') && inPlace.test(text);
  const improves = isDone || kinds.has('recovered') || kinds.has('recovering');
  return improves && (!stillHit.test(text) || lookingBetter.test(text));
};

/** What an update makes of the state, the first rule that fits; null leaves it as it was. */
const rules: readonly ((news: News) => EventState | null)[] = [
  ({ kinds, isFound }) => (kinds.has('failed_remedy') ? (isFound ? 'identified' : 'investigating') : null),
  (news) => (isBetter(news) || news.label === 'monitoring' ? 'monitoring' : null),
  ({ kinds, label }) => (kinds.has('found') || label === 'identified' ? 'identified' : null),
  ({ kinds, isFound }) =>
    kinds.has('searching') && kinds.has('impact') ? (isFound ? 'identified' : 'investigating') : null,
  ({ before, text, isFound }) =>
    before === 'monitoring' && isFound && stillHit.test(text) ? 'identified' : null,
];

const allEased = /^the degradation (?:affecting .* )?has been mitigated/i;

const step = ({ state, wasFound }: Progress, update: TechEvent['updates'][number]): Progress => {
  const label = update.status.toLowerCase();
  const signals = signalsOf(update.body);
  const isFound = wasFound || signals.kinds.has('found') || label === 'identified';
  const news = { ...signals, label, before: state, isFound };
  for (const rule of rules) {
    const next = rule(news);
    if (next) return { state: next, wasFound: isFound };
  }
  return { state: allEased.test(update.body) ? 'monitoring' : state, wasFound: isFound };
};

/** A stretch that is wholly past, told while nothing is said of a search, a remedy or a recovery. */
const isPastStretch = (event: TechEvent): boolean => {
  const last = event.updates.at(-1);
  if (!last) return false;
  const sentences = sentencesOf(last.body);
  const kinds = new Set(sentences.flatMap((sentence) => kindsOf(sentence)));
  if (kinds.has('remedy') || kinds.has('recovered') || kinds.has('recovering') || kinds.has('searching'))
    return false;
  return sentences.some((sentence) =>
    spansIn(sentence, last.at).some(({ to }) => to !== null && Temporal.Instant.compare(to, last.at) < 0),
  );
};

/** The state the text supports: "monitoring" is not over, and "resolved" is not "fixed" where the text says otherwise. */
export const stateOf = (event: TechEvent): EventState => {
  if (event.updates.length === 0) return 'unknown';
  if (isClosed(event)) return endedState(event);
  if (isPastStretch(event)) return 'unknown';
  return event.updates.reduce<Progress>(step, { state: 'investigating', wasFound: false }).state;
};
