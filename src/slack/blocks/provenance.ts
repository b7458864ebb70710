import type { RichTextBlock } from '@slack/types';
import type { Provenance, Reply, SourceNote } from '#src/answer/reply.ts';
import { literal } from './literal.ts';

/** A message takes about 13,200 characters; with these bounds the longest provenance stays below 9,000. */
const limits = { line: 300, sql: 1500, statements: 3, lines: 8 } as const;

type Section = RichTextBlock['elements'][number];

const heading = (text: string): Section => ({
  type: 'rich_text_section',
  elements: [{ type: 'text', text, style: { bold: true } }],
});

const line = (text: string): Section => ({
  type: 'rich_text_section',
  elements: [{ type: 'text', text: literal(text, limits.line) || '–' }],
});

const under = (title: string, texts: readonly string[]): readonly Section[] =>
  texts.length === 0 ? [] : [heading(title), ...texts.slice(0, limits.lines).map(line)];

const preformatted = (text: string): Section => ({
  type: 'rich_text_preformatted',
  elements: [{ type: 'text', text: literal(text, limits.sql) }],
});

const asOf = ({ id, asOf: seen, completeTo }: SourceNote): string =>
  `${id}: last news ${seen.toString({ smallestUnit: 'minute' })}, complete to ${completeTo.toString({ smallestUnit: 'minute' })}`;

const statementText = ({ sql, params }: Provenance['statements'][number]): string =>
  params.length === 0
    ? sql
    : `${sql}\n-- ${params.map((value, at) => `$${at + 1} = ${String(value)}`).join(', ')}`;

const sectionsOf = (provenance: Provenance, sources: readonly SourceNote[]): readonly Section[] => {
  const statements = [...new Set(provenance.statements.map(statementText))];
  return [
    ...under(
      'Definition',
      provenance.definitions.map(({ label, formula }) => `${label}: ${formula}.`),
    ),
    ...under('Period', [provenance.period]),
    ...under('Filters', provenance.filters.length > 0 ? provenance.filters : ['none']),
    ...under('Sources', sources.map(asOf)),
    ...(statements.length > 0 ? [heading('SQL')] : []),
    ...statements.slice(0, limits.statements).map(preformatted),
  ];
};

/** How a figure came about: definition, period, filters, sources with their freshness, and the SQL; null when there is nothing to tell. */
export const provenanceBlock = (reply: Reply): RichTextBlock | null => {
  const told = [reply, ...reply.parts].flatMap(({ provenance, sources }) =>
    provenance ? sectionsOf(provenance, sources) : [],
  );
  return told.length > 0 ? { type: 'rich_text', elements: [...told] } : null;
};
