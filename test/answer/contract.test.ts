import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnswerJson } from '#src/answer/contract.ts';
import { answerSchema } from '#src/answer/contract.ts';
import type { CommandLine } from '#test/support/command-line.ts';
import { openCommandLine } from '#test/support/command-line.ts';
import { useDatabase } from '#test/support/database.ts';
import { problems } from '#test/support/json-schema.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';

const database = useDatabase();
const schema = JSON.parse(answerSchema());
let crosswalk: CommandLine;
beforeAll(async () => {
  await openMorningShop(database());
  crosswalk = await openCommandLine(database());
});

test('the published JSON Schema is the one of the program, and a command prints it', async () => {
  const published = readFileSync(join(import.meta.dirname, '../../src/answer/answer.schema.json'), 'utf8');
  expect(`${(await crosswalk('ask', '--schema')).out}\n`).toBe(published);
});

const questions: readonly (readonly [kind: AnswerJson['kind'], intent: string, text: string])[] = [
  ['answer', 'metrics', 'net sales last month by country'],
  ['answer', 'metrics', 'top 3 products this month by pieces sold'],
  ['answer', 'metrics', 'orders above 50 eur yesterday'],
  ['answer', 'why', 'why are orders down yesterday'],
  ['answer', 'freshness', 'how fresh is the data'],
  ['answer', 'define', 'what is net sales'],
  ['clarify', 'clarify', 'where is order o1-1'],
  ['no_data', 'metrics', 'web sessions yesterday'],
  ['unknown', 'unknown', 'what is the meaning of xyzzy'],
  ['help', 'help', 'help'],
  ['help', 'smalltalk', 'thanks'],
];

describe('every kind of answer is as the JSON Schema has it', () => {
  test.each(questions)('%s of %s: %s', async (kind, intent, text) => {
    const { code, out } = await crosswalk('ask', text, '--json', '--as', 'finance');
    const answer = JSON.parse(out);
    expect(problems(schema, answer)).toEqual([]);
    expect({ code, kind: answer.kind, intent: answer.intent }).toEqual({ code: 0, kind, intent });
  });

  test('a refusal', async () => {
    const { out } = await crosswalk('ask', 'gross profit last month', '--json', '--channel', 'public');
    const answer = JSON.parse(out);
    expect(problems(schema, answer)).toEqual([]);
    expect(answer).toMatchObject({ kind: 'refuse', facts: [], derived: [] });
  });

  test('two questions in one', async () => {
    const { out } = await crosswalk('ask', 'How many orders yesterday? Web sessions yesterday?', '--json');
    const answer = JSON.parse(out);
    expect(problems(schema, answer)).toEqual([]);
    expect([answer.kind, ...answer.parts.map(({ kind }: AnswerJson) => kind)]).toEqual([
      'answer',
      'answer',
      'no_data',
    ]);
  });

  test('what is not so is found', async () => {
    const answer = JSON.parse((await crosswalk('ask', 'orders yesterday', '--json')).out);
    const [first] = answer.facts;
    expect(
      problems(schema, {
        ...answer,
        id: 1,
        kind: 'maybe',
        facts: [{ ...first, unit: 'weight', value: true, more: 1 }],
        parts: [{ ...answer, text: undefined }],
      }),
    ).toEqual([
      '$.id is integer',
      '$.kind is maybe',
      '$.facts[0].value is boolean',
      '$.facts[0].unit is weight',
      '$.facts[0].more is too much',
      '$.parts[0].text is undefined',
    ]);
  });
});
