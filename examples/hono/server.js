// SPDX-License-Identifier: GPL-3.0-or-later
// An event stream of Hono's, for Heliograph to watch: a greeting, then a random value every two seconds.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const interval = Number(process.env.INTERVAL ?? 2000); // milliseconds
const app = new Hono();

app.get('/stream', c => streamSSE(c, async stream => {
    // A client that comes back says which event it had last; the count goes on from there.
    let id = Number(c.req.header('Last-Event-ID') ?? 0) || 0;
    await stream.writeSSE({ data: JSON.stringify({ message: id ? `welcome back after ${id}` : 'welcome' }) });
    while (!stream.aborted) {
        await stream.writeSSE({
            id: String(++id),
            event: 'update',
            data: JSON.stringify({ timestamp: new Date().toISOString(), randomValue: Math.floor(Math.random() * 100) }),
        });
        await stream.sleep(interval);
    }
}));

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 8787) }, address => {
    console.log(`listening on http://127.0.0.1:${address.port}/stream`);
});

for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
        server.closeAllConnections();
        server.close(() => process.exit(0));
    });
