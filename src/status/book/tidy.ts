/** Small figures that texts write out, and back. */
const units: readonly (readonly [RegExp, string, string])[] = [
  [/(\d)\s?(?:ms|msec|milliseconds?)\b/g, 'thousandths of a second', 'thousandths of a second'],
  [/(?<!\b[45]\d)(\d)\s?(?:s|secs?)\b(?!')/g, 'second', 'seconds'],
  [/(\d)\s?(?:m|mins?)\b(?!')/g, 'minute', 'minutes'],
  [/(\d)\s?(?:h|hrs?)\b/g, 'hour', 'hours'],
];

const pluralise = (text: string): string =>
  units.reduce(
    (sofar, [pattern, one, many]) =>
      sofar.replace(pattern, (found, digit: string, at: number, whole: string) => {
        const before = whole.slice(0, at + 1);
        const isOne = digit === '1' && !/[\d.,]$/.test(before.slice(0, -1)) && !/\bto 1$/.test(before);
        return `${digit} ${isOne ? one : many}${found.endsWith(' ') ? ' ' : ''}`;
      }),
    text,
  );

const thousands = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',');

/** 12-hour clock times as 24-hour ones: "8:00pm" is 20:00. */
const clock = (text: string): string =>
  text.replace(
    /\b(1[0-2]|0?\d)(?::([0-5]\d))?(?::[0-5]\d)?\s?([ap])\.?m\b\.?/gi,
    (_, hour: string, minute: string | undefined, half: string) => {
      const base = Number(hour) % 12;
      const shown = half.toLowerCase() === 'p' ? base + 12 : base;
      return `${String(shown).padStart(2, '0')}:${minute ?? '00'}`;
    },
  );

/**
 * Writes figures the way a reader expects them, keeping every value: `~5-10 min` becomes "about 5 to 10 minutes",
 * `154k users` "154,000 users", `<0.5%` "less than 0.5%", `30 labels/min` "30 labels a minute".
 */
export const tidyFigures = (text: string): string =>
  pluralise(
    clock(text)
      .replace(
        /(\d)\s?[–—-]\s?(\d+(?:\.\d+)?)(?=\s?(?:%|s\b|secs?\b|seconds?|m\b|mins?\b|minutes?|h\b|hours?|days?|[a-z]))/g,
        '$1 to $2',
      )
      .replace(/(?<![\w.])(\d+)(?:\.(\d))?k\b/gi, (_, whole: string, tenth: string | undefined) =>
        thousands(String(Number(whole) * 1000 + Number(tenth ?? 0) * 100)),
      )
      .replace(/(\d)\s+%/g, '$1%')
      .replace(/(\d)\s?(?:percent|per cent)\b/g, '$1%')
      .replace(/<\s?(?=\d)/g, 'less than ')
      .replace(/>\s?(?=\d)/g, 'more than ')
      .replace(/[~≈]\s?(?=\d)/g, 'about ')
      .replace(
        /\b(?:approximately|approx\.?|roughly|around|an approximate|approximate|an estimated|some) (?=\d)/gi,
        'about ',
      )
      .replace(/\/\s?(?:min|minute)\b/g, ' a minute')
      .replace(/\/\s?(?:s|sec|second)\b/g, ' a second')
      .replace(/\/\s?(?:h|hour)\b/g, ' an hour'),
  );
