/**
 * Keeps what a look-up gave for a while. Callers that ask for the same thing at the same time share one look-up; one
 * that fails is not kept. The oldest entry goes when there are too many.
 */
export const cached = <T>(
  load: (key: string) => Promise<T>,
  options: { readonly keepMs: number; readonly most: number; readonly now: () => Temporal.Instant },
): ((key: string) => Promise<T>) => {
  const kept = new Map<string, { readonly value: Promise<T>; readonly until: number }>();
  return (key) => {
    const now = options.now().epochMilliseconds;
    const known = kept.get(key);
    if (known && known.until > now) return known.value;
    const value = load(key);
    kept.delete(key);
    kept.set(key, { value, until: now + options.keepMs });
    value.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > options.most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
};
