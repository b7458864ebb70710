import type { Interpretation } from '../interpretation.ts';
import { meaningOf } from '../mentions/meaning.ts';
import type { Calendar } from '../time/calendar.ts';
import { resolveTime } from '../time/resolve.ts';
import type { Clause } from './guards.ts';

/** What can be down, by the words people use for it; the ids are those that incidents carry. */
const capabilities: Readonly<Record<string, string>> = {
  checkout: 'checkout, check out, basket page, cart page, kasse, kassa, caja',
  payments:
    'payment, payments, paying, paypal, stripe, klarna, adyen, card payments, zahlung, zahlungen, pago, pagos, pay',
  storefront:
    'shop, site, website, web site, webshop, online shop, store, storefront, homepage, product pages, frontend, webseite, seite, tienda, web',
  search: 'search, site search, suche, buscador',
  login: 'login, log in, sign in, account pages, accounts, anmeldung',
  email: 'email, emails, e mails, newsletter system, order confirmations, mail system',
  shipping:
    'shipping labels, label printing, label printers, label printer, labels, dhl api, carrier api, shipping system, versand',
  stock: 'stock sync, inventory sync, warehouse system, wms, scanners, handhelds',
  api: 'api, apis, server, servers, backend, database, hosting, cloud, aws, system, systems, everything, anything, platform, integration',
};

const names = Object.entries(capabilities).flatMap(([id, list]) =>
  list.split(', ').map((name) => ({ id, name })),
);

const longestFirst = names.toSorted((a, b) => b.name.length - a.name.length);

const capabilityIn = (text: string): string | null => {
  const found = longestFirst.find(({ name }) => ` ${text} `.includes(` ${name} `));
  return found ? (found.id === 'api' ? null : found.id) : null;
};

/** Outside services that people name; an event is theirs when it carries the name. */
const suppliers =
  'paypal, stripe, klarna, adyen, mollie, braintree, dhl, ups, dpd, gls, fedex, hermes, usps, royal mail, shopify, woocommerce, magento, adobe commerce, aws, amazon web services, azure, google cloud, cloudflare, fastly, vercel, netlify, github, gitlab, algolia, klaviyo, mailchimp, sendgrid, twilio, slack, openai, zendesk, xero, easypost, shippo, sendcloud, shipstation, aftership'.split(
    ', ',
  );

const supplierIn = (text: string): string | null =>
  suppliers.find((name) => ` ${text} `.includes(` ${name} `)) ?? null;

const things = [...longestFirst.map(({ name }) => name), ...suppliers].join('|');

const brokenNow = new RegExp(
  `\\b(?:is|are|was|were|ist|sind|war|esta|why is|warum ist)? ?(?:the |our |der |die |das |la |el )?(?:${things})(?: \\w+)? (?:down|offline|broken|slow|up(?! \\d| to| on| vs)|working|not working|funktioniert|kaputt|gestoert|gestort|langsam|caido|caida|roto|lento|back(?! ?order)|back up|having (?:issues|problems|trouble)|has (?:issues|problems)|affected|unavailable|failing|unreachable|acting up|ok|okay|healthy|alive|gone)\\b`,
);

