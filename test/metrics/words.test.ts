import { describe, expect, test } from 'vitest';
import { fold } from '#src/lib/text.ts';
import { askable, isMetric } from '#src/metrics/catalogue.ts';
import { queryOf, understand } from '#test/support/interpret.ts';

describe('the words of the catalogue', () => {
  test.each(['en', 'de', 'es'] as const)('no two metrics share a %s synonym', (language) => {
    const owners = Map.groupBy(
      askable.flatMap(({ id, synonyms }) =>
        [...new Set((synonyms[language] ?? []).map(fold))].map((phrase) => ({ id, phrase })),
      ),
      ({ phrase }) => phrase,
    );
    const shared = [...owners]
      .filter(([, list]) => list.length > 1)
      .map(([phrase, list]) => `${phrase}: ${list.map(({ id }) => id).join(', ')}`);
    expect(shared).toEqual([]);
  });

  test.each(askable.map((one) => [one.id, one] as const))(
    '%s is understood by each of its first synonyms',
    (id, one) => {
      const [first = ''] = one.synonyms.en;
      const understood = [first, ...(one.synonyms.de ?? []), ...(one.synonyms.es ?? [])].map((phrase) => {
        const [meaning] = understand(phrase);
        return meaning && 'query' in meaning && meaning.query
          ? meaning.query.metrics[0]
          : `${phrase}: ${JSON.stringify(meaning).slice(0, 120)}`;
      });
      expect(understood).toEqual(understood.map(() => id));
    },
  );

  const examples = askable.flatMap(({ id, examples: list }) => list.map((example) => [example, id] as const));

  test.each(examples)('"%s" asks for %s', (example, id) => {
    expect(queryOf(understand(example)).metrics).toEqual([id]);
  });

  test('metrics that others point to exist', () => {
    const named = askable.flatMap(({ neighbours = [], asCount, asMoney, eachWorth, beside = [] }) => [
      ...neighbours.map(({ id }) => id),
      ...beside,
      ...[asCount, asMoney, eachWorth].filter((one) => one !== undefined),
    ]);
    expect(named.filter((id) => !isMetric(id))).toEqual([]);
  });
});
