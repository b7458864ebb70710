import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Json } from '#src/playground/json.ts';
import type { Workspace, WorkspaceOptions } from '#src/playground/start.ts';
import { createWorkspace } from '#src/playground/start.ts';

export const sampleManifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'playground', 'manifest.json'), 'utf8'),
) as Json;

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export type RunningWorkspace = {
  readonly workspace: Workspace;
  readonly address: string;
  readonly apiUrl: string;
  readonly stop: () => Promise<void>;
};

/** The local workspace in a server of its own on a free port (or the given one). */
export const runWorkspace = async (
  options: Partial<WorkspaceOptions> = {},
  port = 0,
): Promise<RunningWorkspace> => {
  const workspace = createWorkspace({
    manifest: sampleManifest,
    journalFile: null,
    seed: 'test',
    log: silent,
    now: () => Temporal.Now.instant(),
    ...options,
  });
  const server: Server = createServer(async (request, response) => {
    if (!(await workspace.handle(request, response))) response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!workspace.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const apiUrl = workspace.apiUrl(address);
  return {
    workspace,
    address,
    apiUrl,
    stop: async () => {
      workspace.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
