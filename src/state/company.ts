import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '#src/database/connect.ts';
import { settings } from '#src/database/schema/stores.ts';
import { isCurrencyCode } from '#src/lib/money.ts';

/** Key under which a company's choices are kept. */
export const companyKey = 'company';

/** What can be set; everything left out keeps METRICS.md's default. Levels are pieces. */
export const companyChoices = z.strictObject({
  dateBasis: z.enum(['placed', 'paid']).optional(),
  cancellations: z.enum(['own_day', 'order_day']).optional(),
  fiscalYearStart: z.int().min(1).max(12).optional(),
  weekStart: z.union([z.literal(1), z.literal(6), z.literal(7)]).optional(),
  reportingCurrency: z.string().refine(isCurrencyCode, 'is not a currency code').nullable().optional(),
  sourcesOfRecord: z.record(z.string(), z.string()).optional(),
  lowStockLevel: z.int().min(0).nullable().optional(),
  reorderPoint: z.int().min(0).nullable().optional(),
});

/** What the company has set, and the version of it. Choices that cannot be read count as not made. */
export const readCompanyChoices = async (
  db: Db,
): Promise<{ readonly choices: z.infer<typeof companyChoices>; readonly version: number }> => {
  const [row] = await db.select().from(settings).where(eq(settings.key, companyKey));
  const parsed = companyChoices.safeParse(row?.value ?? {});
  return { choices: parsed.success ? parsed.data : {}, version: row?.version ?? 0 };
};
