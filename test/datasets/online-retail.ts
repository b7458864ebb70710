import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hundredths, major, readPacked, writeCsv } from './shared.ts';

/**
 * Online Retail (a UK gift wholesaler, GBP, local time of Europe/London) as the import format. How each kind of line maps:
 *
 * | in the data | becomes |
 * |---|---|
 * | invoice with a number | an order, placed at its earliest time |
 * | invoice of which no line has a price (found stock, write-offs, damages: also all negative quantities) | nothing: a stock correction, no order |
 * | invoice C… | a credit note; its lines are refunds on its date |
 * | invoice A… (bad debt) | nothing: no sale |
 * | POST, C2, DOT (postage, carriage) | shipping of the order; on a credit note, refunded shipping |
 * | gift_0001_… (vouchers) | a gift card line: no sale |
 * | M, m (keyed in by hand), S (samples) | a line like any other, under that code |
 * | D (discount, only on credit notes) | money given back for no piece |
 * | BANK CHARGES, AMAZONFEE, CRUK (charges and commissions) | nothing: neither goods nor shipping |
 * | price 0 on an invoice with priced lines | a line of value 0 |
 * | a price finer than a penny (4 lines of 0.001) | rounded to the penny |
 * | CustomerID 17850.0 | customer 17850; none: a guest |
 * | EIRE, RSA, USA | IE, ZA, US; Channel Islands, European Community and Unspecified are no country: left empty |
 *
 * Tax is not in the data, so orders.csv has no tax column. Codes stand as written (85123a is not 85123A).
 */
export const onlineRetailStore = {
  id: 'retail',
  name: 'Online Retail',
  currency: 'GBP',
  zone: 'Europe/London',
};

type LineKind = 'goods' | 'gift_card' | 'shipping' | 'discount' | 'charge';

const kinds: Readonly<Record<string, LineKind>> = {
  POST: 'shipping',
  C2: 'shipping',
  DOT: 'shipping',
  D: 'discount',
  'BANK CHARGES': 'charge',
  AMAZONFEE: 'charge',
  CRUK: 'charge',
};

const kindOf = (code: string): LineKind => kinds[code] ?? (code.startsWith('gift_') ? 'gift_card' : 'goods');

const codes: Readonly<Record<string, string>> = {
  'United Kingdom': 'GB',
  EIRE: 'IE',
  RSA: 'ZA',
  USA: 'US',
  'Channel Islands': '',
  'European Community': '',
  Unspecified: '',
  ...{ Germany: 'DE', France: 'FR', Spain: 'ES', Netherlands: 'NL', Belgium: 'BE', Switzerland: 'CH' },
  ...{ Portugal: 'PT', Australia: 'AU', Norway: 'NO', Italy: 'IT', Finland: 'FI', Cyprus: 'CY' },
  ...{ Sweden: 'SE', Austria: 'AT', Denmark: 'DK', Japan: 'JP', Poland: 'PL', Israel: 'IL' },
  ...{ 'Hong Kong': 'HK', Singapore: 'SG', Iceland: 'IS', Canada: 'CA', Greece: 'GR', Malta: 'MT' },
  ...{ 'United Arab Emirates': 'AE', Lebanon: 'LB', Lithuania: 'LT', Brazil: 'BR' },
  ...{ 'Czech Republic': 'CZ', Bahrain: 'BH', 'Saudi Arabia': 'SA' },
};

const countryOf = (name: string): string => {
  const code = codes[name];
  if (code === undefined) throw new Error(`no country code for ${name}`);
  return code;
};

type Line = {
  readonly code: string;
  readonly kind: LineKind;
  readonly quantity: number;
  readonly minor: number;
  readonly priced: boolean;
};
type Invoice = {
  placed: string;
  readonly customer: string;
  readonly country: string;
  readonly lines: Line[];
};

type Dataset = {
  readonly invoices: ReadonlyMap<string, Invoice>;
  /** Each code's commonest description on a line with a price. */
  readonly titles: ReadonlyMap<string, string>;
};

