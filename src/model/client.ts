import OpenAI from 'openai';
import type { JsonSchema } from './form.ts';

/** Where the model is: any server that speaks Chat Completions. */
export type ModelAccess = {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly model: string | null;
};

/** What came of a call: the text of the reply and what it cost, or why there is none. Never an exception. */
export type ModelReply =
  | { readonly kind: 'text'; readonly text: string; readonly tokens: number }
  | { readonly kind: 'failed'; readonly why: string };

/** One call: instructions, the text they are about, the form the reply must have. `milliseconds` is its deadline. */
export type ModelCall = {
  readonly instructions: string;
  readonly text: string;
  readonly form: JsonSchema;
  readonly milliseconds: number;
};

export type AskModel = (call: ModelCall) => Promise<ModelReply>;

/** A model that is cheap and takes `json_schema`; OPENAI_MODEL names another. */
const usualModel = 'gpt-4o-mini';

/** Longest reply that is waited for: the form filled in has some 300 tokens. */
const mostReplyTokens = 900;

/**
 * Talks to the model. The package's own timeout is ten minutes and it repeats what timed out, so the deadline is a
 * signal and nothing is repeated here.
 */
export const createModelClient = (access: ModelAccess): AskModel => {
  const client = new OpenAI({
    apiKey: access.apiKey,
    ...(access.baseUrl && { baseURL: access.baseUrl }),
    maxRetries: 0,
    logLevel: 'off',
  });
  return async ({ instructions, text, form, milliseconds }) => {
    try {
      const reply = await client.chat.completions.create(
        {
          model: access.model ?? usualModel,
          messages: [
            { role: 'system', content: instructions },
            { role: 'user', content: text },
          ],
          response_format: {
            type: 'json_schema',
            json_schema: { name: form.name, strict: true, schema: form.schema },
          },
          max_completion_tokens: mostReplyTokens,
        },
        { signal: AbortSignal.timeout(milliseconds) },
      );
      const [choice] = reply.choices;
      const content = choice?.message.content;
      if (!content) return { kind: 'failed', why: choice?.message.refusal ? 'refused' : 'empty' };
      return { kind: 'text', text: content, tokens: reply.usage?.total_tokens ?? 0 };
    } catch (error) {
      return { kind: 'failed', why: whyOf(error) };
    }
  };
};

/** The reason in a word for the log; what the server wrote is not repeated, it may hold the question. */
const whyOf = (error: unknown): string => {
  if (error instanceof OpenAI.APIUserAbortError) return 'timeout';
  if (error instanceof OpenAI.APIConnectionError) return 'unreachable';
  if (error instanceof OpenAI.APIError) return `http ${error.status ?? 'error'}`;
  return 'unreadable';
};
