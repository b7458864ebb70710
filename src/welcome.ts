import type { Config } from './config.ts';
import type { Welcome } from './playground/protocol.ts';
import type { Estate } from './query/stores.ts';

/** Three questions per department that the demo shop answers, for the first minute. */
const questions: Welcome['questions'] = {
  marketing: [
    'revenue yesterday by country',
    'top 5 best sellers last week',
    'did WELCOME10 do anything last month',
  ],
  finance: [
    'net sales last month vs last year',
    'how much is overdue',
    'payment fees last month by provider',
  ],
  warehouse: [
    'how many Trail Runner 2 are left',
    'what is running low',
    'orders not shipped for more than 3 days',
  ],
  support: ['where is order 100482', 'late deliveries by carrier last week', 'return reasons last month'],
  leadership: [
    'revenue this month vs last month',
    'gross margin by category last quarter',
    'is anything broken',
  ],
  it: ['cloud cost by service this month', 'is checkout down', 'how many deploys last week'],
};

/** What the first page of the local workspace shows: what to ask, where the figures come from, how to connect the real thing. */
export const welcomeOf = (estate: Estate, config: Config): Welcome => {
  const shops = estate.stores.filter((store) => store.kind === 'store');
  const isDemo = shops.some((store) => store.isDemo);
  return {
    title: 'Ask in your own words',
    lead: 'This is a small Slack on your own machine, with the bot in it. Be somebody from any department and ask as you would ask a colleague.',
    questions,
    data: shops.map((store) => ({
      title: store.name,
      text: isDemo
        ? `A made-up shop in ${store.currency} that goes on living: orders come in while you look.`
        : `Your data from ${store.platform}, in ${store.currency}.`,
    })),
    connections: [
      {
        name: 'Your shop',
        connected: !isDemo && shops.length > 0,
        unlocks: 'Every figure from your own orders, stock and shipments instead of the demo shop.',
        how: 'npm run -s crosswalk -- import <folder> reads CSV files; .env.example lists what Shopify, WooCommerce and Magento need.',
      },
      {
        name: 'Slack',
        connected: config.slack.kind !== 'local',
        unlocks: 'The same bot in your own workspace.',
        how: 'Create an app from manifest.json, then set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.',
      },
      {
        name: 'A language model',
        connected: config.model !== null,
        unlocks: 'Help with questions the rules would have to ask back. It never sees or writes a figure.',
        how: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL for any server that speaks Chat Completions.',
      },
    ],
  };
};
