/** Where a shop says an order came from, in the form our tables keep it. */
export type Attribution = {
  readonly attributedSource: string | null;
  readonly attributedPlatform: string | null;
  readonly attributedCampaign: string | null;
};

/** Names under which visits from ads come, by the platform that sold them. */
const platforms: Readonly<Record<string, readonly string[]>> = {
  'Google Ads': ['google', 'adwords', 'googleads'],
  Meta: ['meta', 'facebook', 'instagram', 'fb', 'ig'],
  'Microsoft Ads': ['bing', 'microsoft'],
  TikTok: ['tiktok'],
  Pinterest: ['pinterest'],
  Snapchat: ['snapchat'],
  LinkedIn: ['linkedin'],
  'Amazon Ads': ['amazon'],
};

const isPaid = (medium: string): boolean => /^(cpc|ppc|cpm|paid|display|shopping)|paid/i.test(medium);

const platformOf = (source: string, medium: string): string | null => {
  if (!isPaid(medium)) return null;
  const name = source.toLowerCase().replace(/[^a-z]/g, '');
  return Object.entries(platforms).find(([, names]) => names.includes(name))?.[0] ?? null;
};

/** Reads the source, medium and campaign that a visit was tagged with. */
export const attributionOf = (tags: {
  readonly source?: string | null;
  readonly medium?: string | null;
  readonly campaign?: string | null;
}): Attribution => {
  const source = tags.source?.trim() || null;
  const medium = tags.medium?.trim() || null;
  return {
    attributedSource: source && medium ? `${source} / ${medium}` : source,
    attributedPlatform: source ? platformOf(source, medium ?? '') : null,
    attributedCampaign: tags.campaign?.trim() || null,
  };
};
