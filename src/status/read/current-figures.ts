import { tidyFigures } from '../book/tidy.ts';
import { figuresIn } from './figures.ts';
import type { Statement } from './statements.ts';
import { is } from './statements.ts';

const felt =
  /\b(?:users?|customers?|shoppers?|visitors?|requests?|jobs?|runs?|orders?|labels?|deliver\w*|error rates?|failure rates?|success rates?|fail\w*|delays?|delayed|searches|sessions?|payments?|pages?|attempts?|deployments?|e-?mails?|events?|slow\w*|errors?|print\w*|parcels?|carts?|images?|time-?outs?|wait\w*|codespaces|repositories|recover|degraded service|policy changes|migrations|results?|rate|up from|lost|tokens?|browsers|stations?|skus?|items?|queued|behind|lag|old\b|healthy levels|valid|sites|databases|connection)\b/i;

const inside =
  /\b(?:threshold|cpu|rps|qps|id space|by \d+%$|port allocation|worker capacity|gbps|interconnect|packet loss|percentile|replica lag|watermark|of skus|hit the disk|alert on|disk usage|memory usage|heap|iops)\b/i;

const isFigure = (statement: Statement): boolean =>
  (statement.kinds.length === 0 ||
    is(statement, 'impact', 'recovered', 'recovering', 'data', 'unaffected', 'cause')) &&
  !is(statement, 'later', 'next', 'empty') &&
  (!is(statement, 'end') || /%|experienc|affect|fail|delay/.test(statement.text)) &&
  (felt.test(statement.text) ||
    !is(statement, 'cause') ||
    /\b(?:up to|over|more than|average)\b/i.test(statement.text)) &&
  !inside.test(statement.text) &&
  figuresIn(statement.text).length > 0;

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter(
      (word) =>
        !/^(?:approximately|about|currently|continue|continuing|investigate|investigating|with|that|from|were|this|have|been)$/.test(
          word,
        ),
    ),
  );

const isAboutSame = (older: string, newer: string): boolean => {
  const [a, b] = [wordsOf(older), wordsOf(newer)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= 0.45 * Math.min(a.size, b.size);
};

const unitsOf = (text: string): readonly string[] => figuresIn(text).map(({ kind }) => kind);

const subject = /\b(runs|jobs|requests|traffic|users|customers|orders|searches|payments|errors|apis?)\b/i;

const sameSubject = (a: string, b: string): boolean => {
  const [one, two] = [subject.exec(a)?.[1]?.toLowerCase(), subject.exec(b)?.[1]?.toLowerCase()];
  return one !== undefined && one === two;
};

/** Figures as they stand: a newer sentence about the same thing replaces an older one; a closing report replaces all. */
export const currentFigures = (statements: readonly Statement[], isReport: boolean): readonly Statement[] => {
  const last = statements.at(-1)?.index;
  const kept: Statement[] = [];
  for (const one of statements.filter(isFigure).toReversed()) {
    if (isReport && one.index !== last) continue;
    const own = figuresIn(one.text).map(({ text }) => text);
    const isReplaced = kept.some(
      (newer) =>
        newer.index > one.index &&
        (!is(newer, 'recovered') || is(one, 'recovered')) &&
        (own.every((figure) => tidyFigures(newer.text).includes(figure)) ||
          isAboutSame(one.text, newer.text) ||
          (unitsOf(one.text).includes('share') &&
            unitsOf(newer.text).includes('share') &&
            one.text.includes('%') &&
            sameSubject(one.text, newer.text))),
    );
    if (!isReplaced && !kept.some((other) => other.text === one.text)) kept.unshift(one);
  }
  return kept;
};
