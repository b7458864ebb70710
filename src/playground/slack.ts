import type { Logger } from '../lib/log.ts';
import type { Streams } from './api/streams.ts';
import type { Uploads } from './api/uploads.ts';
import type { Delivery } from './app/deliver.ts';
import type { Responses } from './app/responses.ts';
import type { Sockets } from './app/sockets.ts';
import type { Triggers } from './app/triggers.ts';
import type { Faults } from './faults/faults.ts';
import type { Secrets } from './ids.ts';
import type { AppSettings } from './manifest.ts';
import type { Agent } from './team/agent.ts';
import type { Team } from './team/team.ts';

/** Everything a Web API method or a person's act works with. */
export type Slack = {
  readonly team: Team;
  readonly settings: AppSettings;
  readonly secrets: Secrets;
  readonly agent: Agent;
  readonly triggers: Triggers;
  readonly responses: Responses;
  readonly streams: Streams;
  readonly uploads: Uploads;
  readonly sockets: Sockets;
  readonly delivery: Delivery;
  readonly faults: Faults;
  readonly log: Logger;
};
