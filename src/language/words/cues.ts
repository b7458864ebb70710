import type { Language } from './fillers.ts';

/** What small words and fixed phrases say about how a figure is wanted. */
export type Cue =
  | 'versus'
  | 'year_before'
  | 'week_before'
  | 'period_before'
  | 'day_before'
  | 'change'
  | 'list'
  | 'not'
  | 'only'
  | 'also'
  | 'by'
  | 'each'
  | 'which'
  | 'how_many'
  | 'how_much'
  | 'in_money'
  | 'average'
  | 'median'
  | 'share'
  | 'most'
  | 'least'
  | 'best'
  | 'worst'
  | 'fastest'
  | 'slowest'
  | 'why'
  | 'forecast'
  | 'goal'
  | 'target'
  | 'all_stores'
  | 'no_split'
  | 'which_ones'
  | 'it'
  | 'state'
  | 'count_noun'
  | 'until'
  | 'filler';

/** Phrases per cue and language, folded; commas part them. */
export const cuePhrases: Readonly<Record<Cue, Readonly<Partial<Record<Language, string>>>>> = {
  versus: {
    en: 'vs, between, compared to, compared with, compare to, compare with, compared against, compare, compared, comparing, comparison to, comparison with, in comparison to, relative to, against, as opposed to, than, difference between, difference from, difference to, up on, down on, over the same',
    de: 'gegen, zwischen, gegenueber, gegenuber, verglichen mit, im vergleich zu, im vergleich zum, im vergleich zur, im vergleich mit, im vergleich, vergleich, vergleiche, zum vergleich, als',
    es: 'comparado con, entre, comparada con, comparados con, frente a, en comparacion con, contra, respecto a, compara, comparar',
  },
  year_before: {
    en: 'yoy, yoy growth, year over year, year on year, same period last year, same time last year, this time last year, same month last year, same week last year, same day last year, same quarter last year, same weekend last year, same date last year, same period a year ago, same month a year ago, same time a year ago, prior year, year before, a year earlier',
    de: 'im vorjahr, zum vorjahr, vorjahr, vorjahreszeitraum, vorjahresmonat, vorjahreswoche, gleicher zeitraum letztes jahr, gleichen zeitraum letztes jahr, gleichen zeitraum im vorjahr',
    es: 'mismo periodo del ano pasado, mismo mes del ano pasado, interanual, mismo periodo ano pasado',
  },
  week_before: {
    en: 'same day last week, same weekday last week, same time last week, this time last week, same day the week before, same day a week ago, week before, a week earlier',
    de: 'vorwoche, zur vorwoche, gleicher tag letzte woche, gleichen tag letzte woche',
    es: 'mismo dia de la semana pasada, semana anterior',
  },
  period_before: {
    en: 'previous period, prior period, period before, wow, mom, qoq, dod, week over week, week on week, month over month, month on month, quarter over quarter, day over day, month before, quarter before, weekend before, hour before, vs last, vs previous, vs prior, vs the last, vs the previous, than last, the one before, preceding period, previous one',
    de: 'vorperiode, vormonat, zum vormonat, vorquartal, zum vorquartal, vorherigen zeitraum',
    es: 'periodo anterior, mes anterior, trimestre anterior',
  },
  day_before: { en: 'day before, previous day, day earlier', de: 'vortag, tag davor', es: 'dia anterior' },
  change: {
    en: 'change, changes, changed, growth, grow, grew, grown, growing, difference, increase, increased, decrease, decreased, trend, trending, develop, developed, development, evolve, evolved, evolution, up or down, up, down, rise, rose, risen, fall, fell, fallen, drop, dropped, decline, declined, spike, spiked, jump, jumped, dip, dipped, higher, lower, better, worse, dearer, cheaper, costlier, more expensive, pricier',
    de: 'veraenderung, veranderung, veraendert, verandert, wachstum, entwicklung, entwickelt, gestiegen, gesunken, gefallen, steigen, sinken, unterschied',
    es: 'cambio, crecimiento, evolucion, subido, bajado, variacion, diferencia',
  },
  list: { en: 'and, or, plus', de: 'und, oder, sowie', es: 'y, o, e' },
  not: {
    en: 'not, without, excluding, exclude, excludes, except, except for, not counting, not including, all but, everything but, everywhere but, countries but, all countries but, anything but, leaving out, leave out, other than, apart from, aside from, besides, outside, outside of, non, minus, no, but not, ignoring, ignore',
    de: 'nicht, ohne, ausser, ausgenommen, ausserhalb, exklusive, nicht aus, keine, kein',
    es: 'no, sin, excepto, excluyendo, salvo, menos, fuera de, sin contar',
  },
  only: {
    en: 'only, but only, only for, solely, exclusively',
    de: 'nur, ausschliesslich, lediglich',
    es: 'solo, solamente, unicamente',
  },
  also: {
    en: 'also, too, as well, add, additionally',
    de: 'auch, zusaetzlich, zusatzlich, ebenfalls',
    es: 'tambien, ademas',
  },
  by: {
    en: 'by, per, split by, broken down by, break down by, breakdown by, break it down by, grouped by, group by, split into, across, split per, divided by, segmented by, sorted by, sort by, ranked by, rank by, ordered by, in terms of, for each, for every, by each, per each, for the different',
    de: 'nach, pro, je, aufgeteilt nach, aufgeschluesselt nach, aufgeschlusselt nach, gruppiert nach, fuer jeden, fuer jedes, fuer jede',
    es: 'por, por cada, segun, desglosado por, dividido por',
  },
  each: { en: 'each, every, all the', de: 'jede, jeder, jedes, jeden', es: 'cada' },
  which: {
    en: 'which, what, whats, list, list the, list of, show me all, show all, give me all, any, name',
    de: 'welche, welcher, welches, welchen, was fuer, liste',
    es: 'que, cual, cuales, lista de',
  },
  how_many: {
    en: 'how many, number of, count of, how often, no of, total number of, quantity of, nr of, hm',
    de: 'wie viele, wieviele, anzahl, anzahl der, wie oft',
    es: 'cuantos, cuantas, numero de, cantidad de',
  },
  how_much: {
    en: 'how much, how much money, what amount, amount of, sum of',
    de: 'wie hoch, wie viel, wieviel',
    es: 'cuanto, cuanta, importe de',
  },
  in_money: {
    en: 'value, value of, worth, worth of, in money, in eur',
    de: 'wert, wert der',
    es: 'valor, valor de',
  },
  average: {
    en: 'average, on average, mean',
    de: 'durchschnittlich, durchschnittliche, durchschnitt, im schnitt, im durchschnitt, durchschnittlicher',
    es: 'media, medio, promedio, de media, en promedio',
  },
  median: { en: 'median', de: 'median', es: 'mediana' },
  share: {
    en: 'share of, share, percentage of, percentage, percent of, proportion of, what share of, what percent of, what percentage of, fraction of, percent',
    de: 'anteil, anteil der, anteil von, prozent',
    es: 'porcentaje, porcentaje de, cuota, proporcion',
  },
  most: {
    en: 'most, the most, most often, peak, highest first, largest first, biggest first, highest, top, biggest, largest, greatest, leading, most of, number one, maximum, max, busiest',
    de: 'meisten, am meisten, hoechste, hochste, hoechsten, hochsten, groesste, grosste, groessten, grossten, staerksten, starksten',
    es: 'mas, mayor, mayores, mas alto, mas alta, maximo',
  },
  least: {
    en: 'least, the least, lowest first, smallest first, lowest, fewest, bottom, smallest, minimum, cheapest, quietest',
    de: 'wenigsten, am wenigsten, niedrigste, niedrigsten, kleinste, kleinsten, geringste',
    es: 'menos, menor, menores, mas bajo, mas baja, minimo',
  },
  best: {
    en: 'best performing, top performing, best, strongest, the best, best first',
    de: 'beste, besten, bester, bestes, am besten',
    es: 'mejor, mejores',
  },
  worst: {
    en: 'worst performing, poorest performing, underperforming, worst, weakest, the worst, poorest, worst first',
    de: 'schlechteste, schlechtesten, am schlechtesten',
    es: 'peor, peores',
  },
  fastest: {
    en: 'fastest, quickest',
    de: 'schnellste, schnellsten, am schnellsten',
    es: 'mas rapido, mas rapida',
  },
  slowest: { en: 'slowest', de: 'langsamste, langsamsten, am langsamsten', es: 'mas lento, mas lenta' },
  why: {
    en: 'why, how come, what caused, what is causing, reason for, reasons for, cause of, what is behind, what drove, what is driving, explain why, what explains, what happened to, what happened with, whats up with, what is going on with',
    de: 'warum, wieso, weshalb, woran liegt, woran lag, was ist los mit, grund fuer',
    es: 'por que, a que se debe, motivo de, causa de',
  },
  forecast: {
    en: 'forecast, forecasts, forecasted, predict, prediction, predicted, projected, projection, expect, expected, outlook, estimate for, will we, what will, how much will, how many will, will be, run rate, going to be, heading for',
    de: 'prognose, vorhersage, voraussichtlich, hochrechnung, erwartet',
    es: 'prevision, pronostico, previsto, proyeccion',
  },
  goal: {
    en: 'hit, reach, meet, on target, on track, on track for, vs target, versus target, against target, compared to target, against the target, vs our target, vs goal, against goal, vs budget, versus budget, against budget, against the budget, over budget, under budget, within budget',
    de: 'gegen ziel, zum ziel, erreichen',
    es: 'contra objetivo, alcanzar',
  },
  target: {
    en: 'target, targets, the target, our target, goal, our goal, the goal',
    de: 'ziel, unser ziel, planziel',
    es: 'objetivo, nuestro objetivo',
  },
  all_stores: {
    en: 'all stores, both stores, all shops, both shops, every store, across stores, across all stores, all our stores, in all stores, overall stores',
    de: 'alle shops, alle laeden, alle laden, beide shops, in allen shops',
    es: 'todas las tiendas, ambas tiendas',
  },
  no_split: {
    en: 'in total, total, overall, altogether, all together, combined, in all',
    de: 'insgesamt, gesamt, zusammen',
    es: 'en total',
  },
  which_ones: {
    en: 'which ones, which one, which, list them, show them, show me them, name them, what are they, which are they, details',
    de: 'welche, welche sind das',
    es: 'cuales, cuales son',
  },
  it: {
    en: 'it, that, this, those, these, them, that quarter, that month, that week, that period, that day, that year, same period, same quarter, same month, same week, same day, same days, then, same, the same, same time, same point, ones, same thing, that one, this one',
    de: 'das, dies, dieselbe, dasselbe, gleiche, das gleiche',
    es: 'eso, esto, lo mismo, mismo',
  },
  count_noun: {
    en: 'pieces, units, items, pcs, products',
    de: 'stueck, stuck, teile, artikel',
    es: 'unidades, piezas, articulos',
  },
  state: {
    en: 'open, active, current, live, unresolved, pending',
    de: 'offen, offene, aktive',
    es: 'abiertos, abiertas, activos',
  },
  /** Where a span without a start ends: nobody knows where it begins, so it is asked. */
  until: { en: 'up to, leading up to, run up to' },
  filler: {
    en: 'hit, affected, affecting, quick one, quick question, real quick, quickly please, handed to, given to, attributed to, attributed, coming from, came from, come from, driven by, thanks to, via, using, how high, how low, how big, how large, how long is, how long was, how long are, how long were, how is, how are, how was, how were, how did, how has, a breakdown, split, wise, by the way, at all, per se, in the system, on hand side, right now please, so called, kind of, in my opinion, good morning, good afternoon, good evening, good day, as a table, as a chart, as a list, as a graph, as table, as chart, in a table, in a chart, in a graph, line chart, bar chart, i think, thank you, no idea, not sure',
    de: 'wie hoch, wie gross, wie lang, wie lange, guten morgen, guten tag, wie sieht, sieht es aus, als tabelle',
    es: 'por favor, buenos dias, buenas tardes, como va, como van',
  },
};
