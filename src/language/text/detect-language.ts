import { singular, wordsOf } from '#src/lib/text.ts';
import { catalogue } from '#src/metrics/catalogue.ts';
import { dimension, dimensionIds } from '#src/metrics/dimensions.ts';
import { cuePhrases } from '../words/cues.ts';
import type { Language } from '../words/fillers.ts';
import { fillerCount, languages } from '../words/fillers.ts';
import { recogniseOther } from '../words/other-languages.ts';

/** Words of the calendar that tell the language; the grammar itself reads all of them alike. */
const calendar: Readonly<Record<Language, string>> = {
  en: 'last this next week weeks month months quarter year years day days today yesterday tomorrow since until ago weekend monday tuesday wednesday thursday friday saturday sunday january february march may june july october december previous past',
  de: 'letzte letzten letzter letztes woche wochen monat monate quartal jahr jahre tag tage tagen heute gestern morgen seit bis vor montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz maerz mai juni juli oktober dezember diese diesen dieses wochenende',
  es: 'semana semanas mes meses trimestre ano anos dia dias hoy ayer manana desde hasta hace pasado pasada pasados ultimos ultimas ultimo ultima lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre este esta',
};

const wordsIn = (language: Language): ReadonlySet<string> =>
  new Set(
    [
      ...catalogue.flatMap(({ synonyms }) => synonyms[language] ?? []),
      ...dimensionIds.flatMap((id) => dimension(id).synonyms[language] ?? []),
      ...Object.values(cuePhrases).flatMap((lists) => lists[language] ?? []),
      calendar[language],
    ]
      .flatMap(wordsOf)
      .map(singular),
  );

const known: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: wordsIn('en'),
  de: wordsIn('de'),
  es: wordsIn('es'),
};

const score = (words: readonly string[], language: Language): number =>
  fillerCount(words, language) + words.filter((word) => known[language].has(singular(word))).length;

/** The language a question is asked in, by which of them knows most of its words; English when it makes no difference. */
export const detectLanguage = (words: readonly string[]): Language =>
  languages.reduce(
    (best, language) => (score(words, language) > score(words, best) ? language : best),
    'en' as Language,
  );

/** What to say in the asker's language where it is one that the rules do not read; null where they do. */
export const foreignSentence = (words: readonly string[]): string | null => {
  const other = recogniseOther(words);
  return other && languages.every((language) => other.score > score(words, language)) ? other.sentence : null;
};
