/**
 * Turns of phrase of status pages that have to be put round as a whole before single words are replaced: the verb
 * changes its place, or a rate becomes a share. Figures are kept as they are. Order matters.
 */
const share =
  '((?:about |more than |less than |nearly |up to |at least |close to )?\\d[\\d.,]*(?: to \\d[\\d.,]*)?%)';
const span =
  '((?:about |more than |less than |nearly |up to |at least |as much as |over )?(?:\\d[\\d.,]*(?: to \\d[\\d.,]*)?|an|a few|one|two|three|four|five|several) (?:minutes?|hours?|seconds?|days?))';
/** "the overall Copilot Chat error rate": what it is the rate of is kept in brackets. */
const rate =
  "(?:the |an? |its |our )?(?:overall |average |global |request |elevated |high |peak |total |observed )*((?:[A-Za-z][\\w'’-]* ){0,4}?)(?:error|failure) rates?";

const turns: readonly (readonly [string, string])[] = [
  // Rates of errors.
  [
    `(?:are|is) experiencing (?:an? )?(?:approximate )?${share} (?:error|failure) rates?`,
    'see $1 of tries fail',
  ],
  [
    `(?:with |at )?an average (?:error|failure) rate of ${share},? (?:and|with) (?:a )?(?:peak|maximum|max)(?: error| failure)?(?: rate)? of ${share}`,
    'with $1 of tries failing on average and $2 at worst',
  ],
  [
    `${rate} (?:for [^,.]{2,40} )?(?:was|were|averaged|is|of) ${share}(?: on average)?,? (?:and|,|with)? ?(?:a )?(?:peaked|peaking|peak|maximum|max)(?: error rate)? (?:at|of) ${share}(?: (?:of|for) (?:(?:all|total|affected|update|the|overall) )*(?:[a-z]+ )?(?:requests|tries|attempts|calls|jobs)(?: to (?:the|this) (?:service|tool))?)?`,
    '$2 of tries failed on average and $3 at worst [$1]',
  ],
  [
    `${rate} (?:have |has )?(?:peaked|reached|rose to|exceeding|exceeded|above) (?:at )?${share}(?: (?:of|for) (?:all )?(?:[a-z-]+ )?(?:requests|tries|attempts|calls)(?: to (?:the|this) (?:service|tool))?)?`,
    'at worst $2 of tries failed [$1]',
  ],
  [`(?:(?:a|an) )?(?:approximate |average )?${share} (?:error|failure) rates?`, '$1 of tries failing'],
  [
    `(?:experiencing|seeing|had|saw|experienced) (?:high |elevated )?(?:error|failure) rates? (?:of |around |at )?${share}`,
    'seeing $1 of tries fail',
  ],
  [
    `(?:error|failure) rates? (?:on|for) ([a-z][a-z -]{2,30}?) (?:is|was|are|were) (?:now |at )?${share}`,
    '$2 of tries at $1 fail',
  ],
  [
    `(?:an? )?(?:elevated |increased )?(?:rate of |increase in the rate of )?5xx errors on the order of ${share} being returned from (?:numerous |many )?APIs across the site`,
    '$1 of calls from other programs end in an error',
  ],
  [
    `(?:the )?(?:error|failure) rates?,? (?:while elevated,? )?(?:was|were|is|are|of|at) ${share}`,
    '$1 of tries failed',
  ],
  [`5xx rate of ([\\w-]+?)(?:-api|-service)? above ${share}`, 'more than $2 of tries at $1 end in an error'],
  [`on the order of ${share}`, 'of about $1'],
  [`(?:with )?(?:peaking|peaked) at (?=about |nearly |more |\\d)`, 'at worst '],
  // Late and slow.
  [
    '(?:are|is|were|was) (?:currently )?experiencing (?:run|job) start delays (?:exceeding|of more than|of over|greater than) ',
    'start later than usual by more than ',
  ],
  [
    `(?:experienc(?:ed|ing)|saw|had|seeing) (?:run |job |status update )?(?:start )?delays? (?:exceeding|of more than|of over|greater than|longer than|of at least) `,
    'were late by more than ',
  ],
  [
    `(?:experienc(?:ed|ing)|saw|had|having) (?:an )?average (?:run |job )?(?:start )?delays? of ${span}`,
    'were late by $1 on average',
  ],
  [
    `(?:experienc(?:ed|ing)|saw|had|having) (?:an? )?(?:run |job |status update )?(?:start )?delays? (?:of )(?=about |up to |more |less |\\d|as )`,
    'were late by ',
  ],
  [
    `(?:experienc(?:ed|ing)|saw|had|having) (?:an? )?${span.replace('(?:minutes?', '(?:-?minutes?')} delays?`,
    'were late by $1',
  ],
  [
    '(were|was|are|is|been) delayed (?:by )?(?:an average of )(\\S+ (?:minutes?|hours?|seconds?))',
    '$1 late by $2 on average',
  ],
  ['(were|was|are|is|been) delayed (?:by )?(?=up to |about |more |at least |over |as |\\d)', '$1 late by '],
  [`taking longer than ${span} to start`, 'starting more than $1 late'],
  [`not starting within ${span}`, 'starting more than $1 late'],
  [`(?:we(?: are|'re) investigating )?delays? of (?=up to |about |\\d)`, 'delays of '],
  [`with an average delay of ${span}`, 'by $1 on average'],
  [`3 to 4 seconds of additional average request latency`, '3 to 4 seconds more waiting time for requests'],
  [`${span} of additional (?:average )?(?:request )?latency`, '$1 more waiting time'],
  [`could take ${span} to apply`, 'could take $1 to take effect'],
  // Failing.
  [
    `(?:experienc(?:ed|ing)|encountered|saw|seeing|hit|receiv(?:ed|ing)|returned|met) (?:intermittent |elevated |increased |frequent )?(?:HTTP )?(?:5\\d\\d |5xx |gateway timeout |server )?errors?(?: responses?)?(?= (?:for|when|while|on|during|and|between)|[,.]|$)`,
    'failed',
  ],
  ['being unable to be (created or resumed|created|started|resumed)', 'that could not be $1'],
  ['(?:were|was) unable to', 'could not'],
  ['(?:are|is) (?:currently )?unable to', 'cannot'],
  [`(?:causing|caused) (${share}) of (.{3,60}?) to fail`, 'making $1 of $3 fail'],
  [`saw (${share}) of (jobs|requests|runs) fail`, 'had $1 of its $3 fail'],
  ['saw slow requests or timeouts', 'were slow or got no answer'],
  ['saw impacts?', 'were disturbed'],
  ['users? saw failed requests and error responses in their [^,.]+', 'users met failures'],
  ['(?:requests|tries) (?:experienced|saw|had) increased latency', 'requests took longer'],
  ['leading to (?=\\d)', 'with '],
  ['resulting in (?=about |up to |nearly |\\d)', 'with '],
  ['(?:resulted in|leading to|resulting in) errors for', 'with errors for'],
  ['jumped from', 'rose from'],
  [
    'zero-result rate on /search (?:jumped|rose) from (\\S+) to (\\S+)',
    'searches that find nothing rose from $1 to $2',
  ],
  ['zero-result rate back to (\\S+?)(?=[.,;]|$)', 'searches that find nothing are back to $1'],
  ['about 1 in (\\d+) image requests in \\S+ PoPs returns? \\d+', 'about 1 in $1 pictures fails'],
  ['(\\d+ in \\d+) (\\w+) requests (?:in .{2,30} )?returns? (?:a )?5\\d\\d', '$1 $2 requests fails'],
  [
    '(?:has|have) reduced back to healthy levels for the last',
    'has been back to the usual level for the last',
  ],
  ['the timeout errors we are seeing', 'the number of tries without an answer'],
  // Who and what.
  ['(?:we are seeing that )?impact is limited to', 'this hits only'],
  ["(?:we(?: are|'re)|github is|it is) (?:seeing|experiencing|observing) (?:that )?", ''],
  [',? and (?:we )?(?:are|is) (?:still )?investigating(?=[.,]|$)', ''],
  ['(rolling|rolled|roll) back to v?\\d[\\d.]+', '$1 back to the old version'],
  ['self-?(?:resolved|mitigated|healed)', 'went away by itself'],
  ['\\bwe (?:currently )?have (?=about \\d|\\d)', ''],
  [
    '(?:we|the team) continue[sd]? (?:to )?investigat(?:e|ing) (?:issues? (?:related to|with|causing|where) |reports of |the cause of )?',
    '',
  ],
  [
    "(?:we(?: are|'re)|the team is) (?:still |now |currently |actively )*(?:continuing to )?investigat(?:e|ing) (?:(?:an |some )?(?:issues?|problems?) (?:related to|with|where|affecting|impacting) |reports of )?",
    '',
  ],
  ['(?:our|the) telemetry (?:shows?|indicates?) (?:that )?', ''],
  ['following (?:our |further )?investigation, ', ''],
  [
    '(?:further|our|the) investigation (?:has )?(?:discovered|determined|revealed|found|showed) (?:that )?',
    '',
  ],
  ["we(?: have| 've|'ve)? (?:identified|confirmed|determined|found) that ", ''],
  ['the (?:impact|effect) (?:from .{3,60} )?was limited to ', 'this hit only '],
  ['impact (?:was|is) (?:limited|isolated) to', 'this hit only'],
  ['(?:this is impacting|this impacts|this is affecting|this affects)', 'this hits'],
  ['(?:this impacted|this affected|impacting|affecting)', 'hitting'],
  ['the primary impact was to [^,]{3,200}, where ', ''],
  ['\\bto work-?around this issue, ', ''],
  ['^work-?arounds?: ', ''],
  ['^root cause: ', ''],
  ['as a work-?around, ', ''],
  ['as a work-?around', 'to get around it'],
  ['following these instructions:? its help page', 'as its help page says'],
  ['(?:reach out to us|contact us) in its help page', 'write to it'],
  ['the (\\w+(?: \\w+)?) service (?=was|is|experienced|had)', '$1 '],
  ["we(?:'re| are) waiting on", 'it is waiting for'],
  ['on-?going', 'still going on'],
];

