import { z } from 'zod';
import { isCurrencyCode } from '#src/lib/money.ts';
import type { RowOf } from '../rows.ts';
import { minorOf, shaped } from '../shop/reading.ts';

const invoice = z.object({
  Type: z.enum(['ACCREC', 'ACCPAY']),
  InvoiceID: z.string(),
  InvoiceNumber: z.string().nullish(),
  Status: z.string(),
  CurrencyCode: z.string(),
  Total: z.number(),
  AmountDue: z.number(),
  Date: z.string(),
  DueDate: z.string().nullish(),
  FullyPaidOnDate: z.string().nullish(),
  UpdatedDateUTC: z.string(),
});

/** `/Date(1539993600000+0000)/` as an instant; the part behind the number is about display only. */
const instantOf = (text: string, what: string): string => {
  const milliseconds = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (milliseconds === undefined) throw new RangeError(`${what} is no date`);
  return Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)).toString();
};

const dayOf = (text: string, what: string): string => instantOf(text, what).slice(0, 10);

const ended: ReadonlySet<string> = new Set(['VOIDED', 'DELETED']);

/**
 * What a customer owes or what we owe. What is paid is the total less what is still due, so that credit notes,
 * prepayments and overpayments count. Null for what nobody has approved yet.
 */
export const invoiceOf = (raw: unknown): RowOf<'invoices'> | null => {
  const one = shaped(invoice, raw);
  if (one.Status === 'DRAFT' || one.Status === 'SUBMITTED') return null;
  if (!isCurrencyCode(one.CurrencyCode)) throw new RangeError('CurrencyCode is no currency');
  const updatedAt = instantOf(one.UpdatedDateUTC, 'UpdatedDateUTC');
  const amount = minorOf(one.Total, one.CurrencyCode, 'Total');
  const paidAt = one.FullyPaidOnDate ? instantOf(one.FullyPaidOnDate, 'FullyPaidOnDate') : updatedAt;
  return {
    id: one.InvoiceID,
    kind: one.Type === 'ACCREC' ? 'receivable' : 'payable',
    number: one.InvoiceNumber || one.InvoiceID,
    issuedOn: dayOf(one.Date, 'Date'),
    dueOn: one.DueDate ? dayOf(one.DueDate, 'DueDate') : null,
    currency: one.CurrencyCode,
    amountMinor: amount,
    paidMinor: amount - minorOf(one.AmountDue, one.CurrencyCode, 'AmountDue'),
    closedAt: ended.has(one.Status) ? updatedAt : one.Status === 'PAID' ? paidAt : null,
    updatedAt,
  };
};
