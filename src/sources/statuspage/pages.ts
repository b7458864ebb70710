import { AppError } from '#src/lib/errors.ts';

/** A status page that is read: whose it is and where. */
export type StatusPage = { readonly vendor: string; readonly url: string };

/** Public pages that speak Statuspage's API v2 (facts: incident.io serves the same shape); checked when they are first read. */
const presets: Readonly<Record<string, StatusPage>> = {
  github: { vendor: 'GitHub', url: 'https://www.githubstatus.com' },
  shopify: { vendor: 'Shopify', url: 'https://www.shopifystatus.com' },
  cloudflare: { vendor: 'Cloudflare', url: 'https://www.cloudflarestatus.com' },
  openai: { vendor: 'OpenAI', url: 'https://status.openai.com' },
  anthropic: { vendor: 'Anthropic', url: 'https://status.anthropic.com' },
  stripe: { vendor: 'Stripe', url: 'https://www.stripestatus.com' },
  paypal: { vendor: 'PayPal', url: 'https://www.paypal-status.com' },
  klaviyo: { vendor: 'Klaviyo', url: 'https://status.klaviyo.com' },
  sendgrid: { vendor: 'SendGrid', url: 'https://status.sendgrid.com' },
  twilio: { vendor: 'Twilio', url: 'https://status.twilio.com' },
  vercel: { vendor: 'Vercel', url: 'https://www.vercel-status.com' },
  npm: { vendor: 'npm', url: 'https://status.npmjs.org' },
  sendcloud: { vendor: 'Sendcloud', url: 'https://status.sendcloud.com' },
  easypost: { vendor: 'EasyPost', url: 'https://www.easypoststatus.com' },
  zendesk: { vendor: 'Zendesk', url: 'https://status.zendesk.com' },
  algolia: { vendor: 'Algolia', url: 'https://status.algolia.com' },
};

export const presetNames: readonly string[] = Object.keys(presets);

/** Reads one entry of STATUSPAGE_PAGES: the name of a preset, or `Name=https://status.example.com`. Throws AppError for anything else. */
export const pageOf = (entry: string): StatusPage => {
  const preset = presets[entry.toLowerCase()];
  if (preset) return preset;
  const [, vendor, url] = /^([^=]{1,60})=(https?:\/\/\S+)$/.exec(entry) ?? [];
  if (vendor !== undefined && url !== undefined)
    return { vendor: vendor.trim(), url: url.replace(/\/+$/, '').replace(/\/api\/v2.*$/, '') };
  throw new AppError('bad_config', 'STATUSPAGE_PAGES holds an unknown page', {
    userMessage: `STATUSPAGE_PAGES holds "${entry.slice(0, 60)}", which is no page I know.`,
    hint: `Use one of ${presetNames.join(', ')}, or write Name=https://status.example.com.`,
  });
};
