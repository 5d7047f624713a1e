import type { FastifyRequest } from 'fastify';
import type { Visitor } from '../access/visitor.ts';
import { usageTotals } from '../billing/usage-store.ts';
import type { McpView } from '../profiles/mcp/mcp-tool.ts';
import type { Service } from '../serve/service.ts';
import type { App, Doors } from './app-doors.ts';
import { regionsToldTo } from './known-regions.ts';
import { Refusal } from './refusal.ts';

const MOST_MESSAGE_BYTES = 1024 * 1024;
const DAY_US = 86_400_000_000;

/**
 * The Model Context Protocol over HTTP, for assistants that read: docs/service/mcp.md. Each request stands by itself and is answered in one piece, so
 * that nobody's session outlives the key, and nothing has to be kept.
 */
export function mcpRoutes(app: App, { service, keeper }: Doors): void {
  app.post(
    '/mcp',
    { schema: { hide: true }, bodyLimit: MOST_MESSAGE_BYTES },
    // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for promises
    async (request, reply) => {
      const visitor = keeper.admit(request, 'read', 'service');
      requireOwnOrigin(request);
      const { WebStandardStreamableHTTPServerTransport, mcpServer } = await protocol();
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
      const server = mcpServer(viewOf(service, visitor), visitor.entitlement.products, (product, records) => {
        request.need = product;
        request.toldRecords = records;
      });
      await server.connect(transport);
      try {
        const answer = await transport.handleRequest(asWebRequest(request), { parsedBody: request.body });
        for (const [name, value] of answer.headers) void reply.header(name, value);
        return await reply
          .code(answer.status)
          .serializer(String)
          .send(await answer.text());
      } finally {
        await server.close();
      }
    },
  );
  app.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    schema: { hide: true },
    handler: (request, reply) => {
      keeper.admit(request, 'read', 'service');
      const detail = 'nothing is sent unasked, and there are no sessions: POST each message';
      return reply
        .code(405)
        .header('allow', 'POST')
        .send({ jsonrpc: '2.0', error: { code: -32_000, message: detail }, id: null });
    },
  });
}

/** Loaded when the first assistant asks: most services have none, and every start would wait for it. */
async function protocol() {
  const [{ mcpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
    import('../profiles/mcp/mcp-server.ts'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
  ]);
  return { mcpServer, WebStandardStreamableHTTPServerTransport };
}

/** A page of another origin may not speak to this, whatever key it has come by. @throws Refusal */
function requireOwnOrigin({ headers: { origin, host } }: FastifyRequest): void {
  if (origin === undefined) return;
  const own = URL.canParse(origin) ? new URL(origin).host : '';
  if (own !== host) throw new Refusal('wrong-host', `pages of ${origin} are not answered here`);
}

function asWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(`http://${request.headers.host ?? 'localhost'}${request.url}`, {
    method: 'POST',
    headers,
  });
}

function viewOf(service: Service, visitor: Visitor): McpView {
  const { config, dataMode, stores } = service.plan;
  return {
    picture: service.viewFor(visitor),
    dataMode,
    ownSide: config.ownSide,
    regions: regionsToldTo(visitor, service),
    epoch: config.epoch,
    utc: (atUs) => service.utc(atUs),
    alertRecord: (alert) => service.desk.recordOf(alert, visitor.tenantId),
    engagements: service.engagements,
    usageSince: (fromUs) =>
      usageTotals(
        stores.of(visitor.tenantId),
        { tenantId: visitor.tenantId, fromUs, toUs: Date.now() * 1000 + DAY_US },
        DAY_US,
      ),
  };
}
