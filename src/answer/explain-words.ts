import type { Interpretation } from '#src/language/interpretation.ts';
import type { Department } from '#src/lib/departments.ts';
import { departmentLabel } from '#src/lib/departments.ts';
import { listOf } from '#src/lib/text.ts';
import { askable, dimensionsOf, metric } from '#src/metrics/catalogue.ts';
import { dimension } from '#src/metrics/dimensions.ts';
import { familyLabel } from '#src/metrics/families.ts';
import type { Reply } from './reply.ts';
import { plainReply } from './reply.ts';
import type { Scene } from './scene.ts';
import { sayDay, sayTime } from './words/periods.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const refusals = {
  personal_data:
    'I do not hold or show personal data such as names, e-mail addresses, phone numbers or postal addresses.',
  colleagues:
    'I do not report on how single colleagues work; I can show it for a team, a location or a carrier.',
  write_action: 'I only read figures; I change nothing in the shop, in ads or in payments.',
  not_allowed: 'That is not something you can see here.',
} as const;

const smalltalk = {
  hello: 'Hello. Ask me about sales, stock, shipping, returns, costs or what is broken.',
  thanks: 'You are welcome.',
  bye: 'Goodbye.',
  how_are_you: 'Everything is running. What would you like to know?',
} as const;

const define = (asked: Extract<Interpretation, { readonly kind: 'define' }>): Reply => {
  const one = metric(asked.metric);
  const splits = dimensionsOf(one).map((id) => dimension(id).label);
  return plainReply('answer', asked, `${capital(one.label)}: ${one.formula}.`, {
    lines: [
      ...(one.neighbours ?? []).map(
        ({ id, difference }) => `Not to be confused with ${metric(id).label}: ${difference}.`,
      ),
      `Can be split by ${listOf(splits)}.`,
      `${departmentLabel(one.owner)} answers for this definition.`,
    ],
  });
};

const freshness = (asked: Interpretation, scene: Scene): Reply => {
  const states = scene.estate.sources.toSorted((a, b) => (a.family < b.family ? -1 : 1));
  if (states.length === 0) return plainReply('no_data', asked, 'No source is connected yet.');
  const rows = states.map((state) => {
    const seen = state.asOf.toZonedDateTimeISO(scene.zone);
    const to = state.completeTo.toZonedDateTimeISO(scene.zone);
    return [
      capital(familyLabel(state.family)),
      state.storeId,
      state.source,
      `${sayDay(to)}, ${sayTime(to)}`,
      `${sayDay(seen)}, ${sayTime(seen)}`,
    ];
  });
  const oldest = states.reduce((a, b) => (Temporal.Instant.compare(a.completeTo, b.completeTo) <= 0 ? a : b));
  const to = oldest.completeTo.toZonedDateTimeISO(scene.zone);
  return {
    ...plainReply(
      'answer',
      asked,
      `The oldest figures are ${familyLabel(oldest.family)}, complete to ${sayDay(to)}, ${sayTime(to)}.`,
    ),
    table: {
      caption: 'How fresh each source is',
      columns: ['What', 'Store', 'Source', 'Complete to', 'Last news'].map((title) => ({
        title,
        align: 'left',
      })),
      rows,
      of: rows.length,
    },
  };
};

/** What can be asked, by department, each with an example to copy. */
const help = (asked: Interpretation, department: Department | null): Reply => {
  const mine = askable.filter((one) => department === null || one.departments.includes(department));
  const examples = mine.flatMap(({ examples: [example] }) => (example ? [example] : []));
  return plainReply(
    'help',
    asked,
    `Ask me in your own words${department ? ` about what ${departmentLabel(department)} needs` : ''}. For example:`,
    {
      lines: [
        ...examples.slice(0, 8).map((example) => `• ${example}`),
        `I know ${mine.length} figures: ${mine.map(({ label }) => label).join(', ')}.`,
      ],
    },
  );
};

/** Replies that need no figures: definitions, freshness, help, and what cannot be answered. */
export const explainWords = (asked: Interpretation, scene: Scene): Reply => {
  switch (asked.kind) {
    case 'define':
      return define(asked);
    case 'freshness':
      return freshness(asked, scene);
    case 'help':
      return help(asked, asked.department);
    case 'smalltalk':
      return plainReply('help', asked, smalltalk[asked.what]);
    case 'clarify':
      return plainReply('clarify', asked, asked.question, { choices: asked.choices });
    case 'refuse':
      return plainReply('refuse', asked, refusals[asked.reason]);
    case 'no_data':
      return plainReply('no_data', asked, `I have no figures on ${asked.what}.`, {
        lines: asked.wouldKnow ? [`${asked.wouldKnow} would know.`] : [],
      });
    case 'unknown': {
      const nearest = asked.nearest.map((id) => metric(id).label);
      return plainReply('unknown', asked, asked.sentence ?? 'I did not understand that.', {
        lines: [
          ...(asked.unknownWords.length > 0
            ? [`I do not know: ${listOf(asked.unknownWords.slice(0, 6))}.`]
            : []),
          nearest.length > 0
            ? `I can tell you about ${listOf(nearest)}.`
            : 'Ask for example "revenue yesterday" or "what is running low".',
        ],
      });
    }
    default:
      return plainReply('no_data', asked, 'I cannot answer that yet.');
  }
};
