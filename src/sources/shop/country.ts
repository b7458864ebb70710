const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** A country code that has a meaning, else null: an unknown country is no reason to lose an order. */
export const countryOf = (code: string | null | undefined): string | null => {
  const upper = code?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(upper) && regions.of(upper) !== undefined ? upper : null;
};
