import type { Interpretation } from '../interpretation.ts';

type Topic = { readonly what: string; readonly wouldKnow: string; readonly words: RegExp };

/** Things people ask about that no figure of the catalogue covers, and what would know. */
const topics: readonly Topic[] = [
  {
    what: 'followers and posts on social media',
    wouldKnow: 'The social network itself',
    words:
      /\b(?:followers?|likes|shares on|engagement rate|reach on|posts?|reels?|stories|subscribers on|retweets?|mentions on)\b/,
  },
  {
    what: 'newsletters and their recipients',
    wouldKnow: 'The e-mail tool',
    words:
      /\b(?:open rate|opens|unsubscribes?|unsubscribe rate|newsletter (?:subscribers?|sign ?ups?)|subscribers?|email list|deliverability)\b/,
  },
  {
    what: 'search rankings',
    wouldKnow: 'A search console',
    words:
      /\b(?:seo|google rank(?:ing)?s?|keyword rank(?:ing)?s?|search rank(?:ing)?s?|backlinks?|organic position)\b/,
  },
  {
    what: 'reviews and satisfaction',
    wouldKnow: 'The review or survey tool',
    words: /\b(?:nps|net promoter|csat|customer satisfaction|reviews?|ratings?|trustpilot|star rating)\b/,
  },
  {
    what: 'support tickets',
    wouldKnow: 'The help desk',
    words:
      /\b(?:tickets?|first response time|response time of support|support requests?|zendesk|help ?desk|call volume|chats? handled)\b/,
  },
  {
    what: 'staff, shifts and hours',
    wouldKnow: 'The HR or time-keeping system',
    words:
      /\b(?:headcount|how many (?:employees|people work|staff|pickers|packers|workers)|shifts?|working hours|hours worked|labou?r cost|holiday requests?|vacation days)\b/,
  },
  {
    what: 'competitors and the market',
    wouldKnow: 'Market research',
    words: /\b(?:competitors?|competitor prices?|market share|market size|amazon prices?)\b/,
  },
  {
    what: 'lifetime value of customers',
    wouldKnow: 'A model of customer value',
    words: /\b(?:ltv|clv|lifetime value|customer lifetime|churn(?: rate)?)\b/,
  },
  {
    what: 'footfall',
    wouldKnow: 'A visitor counter in the shop',
    words: /\b(?:footfall|store visitors|door counter)\b/,
  },
  {
    what: 'page speed',
    wouldKnow: 'A monitoring tool',
    words: /\b(?:page ?speed|load(?:ing)? times?|core web vitals|latency|response times?|lighthouse)\b/,
  },
  {
    what: 'the weather',
    wouldKnow: 'A weather service',
    words: /\b(?:weather|rain(?:ing)?|temperature|wetter|clima)\b/,
  },
  {
    what: 'bank balances and cash',
    wouldKnow: 'The bank or the accounting system',
    words:
      /\b(?:bank balance|cash balance|cash ?flow|cash on hand|account balance|runway|ebitda|net profit|balance sheet|p and l)\b/,
  },
];

/** What no source of ours records; null when the words are about none of these. */
export const readNotRecorded = (text: string): Interpretation | null => {
  const topic = topics.find(({ words }) => words.test(text));
  return topic ? { kind: 'no_data', what: topic.what, wouldKnow: topic.wouldKnow } : null;
};
