import type { Impact } from '../read/impact.ts';
import { remedyFor } from './reasons.ts';
import type { Teller } from './teller.ts';
import { same, say, speaker } from './teller.ts';
import type { Line } from './telling.ts';

const remedyOf = (impact: Impact): string | null => {
  const main = impact.remedies.filter(({ text }) =>
    /mitigated|resolved|restored|fixed|rolled|revert/i.test(text),
  );
  for (const { text } of [...main, ...impact.remedies.toReversed()]) {
    const found = remedyFor(text);
    if (found) return found;
  }
  return null;
};

/** What is still to come after the end, in the source's words. */
export const leftOpenLines = (teller: Teller): readonly Line[] => {
  const { impact } = teller;
  if (impact.state !== 'ended_not_fixed') return [];
  const told = [
    ...impact.warnings,
    ...impact.figures,
    ...(impact.data.kind === 'not_said' ? [] : impact.data.said),
  ];
  return impact.leftOpen
    .filter((one) => !told.some((other) => same(one, other)) && !selfEnded.test(one.text))
    .map((one) => ({ kind: 'unknown', text: say(teller, one.text) }));
};

const selfEnded =
  /self-?(?:resolv|mitigat|heal)|(?:it|them)sel(?:f|ves)|(?:on|of) (?:its|their) own\b|without (?:any |our )?intervention|went away|passed without/i;

const openEnd = (teller: Teller): string => {
  const { impact } = teller;
  const all = [
    ...impact.leftOpen,
    ...impact.warnings,
    ...impact.figures,
    ...impact.troubles,
    ...(impact.cause.kind === 'stated' ? [impact.cause.said] : []),
  ];
  if (all.some(({ text }) => selfEnded.test(text))) return 'It went away by itself, and no fix is named.';
  if (all.some(({ text }) => /ongoing|continues? to work|no further actions?/i.test(text)))
    return `${speaker(impact)} has closed the case, but the trouble itself is not over.`;
  return 'It is over for now, but not fixed for good.';
};

export const stateLine = (teller: Teller): string => {
  const { impact } = teller;
  const who = speaker(impact);
  const remedy = remedyOf(impact);
  switch (impact.state) {
    case 'investigating':
      return impact.knownFrom === 'title'
        ? `How bad it is, why and for how long is not known yet.`
        : `It is not over, and ${who} is still looking for the cause.`;
    case 'identified': {
      if (impact.failedRemedy)
        return `It is not over: a first try to fix it did not work, and ${who} is trying another way.`;
      const found =
        impact.cause.kind === 'found_unnamed' ? ` ${who} has found the cause but does not name it.` : '';
      return `It is not over, and ${who} is working on it.${found}`;
    }
    case 'monitoring':
      return remedy && !/is being|are being/.test(remedy)
        ? `It is not called over yet: ${remedy}, and ${who} is watching whether it holds.`
        : `It looks better, but ${who} has not called it over.`;
    case 'fixed':
      if (remedy && !/is being|are being|did not work/.test(remedy)) return `It is fixed: ${remedy}.`;
      return impact.remedies.length > 0
        ? `It is fixed: steps were taken against it.`
        : `${who} has closed it as solved and does not say what was done.`;
    case 'ended_not_fixed':
      return openEnd(teller);
    case 'unknown':
      return 'The note does not say whether it is fully over.';
    default:
      return impact.state satisfies never;
  }
};