const outage =
  /\b(?:(?:was|were) there (?:an? |any )?(?:outages?|incidents?|downtime|disruptions?)|(?:payments?|checkout|shop|site|website|store|login|search) (?:problems?|issues?|errors?|trouble)|(?:any|are there|is there|current|ongoing|open|active|what|which|known|live|right now)(?: \w+){0,3} (?:outages?|incidents?|disruptions?|downtime|problems with the (?:shop|site)|tech(?:nical)? (?:issues|problems)|system issues)|anything (?:broken|down|wrong|going on)|something (?:broken|down|wrong)|everything (?:ok|okay|up|working|running|fine)|all systems|system status|status page|status of (?:the )?(?:shop|site|website|checkout|payments?|systems?|store)|(?:shop|site|website|checkout|payments?|store|system) status|what (?:is|was) (?:the )?(?:outage|incident|down|broken)|what broke|what happened to (?:the )?(?:shop|site|website|checkout|payments?)|(?:problems?|issues?|trouble) with (?:the |our )?(?:shop|site|website|checkout|payments?|store|search|login|paypal|stripe|klarna|\w+ payments?)|cant (?:(?:people|customers?|shoppers|visitors|anyone|they|we) )?(?:pay|check ?out|log ?in|order|buy)|can not (?:pay|check ?out|log ?in)|cannot (?:pay|check ?out|log ?in|order)|customers? (?:cant|cannot|can not|are unable)|gibt es (?:gerade )?(?:stoerungen|storungen|ausfaelle|probleme)|stoerung|storung|last (?:incident|outage)|latest (?:incident|outage))\b/;

/** Whether people can do what a shop is for, or staff what they work with. */
const canThey =
  /\b(?:can|could|are|is) (?:the |our )?(?:people|customers?|shoppers|buyers|visitors|users|anyone|anybody|everyone|they|somebody|someone)(?: (?:still|actually|currently|now|even|able|to))* (?:pay|buy|order|check ?out|log ?in|sign ?in|search|use the (?:shop|site)|reach (?:the |our )?(?:shop|site)|place (?:an )?orders?)\b|\bcan we(?: (?:still|currently))? (?:print (?:shipping )?labels|take (?:card )?payments?|sell anything)\b|\b(?:e ?)?mails (?:going|being sent|sent) out\b/;

/** Whose fault, what changed before it, when it is back: asked of whatever is broken. */
const aboutIt =
  /\b(?:is it (?:us|our side|on our side)|(?:us or|or is it) (?:the |our )?(?:payment provider|provider|hosting|us|them)|(?:when (?:will|is|are) (?:it|that|this|everything|the .{2,20}?) (?:be )?(?:back|fixed|over|working again|running again|up again))|what (?:was )?changed? (?:right |just )?before|what went wrong|what happened (?:yesterday|today|this morning|last night)$|what happened (?:yesterday |today |this morning |last night )?(?:to|at|with|in) (?:the )?(?:shop|site|website|checkout|payments?))\b/;

const ofSupplier = new RegExp(
  `\\b(?:problems?|issues?|trouble|outages?|incidents?) (?:with|at|of) (?:the |our )?(?:${suppliers.join('|')})\\b|\\b(?:${suppliers.join('|')}) status\\b|^status$`,
);

const patterns = [brokenNow, outage, aboutIt, ofSupplier];

/** A count or a split of incidents is a figure, not a state of things. */
const isFigure =
  /\b(?:bills?|invoices?|costs?|spend|spent|fees?|payouts?|how many|number of|count|by (?:severity|month|week|day|capability|vendor)|per|cost|orders?|revenue|sales|mttr|time to)\b/;

/** "Is checkout down", "any outages right now", "what was the outage yesterday"; null when it is something else. */
export const readStatus = (clause: Clause, calendar: Calendar): Interpretation | null => {
  const { text, mentions } = clause;
  const said = bare(text);
  const isAsked = canThey.test(said) || (!isFigure.test(text) && patterns.some((one) => one.test(said)));
  if (!isAsked) return null;
  const time = mentions.map((mention) => meaningOf(mention, 'time')).find((one) => one !== null);
  const period = time && time.rule.kind !== 'now' ? resolveTime(time.rule, calendar) : null;
  const isPast =
    period !== null && Temporal.ZonedDateTime.compare(period.from, calendar.now.startOfDay()) < 0;
  return {
    kind: 'status',
    capability: capabilityIn(text),
    supplier: supplierIn(text),
    period: isPast ? period : null,
  };
};

const bare = (text: string): string => text.replace(/\b(?:right|just) now\b|\bat the moment\b/g, ' ').trim();
