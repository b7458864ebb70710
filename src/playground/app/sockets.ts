import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData } from 'ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { Faults } from '../faults/faults.ts';
import { newId } from '../ids.ts';
import { isObject, parseJson, textOf } from '../json.ts';
import type { Rules } from '../rules.ts';
import type { Receipt, Transport } from './envelope.ts';

/** Socket Mode: the app's web sockets, each envelope on one of them. */
export type Sockets = Transport & {
  /** Address for one connection, or null where the app has as many as it may. */
  readonly ticket: (address: string) => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, ticket: string) => void;
  readonly count: () => number;
  /** Asks every connection to come back on a new one, as Slack does every few hours. */
  readonly refresh: () => void;
  /** Cuts every connection without a word. */
  readonly cut: () => void;
  readonly close: () => void;
};

const frame = (value: unknown): string => JSON.stringify(value);

export const createSockets = (options: {
  readonly appId: string;
  readonly rules: Rules;
  readonly faults: Faults;
  readonly nowMs: () => number;
  /** Called when a connection came or went. */
  readonly changed: () => void;
}): Sockets => {
  const { rules } = options;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 4 * 1024 * 1024,
  });
  const tickets = new Map<string, number>();
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (receipt: Receipt) => void>();
  let turn = 0;

  const disconnect = (socket: WebSocket, reason: string): void => {
    open.delete(socket);
    socket.send(frame({ type: 'disconnect', reason, debug_info: { host: 'local-workspace' } }));
    // A client that does not leave by itself is shown the door.
    setTimeout(() => socket.terminate(), 10_000).unref();
  };

  const acknowledge = (data: RawData): void => {
    const message = parseJson(data.toString());
    if (!isObject(message)) return;
    const id = textOf(message['envelope_id']);
    if (id === null) return;
    waiting.get(id)?.({ kind: 'acknowledged', payload: message['payload'] ?? null });
  };

  const welcome = (socket: WebSocket): void => {
    if (open.size >= rules.socketsPerApp) {
      disconnect(socket, 'too_many_websockets');
      return;
    }
    open.add(socket);
    options.changed();
    const pings = setInterval(() => socket.ping(), rules.socketPingMs).unref();
    const gone = (): void => {
      clearInterval(pings);
      open.delete(socket);
      options.changed();
    };
    socket.on('message', acknowledge);
    socket.on('close', gone);
    socket.on('error', gone);
    socket.send(
      frame({
        type: 'hello',
        num_connections: open.size,
        connection_info: { app_id: options.appId },
        debug_info: { host: 'local-workspace', build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
  };

  /** Slack gives an envelope to any one of the connections; here they take turns. */
  const choose = (subjects: readonly string[]): readonly WebSocket[] => {
    const ready = [...open].filter((socket) => socket.readyState === WebSocket.OPEN);
    if (options.faults.strike(['every_socket'], subjects).length > 0) return ready;
    turn += 1;
    const chosen = ready[turn % Math.max(ready.length, 1)];
    return chosen === undefined ? [] : [chosen];
  };

  return {
    ticket: (address) => {
      const now = options.nowMs();
      for (const [old, at] of tickets) if (now - at > rules.socketTicketMs) tickets.delete(old);
      const ticket = newId('', 24);
      tickets.set(ticket, now);
      return `${address.replace(/^http/, 'ws')}/slack/socket/?ticket=${ticket}&app_id=${options.appId}`;
    },
    upgrade: (request, socket, head, ticket) => {
      const at = tickets.get(ticket);
      tickets.delete(ticket);
      if (at === undefined || options.nowMs() - at > rules.socketTicketMs) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    send: (envelope, retry) => {
      const chosen = choose(envelope.subjects);
      if (chosen.length === 0) return Promise.resolve({ kind: 'unreachable' });
      const { promise, resolve } = Promise.withResolvers<Receipt>();
      const id = newId('', 20);
      const timer = setTimeout(() => settle({ kind: 'timed_out' }), rules.ackMs).unref();
      const settle = (receipt: Receipt): void => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(receipt);
      };
      waiting.set(id, settle);
      const text = frame({
        envelope_id: id,
        type: envelope.kind,
        payload: envelope.payload,
        accepts_response_payload: envelope.kind !== 'events_api',
        ...(retry === null ? {} : { retry_attempt: retry.number, retry_reason: retry.reason }),
      });
      const dropping = options.faults.strike(['drop_socket'], envelope.subjects).length > 0;
      for (const socket of chosen) socket.send(text, () => dropping && socket.terminate());
      return promise;
    },
    count: () => open.size,
    refresh: () => {
      for (const socket of open) disconnect(socket, 'refresh_requested');
    },
    cut: () => {
      for (const socket of open) socket.terminate();
    },
    close: () => {
      for (const settle of waiting.values()) settle({ kind: 'unreachable' });
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
};
