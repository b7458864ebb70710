import { AppError } from '../lib/errors.ts';
import { listOf, plural } from '../lib/text.ts';
import { removeStores } from '../sources/remove.ts';
import type { SyncDesk } from '../sources/sync/desk.ts';
import { forgetCustomer } from '../sources/sync/forget.ts';
import type { CliCommand, Terminal } from './command.ts';
import { wrongUsage } from './command.ts';
import { withSources } from './with-sources.ts';

const forgetStore = async ({ database }: SyncDesk, id: string, { out }: Terminal): Promise<void> => {
  const [row] = await database.client`select name from stores where id = ${id}`;
  if (!row)
    throw new AppError('bad_input', `no store ${id}`, {
      userMessage: `There is no store "${id}".`,
      hint: 'npm run -s crosswalk -- sources lists them.',
    });
  await removeStores(database, [id]);
  out(`${String(row['name'])} (${id}) is removed with everything that was stored of it.`);
};

const forgetPerson = async (desk: SyncDesk, customer: string, { out, tell }: Terminal): Promise<void> => {
  const { orders, notAsked } = await forgetCustomer(desk, customer);
  out(
    `Forgotten: ${orders} ${plural(orders, 'order', 'orders')} no longer ${plural(orders, 'belongs', 'belong')} to anybody, now and whenever they are read again.`,
  );
  if (notAsked.length > 0)
    tell(
      `${listOf(notAsked)} did not answer and may know the customer by another name: run this again later.`,
    );
};

export const forget: CliCommand = {
  name: 'forget',
  usage: 'forget <e-mail address or customer number> | forget --store <id>',
  summary: 'Forget a customer, or a store with all its data.',
  options: { store: { type: 'string' } },
  run: async (args, terminal) => {
    const store = args.text('store');
    const [customer, ...others] = args.words;
    if ((customer === undefined) === (store === null) || others.length > 0)
      throw wrongUsage(forget, 'Name one customer, or one store with --store');
    await withSources(terminal, (desk) =>
      store === null ? forgetPerson(desk, customer ?? '', terminal) : forgetStore(desk, store, terminal),
    );
    return 0;
  },
};
