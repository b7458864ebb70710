import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { buildClientSchema } from 'graphql';
import { shared } from '#test/support/shared.ts';

let built: GraphQLSchema | null = null;

/** Shopify's own Admin schema of 2026-10, from its introspection. */
export const adminSchema = (): GraphQLSchema => {
  built ??= buildClientSchema(
    (
      JSON.parse(
        gunzipSync(readFileSync(join(shared, 'fixtures/shopify/schema/admin_2026-10.json.gz'))).toString(
          'utf8',
        ),
      ) as { readonly data: IntrospectionQuery }
    ).data,
  );
  return built;
};
