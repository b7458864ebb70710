import type { DimensionId } from '#src/metrics/dimensions.ts';

/** Other names by which people know what sources call by one; folded. They count only where the shop has that value. */
export const aliases: Readonly<Partial<Record<DimensionId, Readonly<Record<string, readonly string[]>>>>> = {
  ad_platform: {
    'meta ads': ['facebook ads', 'fb ads', 'facebook', 'fb', 'instagram ads', 'meta'],
    'google ads': ['adwords', 'google adwords', 'gads'],
    'tiktok ads': ['tiktok', 'tik tok ads', 'tik tok'],
    'microsoft ads': ['bing ads', 'bing'],
  },
  traffic_source: {
    facebook: ['fb'],
    instagram: ['insta', 'ig'],
    tiktok: ['tik tok'],
    email: ['e mail', 'newsletter', 'mailing'],
    direct: ['direct traffic'],
  },
  payment_method: {
    card: ['credit card', 'credit cards', 'kreditkarte', 'tarjeta'],
    invoice: ['pay by invoice', 'rechnungskauf'],
  },
  device: {
    mobile: ['phone', 'phones', 'smartphone', 'smartphones', 'handy', 'movil'],
    desktop: ['computer', 'desktops', 'pc', 'ordenador'],
  },
  cloud_provider: {
    aws: ['amazon', 'amazon web services'],
    'google cloud': ['gcp', 'google cloud platform'],
    azure: ['microsoft azure'],
  },
  shipping_method: { express: ['express shipping', 'express delivery'], standard: ['standard shipping'] },
};

/** Words that only say what kind of thing a name is; alone they name nothing ("warehouse" is not the Berlin warehouse). */
export const kindWords: ReadonlySet<string> = new Set(
  'warehouse dc lager almacen store shop ad ads cloud campaign code card payment express service search team order return source platform ltd gmbh inc company demo main web online new size colour product item stock sale page home day week'.split(
    ' ',
  ),
);
