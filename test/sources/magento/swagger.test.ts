import { describe, expect, test } from 'vitest';
import * as shapes from '#src/sources/magento/shapes.ts';
import { liveShop } from '#test/fakes/life.ts';
import { parseFields } from '#test/fakes/magento/search.ts';
import { lists, magentoShop } from '#test/fakes/magento/server.ts';
import { deviations, readSwagger } from '#test/fakes/magento/swagger.ts';
import { hasShared } from '#test/support/shared.ts';

type Fields = ReturnType<typeof parseFields>;

/** The same tree with something in every place, to be held against a definition. */
const asked = (fields: Fields): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, inner ? asked(inner) : null]));

describe.runIf(hasShared)('Magento’s own description of its REST API', () => {
  const swagger = hasShared ? readSwagger() : null;
  const itemOf = (path: string): string | null => {
    const template = path.replace('/website/base', '/{salesChannelType}/{salesChannelCode}');
    const answer = swagger?.answerOf(`/V1/${template}`) ?? null;
    return answer === null ? null : (swagger?.fieldsOf(answer).get('items')?.of ?? null);
  };

  test.each([
    ['orders', shapes.orderFields],
    ['creditmemos', shapes.memoFields],
    ['invoices', shapes.invoiceFields],
    ['shipments', shapes.shipmentFields],
    ['products', shapes.productFields],
    ['carts/search', shapes.cartFields],
  ])('knows every field that is asked of %s', (path, fields) => {
    const item = itemOf(path);
    expect(item).not.toBeNull();
    const unknown = (tree: Readonly<Record<string, unknown>>, definition: string): readonly string[] =>
      Object.entries(tree).flatMap(([name, inner]) => {
        const field = swagger?.fieldsOf(definition).get(name);
        if (!field) return [`${definition}.${name}`];
        return inner && field.of ? unknown(inner as Readonly<Record<string, unknown>>, field.of) : [];
      });
    expect(unknown(asked(parseFields(fields)), item ?? '')).toEqual([]);
  });

  test('fits what the fake shop answers', () => {
    const life = liveShop({
      seed: 5,
      start: Date.parse('2026-10-20T22:00:00Z'),
      days: 10,
      ordersPerDay: 10,
      can: { edit: false, trash: false, erase: false, loose: true },
    });
    life.until(Date.parse('2026-10-30T22:00:00Z'));
    const shop = magentoShop(life.world);
    const wrong = Object.entries(lists).flatMap(([path, list]) => {
      const item = itemOf(path);
      if (!swagger || item === null) return [`${path} is not there`];
      return list.of(shop).flatMap((one) => deviations(swagger, one, item, path));
    });
    // The description says that values of attributes are text; real answers have lists among them, too.
    expect([...new Set(wrong)]).toEqual(['products.custom_attributes.value is no string']);
  });
});
