import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '#test/support/shared.ts';

/** One field of a definition: a plain type, a definition of its own, or a list of either. */
type Field = { readonly type: string; readonly of: string | null };

export type Swagger = {
  /** Fields of a definition by name. */
  readonly fieldsOf: (definition: string) => ReadonlyMap<string, Field>;
  /** The definition that a GET of a path answers with, or null for a path that is not there. */
  readonly answerOf: (path: string) => string | null;
};

const refIn = (line: string): string | null => /"#\/definitions\/([\w-]+)"/.exec(line)?.[1] ?? null;

/** Lines of a YAML block that begins with `name` at a depth, without it. */
const blockAfter = (lines: readonly string[], at: number, depth: number): readonly string[] => {
  const end = lines.findIndex(
    (line, index) => index > at && line.search(/\S/) <= depth && line.trim() !== '',
  );
  return lines.slice(at + 1, end === -1 ? undefined : end);
};

const readFields = (block: readonly string[]): ReadonlyMap<string, Field> => {
  const properties = block.indexOf('    properties:');
  const fields = new Map<string, Field>();
  if (properties === -1) return fields;
  const body = blockAfter(block, properties, 4);
  for (const [index, line] of body.entries()) {
    const name = /^ {6}([\w]+):$/.exec(line)?.[1];
    if (name === undefined) continue;
    const own = blockAfter(body, index, 6);
    const type = own.find((one) => /^ {8}type:/.test(one))?.split(': ')[1] ?? 'object';
    const ref = own.map(refIn).find((one) => one !== null) ?? null;
    const items = own.find((one) => /^ {10}type:/.test(one))?.split(': ')[1] ?? null;
    fields.set(name, { type, of: ref ?? items });
  }
  return fields;
};

/** The admin Swagger of 2.4.9, as far as definitions and answers go; it is regular enough to be read line by line. */
export const readSwagger = (): Swagger => {
  const file = join(shared, 'fixtures/magento/openapi/admin-schema-2.4.9.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  const places = new Map(
    lines.flatMap((line, index) => {
      const name = /^ {2}"?([\w/{}-]+)"?:$/.exec(line)?.[1];
      return name === undefined ? [] : [[name, index] as const];
    }),
  );
  const block = (name: string): readonly string[] => {
    const at = places.get(name);
    return at === undefined ? [] : blockAfter(lines, at, 2);
  };
  const known = new Map<string, ReadonlyMap<string, Field>>();
  return {
    fieldsOf: (definition) => {
      const fields = known.get(definition) ?? readFields(block(definition));
      known.set(definition, fields);
      return fields;
    },
    answerOf: (path) => {
      const whole = block(path);
      const get = blockAfter(whole, whole.indexOf('    get:'), 4);
      const ok = get.indexOf("        '200':");
      return ok === -1
        ? null
        : (get
            .slice(ok)
            .map(refIn)
            .find((one) => one !== null) ?? null);
    },
  };
};

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'number';
  return typeof value;
};

/** What of a value is not as its definition says. Nulls pass: the real answers have them, too. */
export const deviations = (
  swagger: Swagger,
  value: unknown,
  definition: string,
  at: string,
): readonly string[] => {
  const fields = swagger.fieldsOf(definition);
  if (fields.size === 0) return [];
  return Object.entries(Object(value) as object).flatMap(([name, own]) => {
    const field = fields.get(name);
    const where = `${at}.${name}`;
    if (!field) return [`${where} is not in ${definition}`];
    if (own === null) return [];
    const type = field.type === 'integer' ? 'number' : field.type;
    if (typeOf(own) !== type) return [`${where} is no ${type}`];
    const things = Array.isArray(own) ? own : [own];
    const { of } = field;
    return of === null || (type !== 'array' && type !== 'object')
      ? []
      : things.flatMap((one) => deviations(swagger, one, of, where));
  });
};
