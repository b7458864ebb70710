import type { Cause } from './impact.ts';
import type { Statement } from './statements.ts';
import { is } from './statements.ts';

const strongCause =
  /\b(?:caused by|root cause(?:: ?\w+| was| is| of .{3,60} (?:was|is))|cause (?:was|is|of .{3,60} (?:was|is)|was traced|has been traced)|triggered (?:by|because)|traced (?:back )?to|resulted from|as a result of|stem(?:s|med) from|due to|because|same underlying cause|related to (?:maintenance|a )|is (?:attributed|linked) to|(?:a|an|the) [^.]{3,90}(?:change|update|upgrade|deploy\w*|release|bug|failure|lease|job|certificate|renewal|switch|vendor)[^.]{0,80} (?:caused|led to|overwhelmed|broke|introduced|reduced|removed|resulted in|prevented|triggered)|mistakenly|inadvertently|incorrectly|wrongly|(?:lost|dropped) its|failing silently|in the new .{3,60} when|after the .{3,60}(?:upgrade|update|change|deploy\w*|migration)|identified a(?:n)? (?!issue|problem|fix|possible|potential)(?:\w+ ){0,3}(?:component|node|device|change|bug|server|host|part)|(?:vendor|provider|psp|supplier|carrier|bank|acquirer) confirms|after (?:a|an) (?:\w+ )?(?:panic|crash|failure|power|fault|update|upgrade|deploy|change)|crashes the|pushed a bad|hogs|hit the disk|ran out of|overloaded|partially failed|loss of connectivity)\b/i;

const suspicion =
  /\b(?:suspect\w*|believe|likely|probably|appears? to|may be|might be|possibl[ey]|potential(?:ly)?|looks like)\b/i;

const notTheCause =
  /\b(?:delays? (?:are|is) expected|investigating (?:issues? )?caus|cause of the (?:delays|issue)|identify the|looking for|find the|unknown|knock-on|dependency on|we believe we have|due to their dependency|due to this incident)\b/i;

export const causeOf = (statements: readonly Statement[]): Cause => {
  const candidates = statements.filter(
    (one) => !is(one, 'later', 'empty') && strongCause.test(one.text) && !notTheCause.test(one.text),
  );
  const last = candidates.at(-1)?.index;
  const fresh = candidates.filter(({ index }) => index === last);
  const best =
    fresh.find(({ text }) =>
      /root cause(?::| was| is)|same underlying cause|cause was traced|caused by|triggered by|resulted from|traced to|vendor confirms/i.test(
        text,
      ),
    ) ?? fresh[0];
  if (best) return { kind: suspicion.test(best.text) ? 'suspected' : 'stated', said: best };
  const guess = statements
    .filter(
      (one) =>
        suspicion.test(one.text) &&
        /\b(?:change|cause[sd]?|due|edge|contribut\w+)\b/i.test(one.text) &&
        !/believe we have|cause of the problem/i.test(one.text),
    )
    .at(-1);
  if (guess) return { kind: 'suspected', said: guess };
  const isFound = statements.some(({ text }) =>
    /\b(?:identified|found|understand|understood|isolated)\b.{0,40}\b(?:cause|issue|problem|source|component|fault)\b|\b(?:cause|issue|problem) (?:has been |is |was )?(?:identified|found|understand|understood)|\bidentified mitigations?\b/i.test(
      text,
    ),
  );
  return { kind: isFound ? 'found_unnamed' : 'unknown' };
};
