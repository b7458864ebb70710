/**
 * Lets callers that come at the same time share one statement: those that arrive while one is under way go together
 * in the next. `run` gets at most `most` items and gives one result for each, in their order.
 */
export const grouped = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most = 500,
): ((item: Item) => Promise<Result>) => {
  type Waiting = { readonly item: Item; readonly settled: PromiseWithResolvers<Result> };
  let waiting: Waiting[] = [];
  let underWay = false;

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(group.map(({ item }) => item));
      for (const [at, { settled }] of group.entries()) settled.resolve(results[at] as Result);
    } catch (error) {
      for (const { settled } of group) settled.reject(error);
    }
  };

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await runGroup(group);
    }
    underWay = false;
  };

  return (item) => {
    const settled = Promise.withResolvers<Result>();
    waiting.push({ item, settled });
    if (!underWay) {
      underWay = true;
      setImmediate(() => void runAll());
    }
    return settled.promise;
  };
};