const dates =
  '(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? 20\\d\\d)?|\\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?(?:,? 20\\d\\d)?|20\\d\\d-\\d\\d-\\d\\d)';
const point = `(?:${dates},? ?(?:at |from )?)?(?:about )?\\d{1,2}:\\d\\d(?::\\d\\d)?(?: utc)?(?: on ${dates})?`;
/** "On May 5, 2026, between 13:22 and 17:05 UTC," and "During this incident,": the opening of the telling says it already. */
const leads: readonly string[] = [
  `^on ${dates},? (?:between|from) ${point} (?:and|to|until|through) ${point},? `,
  `^(?:on ${dates},? )?(?:between|from) ${point} (?:and|to|until|through) ${point}(?: on ${dates})?,? `,
  `^on ${dates},? at ${point},? `,
  `^on ${dates},? `,
  '^(?:during|over|throughout|in) (?:this|the|that|both) (?:course of the )?(?:time window|time period|time|window|period|incidents?|incident window|incident period|impact window|event|duration|affected window)(?: of the incident)?,? ',
  '^(?:additionally|also|finally|unfortunately|however|in addition|as a result|at this time|for reference|specifically|overall|furthermore|in total), ',
];

/** Acronyms and side remarks in brackets that only repeat what stands before them. */
const asides =
  /\s*\((?:[A-Z]{2,}[A-Za-z]{0,3}|[A-Z][\w ]+|release [\w.]+|requests to [^)]*|via [^)]*|representing [^)]*|for example,[^)]*|e\.g\.[^)]*|i\.e\.[^)]*|sometimes[^)]*|\d+ minutes|[\dhm ]+)\)/g;

