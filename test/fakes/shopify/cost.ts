import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

const firstOf = (field: FieldNode, variables: Variables): number => {
  const argument = field.arguments?.find((one) => one.name.value === 'first' || one.name.value === 'ids');
  if (!argument) return 1;
  if (argument.value.kind === Kind.INT) return Number(argument.value.value);
  if (argument.value.kind !== Kind.VARIABLE) return 1;
  const value = variables[argument.value.name.value];
  return Array.isArray(value) ? value.length : Number(value ?? 1);
};

/** An estimate of what a query costs: things asked for, those within lists at a discount, amounts for nothing. */
export const costOf = (document: DocumentNode, variables: Variables): number => {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  );
  const ofField = (field: FieldNode): number => {
    if (!field.selectionSet || field.name.value.endsWith('Set')) return 0;
    const count = firstOf(field, variables);
    return 1 + ofSet(field.selectionSet) * (count > 1 ? count / 8 : 1);
  };
  const ofNode = (node: SelectionNode): number => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofSet(fragments.get(node.name.value));
    return node.kind === Kind.INLINE_FRAGMENT ? ofSet(node.selectionSet) : ofField(node);
  };
  const ofSet = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((cost, node) => cost + ofNode(node), 0);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return Math.round(ofSet(operation?.selectionSet));
};
