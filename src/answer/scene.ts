import type { Context, Proposal, Question } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import type { Logger } from '#src/lib/log.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import type { FindNames } from '#src/metrics/names.ts';
import type { ReadByModel } from '#src/model/read-question.ts';
import type { SourceState } from '#src/query/figures.ts';
import type { Runtime } from '#src/query/run-metric.ts';
import { readEstate, zoneOf } from '#src/query/stores.ts';
import { readOwnWords } from '#src/state/own-words.ts';
import type { Reply } from './reply.ts';

/** Says what would be set up (a digest, a watch, an announcement), to be confirmed; or why it cannot be. */
export type Propose = (asked: Proposal, question: Question, scene: Scene) => Promise<Reply>;

/** What answering needs that outlives a question; main puts it together. */
export type Desk = {
  readonly database: Runtime['database'];
  /** The shop's names as they stand now. */
  readonly names: () => Promise<FindNames>;
  /** Who records a family that no connected source brings, in sentences; `platforms` are those of the shops asked about. */
  readonly wouldKnow: (family: FactFamily, platforms: readonly string[]) => readonly string[];
  /** Reads a few things anew at their shop, when `now` is now; gives up in good time. Left out where nothing can be asked. */
  readonly refresh?: (
    wanted: { readonly kind: 'orders' | 'stock'; readonly storeId: string; readonly ids: readonly string[] },
    now: Temporal.Instant,
  ) => Promise<unknown>;
  readonly propose: Propose;
  /** Whether 3/4 is the third of April. */
  readonly dayFirst: boolean;
  /** Reads what the rules would ask back about; null without a model. */
  readonly readByModel: ReadByModel | null;
  readonly log: Logger;
};

/**
 * The world as one question sees it: the stores and how far their data goes, the time, and the desk behind it. `stores`
 * are those it is about (empty = all), `department` is whose words it is answered in.
 */
export type Scene = Runtime & {
  readonly zone: string;
  readonly stores: readonly string[];
  readonly department: Department;
  readonly desk: Desk;
};

/** A channel of a department is read by that department; elsewhere whoever asks reads. */
const departmentOf = ({ place, asker }: Question): Department =>
  (place.kind === 'private' ? place.department : null) ?? asker.departments[0] ?? 'leadership';

/** Reads once what every step of a question needs. */
export const setScene = async (question: Question, desk: Desk): Promise<Scene> => {
  const estate = await readEstate(desk.database.fast);
  return {
    database: desk.database,
    estate: { ...estate, sources: estate.sources.map((state) => asKnownAt(state, question.now)) },
    now: question.now,
    zone: zoneOf(estate, question.stores),
    stores: question.stores,
    department: departmentOf(question),
    desk,
  };
};

/** With an earlier `now`, what came after it has not been heard yet. */
const asKnownAt = <S extends SourceState>(state: S, now: Temporal.Instant): S => {
  const known = (at: Temporal.Instant): Temporal.Instant =>
    Temporal.Instant.compare(at, now) > 0 ? now : at;
  return { ...state, asOf: known(state.asOf), completeTo: known(state.completeTo) };
};

/** What the rules know besides the question. */
export const contextOf = async (scene: Scene, previous: Context['previous']): Promise<Context> => ({
  weekStart: scene.estate.company.weekStart,
  fiscalYearStart: scene.estate.company.fiscalYearStart,
  dayFirst: scene.desk.dayFirst,
  zone: scene.zone,
  stores: scene.estate.stores.filter((store) => store.kind === 'store'),
  findNames: await scene.desk.names(),
  ownWords: await readOwnWords(scene.database.fast),
  previous,
});
