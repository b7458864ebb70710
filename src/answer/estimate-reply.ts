import type { Answerable } from '#src/language/interpretation.ts';
import type { Period } from '#src/metrics/period.ts';
import type { Caveat, SourceState } from '#src/query/figures.ts';
import type { Estate } from '#src/query/stores.ts';
import { footerFor, notesOf, sayCaveat } from './caveats.ts';
import type { Provenance, Reply, Table } from './reply.ts';
import { plainReply } from './reply.ts';
import { sayFilter } from './words/names.ts';
import { sayRange, sayZone } from './words/periods.ts';

type Asked = Extract<Answerable, { readonly kind: 'metrics' | 'forecast' }>;

/** What every estimate is made from. */
type Basis = {
  readonly period: Period;
  readonly stores: readonly string[];
  readonly sources: readonly SourceState[];
  readonly caveats: readonly Caveat[];
};

/** The words of an estimate, with what every answer says about where it comes from. */
export const estimateReply = (
  asked: Asked,
  basis: Basis,
  { estate }: { readonly estate: Estate },
  said: {
    readonly headline: string;
    readonly lines: readonly (string | null)[];
    readonly definitions: Provenance['definitions'];
    readonly facts: Reply['facts'];
    readonly table?: Table | null;
  },
): Reply => ({
  ...plainReply('answer', asked, said.headline),
  lines: said.lines.filter((line) => line !== null),
  table: said.table ?? null,
  assumptions: asked.assumptions.map(({ text }) => text),
  caveats: [...new Set(basis.caveats.map((caveat) => sayCaveat(caveat, estate)))],
  footer: footerFor({ ...basis, periods: [basis.period] }, estate),
  facts: said.facts,
  sources: notesOf(basis.sources),
  provenance: {
    definitions: said.definitions,
    filters: asked.query.filters.map(sayFilter),
    period: `${sayRange(basis.period)}, ${sayZone(basis.period.from.timeZoneId)}`,
    statements: [],
  },
});
