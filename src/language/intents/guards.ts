import type { NameMatch } from '#src/metrics/names.ts';
import type { Interpretation } from '../interpretation.ts';
import type { Mention, Word } from '../mentions/meaning.ts';
import { isCue, meaningOf } from '../mentions/meaning.ts';
import type { Language } from '../words/fillers.ts';
import { isFiller } from '../words/fillers.ts';

/** A clause as the intents see it: folded words, what was found in them, and the words as one text. */
export type Clause = {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** The shop's names in it, unsure ones too. */
  readonly names: readonly NameMatch[];
  readonly language: Language;
  readonly text: string;
};

type Refusal = Extract<Interpretation, { readonly kind: 'refuse' }>;

/** Attempts to steer the bot instead of asking it; a message with one is not answered at all. */
const steering =
  /\b(?:(?:ignore|forget|disregard) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|other|system)? ?(?:instruction|prompt|rule)s?|system prompt|system (?:reveal|show|include|print|message)|developer mode|debug mode|god mode|admin mode|jailbreak|you are now|pretend (?:to be|you)|act as|i am (?:the |an )?(?:admin|administrator|root|owner|ceo|developer)|sudo|prompt injection|drop table|union select|insert into|delete from|select \w+ from|or 1 1|reveal|base64|tool call|call tool|execute|eval)\b/;

export const isSteering = (text: string): boolean => steering.test(text);

const personal =
  /\b(?:e ?mail address(?:es)?|customer e ?mails?|e ?mails? (?:of|for|from) (?:the |our |all |this |that )*(?:customers?|buyers?|order|person|people|client|user)|(?:phone|telephone|mobile|cell) numbers?|phone of|postal address|(?:shipping|delivery|billing|home|customer|street) address(?:es)?|address(?:es)? (?:of|for|from)|their address(?:es)?|(?:the|his|her) address|date of birth|birthdays?|(?:credit )?card numbers?|credit card (?:data|details|info)|iban|bank (?:account|details)|passwords?|contact (?:details|data|info)|customers? (?:names?|list|data|records?|phones?|telephone|mobile|address(?:es)?|e ?mails?|contact)|names? of (?:the |our |all )*(?:customers?|buyers?|clients?)|(?:list|show|export|give me) (?:all |the |our |of )*(?:customers|buyers|clients) (?:from|with|in|by name|who)|which customers?|(?:best|top|biggest|worst) (?:\d+ )?(?:customers?|clients?|buyers?)|who (?:is|are|was|were) (?:the |our |my )*(?:best|top|biggest|worst|customers?|buyers?|client)|(?<!customers |people |buyers |shoppers |those |visitors |ones |anyone |everyone )who (?:has |have |had )?(?:bought|buys|buy|ordered|orders|purchased|returned|returns|spent|spends|placed|paid|used|complained)|export customers?|adressen? (?:von|der|des)|telefonnummern?|kundennamen|kundendaten|kundenliste|wer hat (?:am meisten )?(?:gekauft|bestellt)|direccion(?:es)? de|telefono de|correos? (?:de|del)|nombres? de (?:los )?clientes?|quien (?:compro|pidio))\b/;

const colleagues =
  /\b(?:(?:which|what|best|worst|slowest|fastest|laziest|top) (?:employees?|colleagues?|pickers?|packers?|workers?|agents?|staff|drivers?|people)|who (?:packed|packs|picked|picks|shipped|ships|handled|handles|works?|worked|sold|sells|answered|is late|was late|is (?:the )?(?:slowest|fastest|laziest|worst|best)|made (?:the )?(?:most )?(?:mistakes|errors)|deployed|broke|caused)|(?:per|by|each) (?:employee|colleague|picker|packer|worker|agent|staff member)|(?:employee|picker|packer|agent|staff) (?:performance|ranking|productivity)|salary|salaries|wages?|payroll|sick (?:days?|leave)|overtime of|mitarbeiter(?:in)?|gehalt|gehaelter|krankheitstage|empleado|salario|sueldo)\b/;

/** Verbs that change something, in the form in which people order them. */
const actions = new Set(
  `refund cancel delete remove erase pause stop resume restart reboot reset set change update increase decrease raise lower
   reduce create add insert ship resend book move transfer restock deploy rollback roll revert merge fix enable disable turn
   launch publish unpublish issue apply mark assign edit pay approve reject reimburse email call contact block ban
   upload switch rename shut give double charge buy drop
   storniere stornieren loesche losche loeschen erstatte pausiere stoppe starte setze aendere andere erhoehe erhohe senke
   bezahle versende sperre
   cancela borra elimina reembolsa pausa cambia sube baja paga envia`.split(/\s+/),
);

