/**
 * Questions of one conversation are answered one after the other, so that a follow-up meets the answer before it.
 * `enter` runs the work when its turn comes; false when too many wait already.
 */
export type Lanes = { readonly enter: (key: string, work: () => Promise<void>) => Promise<boolean> };

/** More than this many waiting in one conversation is nobody asking questions. */
const mostWaiting = 5;

export const createLanes = (): Lanes => {
  const lanes = new Map<string, { tail: Promise<void>; length: number }>();
  return {
    enter: async (key, work) => {
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), length: 0 };
      if (lane.length > mostWaiting) return false;
      lanes.set(key, lane);
      lane.length += 1;
      const turn = lane.tail.then(work).finally(() => {
        lane.length -= 1;
        if (lane.length === 0) lanes.delete(key);
      });
      lane.tail = turn.catch(() => {});
      await turn;
      return true;
    },
  };
};
