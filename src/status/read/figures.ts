import { tidyFigures } from '../book/tidy.ts';

/** What a figure measures; figures of one kind about the same thing replace each other as news comes in. */
export type FigureKind = 'share' | 'count' | 'duration' | 'ratio' | 'speed';

/** A figure as it stands in a (tidied) sentence. */
export type Figure = { readonly kind: FigureKind; readonly text: string };

const number = '\\d[\\d,]*(?:\\.\\d+)?';
const word = '(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half)';

const patterns: readonly (readonly [FigureKind, RegExp])[] = [
  ['share', new RegExp(`${number}(?: to ${number})?%`, 'g')],
  [
    'ratio',
    new RegExp(
      `\\b(?:${number}|${word}) (?:in|out of) (?:every )?(?:${number}|${word})\\b|\\b(?:${number}|${word}) of (?:the |its |our )?(?:${number}|${word})\\b(?!%)`,
      'gi',
    ),
  ],
  ['speed', new RegExp(`\\b${number} (?:[a-z]+ )?(?:a|per) (?:minute|second|hour|day)\\b`, 'gi')],
  [
    'duration',
    new RegExp(
      `\\b(?:${number}(?: to ${number})?|an|one|two|three|half an) (?:thousandths of a second|seconds?|minutes?|hours?|days?|weeks?)(?: (?:and )?${number} (?:minutes?|seconds?))?\\b`,
      'gi',
    ),
  ],
  [
    'count',
    new RegExp(
      `\\b${number}(?: million)?\\+? (?=(?:[a-z/-]+ ){0,3}(?:users?|customers?|requests?|jobs?|runs?|orders?|labels?|parcels?|e-?mails?|messages?|events?|deployments?|deploys?|codespaces?|repositories|repos|accounts?|payments?|carts?|searches|sessions?|visits?|items?|skus?|products?|prices?|invoices?|shipments?|shops?|stores?|stations?|devices?|scanners?|handhelds?|printers?|pages?|records?|rows?|files?|attempts?|tries|transactions?|organizations?|developers|people|calls?|notifications?|workflows?|deliveries|migrations?|reports?|feeds?|webhooks?|tickets?|reviews?|sites?|builds?|customers|refunds?|charges?|checkouts?|subscribers?|picks?|lines?|boxes|totes|updates?|imports?|exports?|entries|documents?|images?|pictures?|machines?|locations?|countries|markets|instances?|credits?|members?)\\b)`,
      'gi',
    ),
  ],
];

/** Figures of a sentence that a reader could need: shares, counts of things, durations, ratios, speeds; no clock times, ids or versions. */
export const figuresIn = (sentence: string): readonly Figure[] => {
  const tidied = tidyFigures(sentence);
  return patterns.flatMap(([kind, pattern]) =>
    [...tidied.matchAll(pattern)].map((match) => ({ kind, text: match[0].trim() })),
  );
};