/** Words before the verb of an order: "please", "can you", "go ahead and". */
const leadIn =
  /^(?:please|pls|plz|kindly|can|could|would|will|you|u|go|ahead|and|just|now|i|we|want|need|id|like|to|lets|let|us|also|then|bitte|kannst|du|por|favor|puedes|hey|hi|ok|okay|so|quickly|bot)$/;

/** "Change in revenue", "update on sales", "add returns too": these verbs also ask. */
const asksAfter: Readonly<Record<string, RegExp>> = {
  change: /^(?:in|of|vs|since|compared|from|over|by|rate)$/,
  update: /^(?:on|for|me|us|about|please)$/,
  give: /^(?:me|us|an|the)$/,
  call: /^(?:it)$/,
  add: /^(?:returns|refunds|orders|revenue|sales|aov|also)$/,
  set: /^(?:against)$/,
  drop: /^(?:in|of|off|since|from|rate)$/,
  increase: /^(?:in|of|since|from|vs)$/,
  decrease: /^(?:in|of|since|from|vs)$/,
  raise: /^(?:in)$/,
  refund: /^(?:rate|amount|value|total|share|percentage|last|this|yesterday|today|by|per|in)$/,
  cancel: /^(?:rate|share)$/,
  ship: /^(?:time|rate|to)$/,
  stop: /^(?:rate)$/,
  email: /^(?:revenue|orders|sales|traffic|sessions|campaign|conversion|performance|last|this|vs|yesterday)$/,
  contact: /^(?:rate)$/,
  issue: /^(?:with|in)$/,
  double: /^(?:eleven)$/,
  charge: /^(?:backs?)$/,
  buy: /^(?:rate)$/,
  baja: /^(?:de)$/,
  move: /^(?:in)$/,
};

const doing =
  /\b(?:make|do|issue|process|trigger) (?:a |the |another )?(?:refund|payment|payout|transfer|cancellation|purchase|deploy)\b/;

const orderedNow = ({ words, mentions, text }: Clause): boolean => {
  if (doing.test(text)) return true;
  const first = words.findIndex(({ word }) => !leadIn.test(word));
  const verb = words[first]?.word ?? '';
  const next = words[first + 1]?.word ?? '';
  if (verb === 'order' || verb === 'reorder') return ordersGoods(words, mentions, first);
  if (next === '' || !actions.has(verb) || asksAfter[verb]?.test(next)) return false;
  const phrase = mentions.find(({ start, end }) => start <= first && first < end);
  return !(
    phrase &&
    phrase.end - phrase.start > 1 &&
    (meaningOf(phrase, 'metric') || isCue(phrase, 'change'))
  );
};

/** "Order 50 yoga mats": a small number and a thing after it. */
const ordersGoods = (words: readonly Word[], mentions: readonly Mention[], at: number): boolean =>
  /^\d{1,4}$/.test(words[at + 1]?.word ?? '') &&
  mentions.some((mention) => mention.start >= at + 2 && meaningOf(mention, 'name') !== null);

/** "How many orders did Anna pack": a name nobody knows before a verb of the warehouse or the desk. */
const namesColleague = ({ words, language, mentions }: Clause): boolean =>
  words.some(({ word }, i) => {
    if (
      !/^(?:pack|packed|pick|picked|handle|handled|process|processed|answer|answered|sort|sorted)$/.test(word)
    )
      return false;
    const who = words[i - 1];
    if (!who || isFiller(who.word, language) || /^\d|order|parcel|item|piece|product|ticket/.test(who.word))
      return false;
    return !mentions.some(({ start, end }) => start <= i - 1 && i - 1 < end);
  });

/** What is never done or shown, whoever asks: personal data, colleagues' performance, changes. Null when all is well. */
export const guard = (clause: Clause): Refusal | null => {
  const { text } = clause;
  if (colleagues.test(text) || namesColleague(clause))
    return { kind: 'refuse', reason: 'colleagues', what: 'the performance of colleagues' };
  if (personal.test(text)) return { kind: 'refuse', reason: 'personal_data', what: 'personal data' };
  return orderedNow(clause) ? { kind: 'refuse', reason: 'write_action', what: 'changing something' } : null;
};
