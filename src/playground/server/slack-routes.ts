import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Slack } from '../slack.ts';
import { fieldsOf, multipartParts, readBytes } from './body.ts';
import { sendFile } from './files.ts';
import { sendJson, sendText } from './replies.ts';
import { handleWebApi } from './web-api.ts';

/** The bytes of an announced file: raw, or as the one file of a form. */
const handleUpload = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> => {
  const upload = slack.uploads.get(id);
  if (upload === undefined) return sendText(response, 404, 'not found');
  const bytes = await readBytes(request, slack.team.rules.fileBytes + 64 * 1024);
  if (bytes === null) return sendText(response, 413, 'too large');
  const type = request.headers['content-type'] ?? '';
  const content = type.startsWith('multipart/form-data')
    ? multipartParts(type, bytes).find((part) => part.fileName !== null)?.content
    : bytes;
  if (content === undefined || content.length !== upload.length)
    return sendText(response, 400, 'wrong length');
  upload.content = content;
  sendText(response, 200, `OK - ${content.length}`);
};

const handleResponse = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> => {
  const bytes = await readBytes(request, 1024 * 1024);
  const body = bytes === null ? null : fieldsOf('application/json', bytes);
  if (body === null) return sendJson(response, 400, { ok: false, error: 'invalid_payload' });
  const { status, error } = slack.responses.use(id, body);
  if (error === null) sendText(response, 200, 'ok');
  else sendJson(response, status, { ok: false, error });
};

/** A file for the app: with its token, and only what it may see. */
const handleFile = (slack: Slack, request: IncomingMessage, response: ServerResponse, id: string): void => {
  const file = slack.team.files.get(id);
  if (request.headers.authorization !== `Bearer ${slack.secrets.botToken}`)
    sendText(response, 403, 'forbidden');
  else if (file === undefined) sendText(response, 404, 'not found');
  else sendFile(response, file);
};

/** Everything under `/slack/`: what an app talks to. */
export const handleSlack = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const [, , area = '', name = ''] = url.pathname.split('/');
  const post = request.method === 'POST';
  if (area === 'api') await handleWebApi(slack, request, response, name, url.searchParams);
  else if (area === 'upload' && post) await handleUpload(slack, request, response, name);
  else if (area === 'response' && post) await handleResponse(slack, request, response, name);
  else if (area === 'files') handleFile(slack, request, response, name);
  else sendText(response, 404, 'not found');
};
