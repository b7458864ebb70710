import type { Interpretation } from '../interpretation.ts';
import { meaningOf } from '../mentions/meaning.ts';
import type { Clause } from './guards.ts';

const metricsIn = ({ mentions }: Clause): readonly string[] =>
  mentions.flatMap((mention) => meaningOf(mention, 'metric')?.id ?? []);

const fresh =
  /\b(?:how (?:fresh|current|recent|up to date|old|stale|outdated) (?:is|are) (?:the|this|that|these|those|our|your|it)\b.*|up to date|last (?:sync|synced|synchronised|synchronized|refresh|refreshed|import|imported|data update|updated)|data (?:fresh|freshness|age|delay|lag|current|live)|freshness|when (?:did|do|was|were|is|are|does|will).* (?:sync|syncs|synced|updated?|refresh|refreshes|refreshed|imported|loaded)|(?:figures|numbers|data) (?:stale|outdated|old|live|fresh)|stale data|as of when|how live|is (?:this|that|the data|it) live|wie aktuell|letzte (?:synchronisierung|aktualisierung)|ultima (?:sincronizacion|actualizacion)|actualizados?)\b/;

const ofData =
  /\b(?:data|numbers?|figures?|info|information|this|that|these|it|sync|daten|zahlen|datos|feed|source|sources)\b/;

/** "Is the data up to date", "when did Shopify last sync", "how old are the stock numbers". */
export const readFreshness = (clause: Clause): Interpretation | null => {
  if (!fresh.test(clause.text)) return null;
  const metrics = metricsIn(clause);
  if (/\bhow (?:old|recent|current)\b/.test(clause.text) && !ofData.test(clause.text) && metrics.length === 0)
    return null;
  return { kind: 'freshness', metric: metrics[0] ?? null };
};

const definition =
  /\b(?:how (?:is|are|was|do you|do we|does it|is it) (?:\w+ ){0,5}(?:calculated|computed|defined|measured|counted|calculate|compute|define|measure|derived|worked out)|how did you (?:get|calculate|compute)|what (?:does|do) (?:\w+ ){0,5}(?:mean|include|contain|cover|stand for)|meaning of|definition|define|formula|what (?:counts|is counted|is included|goes in|do you count|do you mean)|what exactly is|difference between|what is the difference|how do you define|wie (?:wird|berechnet|berechnest)(?: \w+){0,5}(?: berechnet| definiert)?|was bedeutet|was heisst|como se calcula|que significa|que es)\b/;

const includes =
  /^(?:does|do|is|are|did|has) (?:the |our |your )?.*\b(?:include|includes|including|included|contain|contains|excluding|exclude|before|after|with|net of|gross of)\b.*\b(?:tax|taxes|vat|shipping|discounts?|refunds?|returns?|cancellations?|cancelled|gift cards?)\b/;

/** "What is AOV": two words and a metric, no period, no "our". */
const bareWhat = ({ words, mentions, text }: Clause): boolean => {
  const metrics = mentions.filter((mention) => meaningOf(mention, 'metric'));
  const [only] = metrics;
  return (
    only !== undefined &&
    metrics.length === 1 &&
    /^what (?:is|are) (?:an? )?/.test(text) &&
    only.end === words.length &&
    only.start === (/^what (?:is|are) an? /.test(text) ? 3 : 2)
  );
};

/** "How is net sales calculated", "what does AOV mean", "does revenue include VAT"; `before` is what "that" means. */
export const readDefinition = (
  clause: Clause,
  before: string | null,
  isNow: (id: string) => boolean,
): Interpretation | null => {
  const metrics = metricsIn(clause);
  const asked = definition.test(clause.text) || includes.test(clause.text);
  const hasTime = clause.mentions.some(
    (mention) => meaningOf(mention, 'time') !== null || meaningOf(mention, 'name') !== null,
  );
  const [first] = metrics;
  if (asked && !(hasTime && /\bdifference\b/.test(clause.text))) {
    const id = /\bdifference between\b/.test(clause.text) && metrics.length < 2 ? null : (first ?? before);
    return id === null ? null : { kind: 'define', metric: id };
  }
  return first !== undefined && bareWhat(clause) && !isNow(first) ? { kind: 'define', metric: first } : null;
};
