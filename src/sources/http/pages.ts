import { AppError } from '#src/lib/errors.ts';

/** Throws when a place in a list comes up again: a list that runs in circles never ends. */
export type Progress = (place: string) => void;

export const noCircles = (what: string): Progress => {
  const seen = new Set<string>();
  return (place) => {
    if (seen.has(place))
      throw new AppError('bad_reply', `${what}: the same page twice`, {
        userMessage: `The list of ${what} runs in circles: the same page came twice.`,
      });
    seen.add(place);
  };
};
