import { connectDatabase } from '#src/database/connect.ts';
import { startEmbedded } from '#src/database/embedded/server.ts';
import { migrateDatabase } from '#src/database/migrate.ts';

/**
 * A process that uses the embedded database on the folder it is given: says how it came by it, then adds a row after
 * the other and says each number once the database has acknowledged it. SIGTERM makes it stop, SIGINT only end.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

process.once('SIGINT', () => process.exit(3));
const asked = new AbortController();
process.once('SIGTERM', () => asked.abort());

const [folder = '', ...tasks] = process.argv.slice(2);
const server = await startEmbedded(folder, tasks.includes('no-fsync') ? ['fsync=off'] : []);
const database = await connectDatabase({ url: server.url });
if (tasks.includes('migrate')) await migrateDatabase(database);
if (tasks.includes('write')) await database.client`create table if not exists written (n int primary key)`;
say(`${server.how} ${server.url}`);
if (server.notice) say(server.notice);

const write = async (): Promise<void> => {
  const [row] = await database.client`select coalesce(max(n), 0) as n from written`;
  for (let n = Number(row?.['n']) + 1; !asked.signal.aborted; n += 1) {
    await database.client`insert into written values (${n})`;
    say(`wrote ${n}`);
  }
};

if (tasks.includes('write')) await write();
if (!asked.signal.aborted) await new Promise((resolve) => asked.signal.addEventListener('abort', resolve));
await database.close();
await server.stop();
say('stopped');