const readInvoices = (path: string, until: string): Dataset => {
  const invoices = new Map<string, Invoice>();
  const titles = new Map<string, Map<string, number>>();
  readPacked(path, (record) => {
    const of = (name: string): string => record[name] ?? '';
    if (of('InvoiceDate') >= until) return;
    const invoice = invoices.get(of('InvoiceNo')) ?? {
      placed: of('InvoiceDate'),
      customer: of('CustomerID').replace(/\.0$/, ''),
      country: countryOf(of('Country')),
      lines: [],
    };
    invoices.set(of('InvoiceNo'), invoice);
    if (of('InvoiceDate') < invoice.placed) invoice.placed = of('InvoiceDate');
    const [code, price, quantity] = [of('StockCode'), of('UnitPrice'), Number(of('Quantity'))];
    const priced = Number(price) !== 0;
    invoice.lines.push({ code, kind: kindOf(code), quantity, minor: quantity * hundredths(price), priced });
    if (priced) count(titles, code, of('Description').trim());
  });
  return { invoices, titles: new Map([...titles].map(([code, seen]) => [code, commonest(seen)])) };
};

const count = (titles: Map<string, Map<string, number>>, code: string, description: string): void => {
  const seen = titles.get(code) ?? new Map<string, number>();
  titles.set(code, seen.set(description, (seen.get(description) ?? 0) + 1));
};

const commonest = (seen: ReadonlyMap<string, number>): string =>
  [...seen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';

type Kept = readonly (readonly [string, Invoice])[];
type Row = Readonly<Record<string, string | number>>;

const sum = (lines: readonly Line[]): number => lines.reduce((total, line) => total + line.minor, 0);
const isGoods = ({ kind }: Line): boolean => kind === 'goods' || kind === 'gift_card';
const productOf = (line: Line): Row => {
  const code = isGoods(line) ? line.code : '';
  return { variant_id: code, product_id: code, sku: code };
};

function* orderRows(sales: Kept, credits: Kept): Generator<Row> {
  for (const [number, { placed, customer, country, lines }] of sales) {
    const shipping = sum(lines.filter(({ kind }) => kind === 'shipping'));
    const total = shipping + sum(lines.filter(isGoods));
    const amounts = { shipping: major(shipping), total: major(total) };
    yield { id: number, number, kind: 'order', placed_at: placed, customer, country, ...amounts };
  }
  for (const [number, { placed, customer, country }] of credits) {
    const none = { shipping: '0', total: '0' };
    yield { id: number, number, kind: 'credit_note', placed_at: placed, customer, country, ...none };
  }
}

function* lineRows(sales: Kept): Generator<Row> {
  for (const [number, { lines }] of sales) {
    for (const [n, line] of lines.filter(isGoods).entries()) {
      const kind = line.kind === 'gift_card' ? 'gift_card' : 'product';
      const amounts = { quantity: line.quantity, gross: major(line.minor) };
      yield { order_id: number, line_id: n + 1, kind, ...productOf(line), ...amounts };
    }
  }
}

function* refundRows(credits: Kept): Generator<Row> {
  for (const [number, { placed, lines }] of credits) {
    for (const [n, line] of lines.filter(({ kind }) => kind !== 'charge').entries()) {
      const isShipping = line.kind === 'shipping';
      yield {
        id: `${number}-${n + 1}`,
        order_id: number,
        ...productOf(line),
        quantity: isGoods(line) ? -line.quantity : 0,
        amount: major(isShipping ? 0 : -line.minor),
        shipping: major(isShipping ? -line.minor : 0),
        refunded_at: placed,
      };
    }
  }
}

/** Writes the files of the store into `out`: all lines, or those before a date. */
export const convertOnlineRetail = async (dataset: string, out: string, until = '9999'): Promise<void> => {
  const { invoices, titles } = readInvoices(join(dataset, 'online_retail.csv.zst'), until);
  const priced = [...invoices].filter(([, { lines }]) => lines.some((line) => line.priced));
  const sales = priced.filter(([number]) => /^\d/.test(number));
  const credits = priced.filter(([number]) => number.startsWith('C'));
  await writeCsv(join(out, 'orders.csv'), orderRows(sales, credits));
  await writeCsv(join(out, 'order_lines.csv'), lineRows(sales));
  await writeCsv(join(out, 'refunds.csv'), refundRows(credits));
  const used = [...sales, ...credits].flatMap(([, { lines }]) => lines.filter(isGoods));
  const catalogue = [...new Set(used.map(({ code }) => code))].map((id) => ({
    id,
    title: titles.get(id) ?? id,
  }));
  await writeCsv(join(out, 'products.csv'), catalogue);
  await writeCsv(
    join(out, 'variants.csv'),
    catalogue.map(({ id, title }) => ({ id, product_id: id, sku: id, title })),
  );
  const { id: _, ...store } = onlineRetailStore;
  writeFileSync(join(out, 'store.json'), JSON.stringify(store));
};