/** Words in front of a rate that do not say what it is the rate of. */
const bare =
  /^(?:(?:the|an?|its|our|on|average|overall|and|with|had|have|saw|was|of|this|that|at|peak|in|to|service|request|observed|total|global|average|merge|these|for|which) )*$/i;

/** Ids of machines, tickets and releases say nothing to a reader; the word that led to them goes along. */
const ids =
  /(?:,? (?:and )?(?:is |are )?tracked (?:in|as|under))? ?(?:\b(?:to|from|on|in|by|at|of|as|under) )?(?<![\w.€$-])(?:[a-z]{2,12}-\d{1,5}|[A-Z]{2,8}-\d{2,6}|v\d+\.\d[\d.]*)(?![\w%-]|\.\d)/g;

const compiled = turns.map(([pattern, put]) => [new RegExp(pattern, 'gi'), put] as const);
const opened = leads.map((pattern) => new RegExp(pattern, 'i'));

/** Takes the lead-in off a sentence (when and during what), so that only what happened is left. */
export const withoutLead = (text: string): string => {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const lead of opened) rest = rest.replace(lead, '');
  }
  return rest;
};

/** Puts a tidied sentence round, turn by turn. */
export const putRound = (text: string): string =>
  compiled
    .reduce((sofar, [pattern, put]) => sofar.replace(pattern, put), text.replace(asides, '').replace(ids, ''))
    .replace(/ \[([^\]]*)\]/g, (_, of: string) => (bare.test(of) ? '' : ` (${of.trim()})`))
    .replace(/^on average,? (.*\bon average\b)/i, '$1');
