/** How exports write "nothing" (facts: 1,000 of 1,000 sample rows hold a literal NULL). */
const nothing = /^(?:|null|"")$/i;

/** A cell as text; null where it says nothing, whatever way it says it. */
export const textOrNull = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  const text = (value instanceof Date ? value.toISOString() : String(value)).trim();
  return nothing.test(text) ? null : text;
};

/** Decimal places that sums are kept with: exports write up to 15, scientific notation a few more. */
const places = 20;
const scale = 10n ** BigInt(places);

const decimal = /^([+-]?)(\d{0,30})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** An amount as a whole number of 10⁻²⁰ units: `6.123E-7` too. Throws RangeError, naming the column, for anything else. */
export const amountOf = (value: unknown, column: string): bigint => {
  const [found, sign, units = '', part = '', power = '0'] = decimal.exec(textOrNull(value) ?? '') ?? [];
  if (found === undefined || units + part === '') throw new RangeError(`${column} is no number`);
  const shift = places - part.length + Number(power);
  const digits = BigInt(units + part);
  const whole = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -whole : whole;
};

/** The amount in minor units of a currency with `exponent` decimals, as a plain decimal string. */
export const minorText = (amount: bigint, exponent: number): string => {
  const minor = amount * 10n ** BigInt(exponent);
  const size = minor < 0n ? -minor : minor;
  const part = (size % scale).toString().padStart(places, '0').replace(/0+$/, '');
  return `${minor < 0n ? '-' : ''}${size / scale}${part === '' ? '' : `.${part}`}`;
};

/**
 * A time as its UTC day: `2024-09-18 22:00:00`, `…T22:00:00Z`, `….000Z`, `… UTC` and dates of Parquet all mean UTC.
 * Throws RangeError, naming the column.
 */
export const dayOf = (value: unknown, column: string): Temporal.PlainDate => {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|\+00:?00)?)?$/.exec(
    textOrNull(value) ?? '',
  );
  if (!found || Number(found[2] ?? 0) > 23) throw new RangeError(`${column} is no time in UTC`);
  try {
    return Temporal.PlainDate.from(found[1] ?? '', { overflow: 'reject' });
  } catch {
    throw new RangeError(`${column} is no time in UTC`);
  }
};

/** Names of one provider in different columns and versions. */
const providers: readonly (readonly [RegExp, string])[] = [
  [/^(?:aws|amazon)/i, 'aws'],
  [/^(?:microsoft|azure)/i, 'azure'],
  [/^(?:google|gcp)/i, 'gcp'],
  [/^oracle|^oci$/i, 'oci'],
];

/** The provider under one name, whoever bills for it: `AWS`, `Amazon Web Services, Inc.` → aws. */
export const providerOf = (name: string): string =>
  providers.find(([pattern]) => pattern.test(name))?.[1] ?? name.toLowerCase();

/** Tags as exports write them: a JSON object, a list of keys and values (Parquet), or nothing. */
export const tagsOf = (value: unknown): Readonly<Record<string, string>> => {
  const parsed = typeof value === 'string' ? parseTags(value) : value;
  const entries: readonly unknown[] = Array.isArray(parsed)
    ? parsed.map((pair) => [Reflect.get(Object(pair), 'key'), Reflect.get(Object(pair), 'value')])
    : Object.entries(Object(parsed));
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const [key, tag] = entry as readonly [unknown, unknown];
      const text = textOrNull(tag);
      return typeof key === 'string' && text !== null ? [[key.toLowerCase(), text]] : [];
    }),
  );
};

const parseTags = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};
