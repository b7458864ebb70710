/**
 * Syllables of an English word, counted by its groups of vowels: silent e and -ed taken off, at least one.
 * Figures and short forms in capitals count as one, as readers take them in at a glance.
 */
export const syllables = (word: string): number => {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === '' || /^[A-Z]{2,5}$/.test(word)) return 1;
  const trimmed = letters
    .replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, (ending) => ending.charAt(0))
    .replace(/^y/, '');
  const groups = trimmed.match(/[aeiouy]+/g)?.length ?? 0;
  const split = trimmed.match(/(?:ia(?!n$)|io(?!n)|eo|iu|ua(?!r)|[^q]ua(?=t))/g)?.length ?? 0;
  return Math.max(1, groups + split);
};

const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.:,%-]*/gu) ?? [];

/**
 * Flesch–Kincaid grade of a text: 0.39 × words per sentence + 11.8 × syllables per word − 15.59
 * (Kincaid et al. 1975). 8 is what a thirteen-year-old reads with ease.
 */
export const readingGrade = (text: string): number => {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return 0;
  const total = words.reduce((sum, word) => sum + syllables(word.replace(/[.,:%]+$/, '')), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (total / words.length) - 15.59;
};
