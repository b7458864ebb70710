/** A JSON Schema as far as ours goes. Keywords that this checker does not know make it fail, so that none is passed over. */
type Schema = { readonly [keyword: string]: unknown };

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

type Check = (
  wanted: unknown,
  value: unknown,
  path: string,
  schema: Schema,
  root: Schema,
) => readonly string[];

const silent: Check = () => [];

const checks: Readonly<Record<string, Check>> = {
  $schema: silent,
  required: (wanted, value, path) =>
    kindOf(value) === 'object'
      ? (wanted as readonly string[]).flatMap((name) =>
          Object.hasOwn(value as object, name) ? [] : [`${path}.${name} is missing`],
        )
      : [],
  type: (wanted, value, path) => {
    const kind = kindOf(value);
    const kinds = [wanted].flat();
    return kinds.includes(kind) || (kind === 'integer' && kinds.includes('number'))
      ? []
      : [`${path} is ${kind}`];
  },
  enum: (wanted, value, path) =>
    (wanted as readonly unknown[]).includes(value) ? [] : [`${path} is ${String(value)}`],
  minimum: (wanted, value, path) =>
    typeof value === 'number' && value < Number(wanted) ? [`${path} is too small`] : [],
  maximum: (wanted, value, path) =>
    typeof value === 'number' && value > Number(wanted) ? [`${path} is too large`] : [],
  anyOf: (wanted, value, path, _, root) =>
    (wanted as readonly Schema[]).some((one) => problems(one, value, path, root).length === 0)
      ? []
      : [`${path} fits none`],
  items: (wanted, value, path, _, root) =>
    Array.isArray(value)
      ? value.flatMap((one, at) => problems(wanted as Schema, one, `${path}[${at}]`, root))
      : [],
  properties: (wanted, value, path, _, root) =>
    isSchema(value)
      ? Object.entries(wanted as Readonly<Record<string, Schema>>).flatMap(([name, inner]) =>
          Object.hasOwn(value, name) ? problems(inner, value[name], `${path}.${name}`, root) : [],
        )
      : [],
  additionalProperties: (wanted, value, path, { properties }, root) =>
    kindOf(value) === 'object'
      ? Object.entries(value as object)
          .filter(([name]) => !Object.hasOwn((properties ?? {}) as object, name))
          .flatMap(([name, inner]) =>
            isSchema(wanted)
              ? problems(wanted, inner, `${path}.${name}`, root)
              : [`${path}.${name} is too much`],
          )
      : [],
  propertyNames: (wanted, value, path, _, root) =>
    Object.keys(value as object).flatMap((name) => problems(wanted as Schema, name, `${path}.${name}`, root)),
  $ref: (wanted, value, path, _, root) => {
    if (wanted !== '#') throw new TypeError(`no reference ${String(wanted)}`);
    return problems(root, value, path, root);
  },
};

/** Where `value` is not as `schema` has it: `$.facts[0].unit is weight`. Written apart from the library that made the schema. */
export const problems = (schema: Schema, value: unknown, path = '$', root = schema): readonly string[] =>
  Object.entries(schema).flatMap(([keyword, wanted]) => {
    const check = checks[keyword];
    if (!check) throw new TypeError(`this checker does not know ${keyword}`);
    return check(wanted, value, path, schema, root);
  });
