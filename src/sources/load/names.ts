import type { DimensionId } from '#src/metrics/dimensions.ts';
import type { Column, Format } from '../formats/column.ts';
import { optionDimensions } from '../formats/recorded.ts';
import type { LoadSession } from './session.ts';
import { stageOf } from './session.ts';

type Names = { readonly dimension: DimensionId; readonly value: string; readonly from: string };

const namesOf = (column: Column): readonly Names[] => {
  if (column.kind === 'options') {
    return optionDimensions.map((dimension) => ({
      dimension,
      value: `r.${column.name} ->> '${dimension}'`,
      from: '',
    }));
  }
  if (!column.dimension) return [];
  return column.kind === 'list'
    ? [{ dimension: column.dimension, value: 'v', from: `, unnest(r.${column.name}) v` }]
    : [{ dimension: column.dimension, value: `r.${column.name}`, from: '' }];
};

/** Adds the names in the staged rows to what words in a question can mean. */
export const keepNames = async (session: LoadSession, format: Format): Promise<void> => {
  for (const { dimension, value, from } of format.columns.flatMap(namesOf)) {
    await session.tx.unsafe(
      `insert into dimension_values (store_id, dimension, value)
       select distinct $1, '${dimension}', ${value} from ${stageOf(format)} r${from}
       where ${value} <> ''
       on conflict do nothing`,
      [session.storeId],
    );
  }
};
