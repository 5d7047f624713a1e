import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Product } from '@cupola/contract';
import type { McpView } from './mcp-tool.ts';
import { MCP_SCHEMAS, MCP_TOOLS } from './mcp-tools.ts';

const SCHEMA_PREFIX = 'cupola://schemas/';
const ABOUT =
  'Live custody of missiles as Cupola knows it. Everything is simulated, an exercise or a test (dataMode says which): never the real thing. All tools only read.';

/** Hears how many records of a product an answer tells. */
export type OnTold = (product: Product, records: number) => void;

/** A server for one request: it knows nothing of the one before. */
export function mcpServer(view: McpView, products: readonly Product[], onTold: OnTold): Server {
  const server = new Server(
    { name: 'cupola', version: '1' },
    { capabilities: { tools: {}, resources: {} }, instructions: ABOUT },
  );
  const given = MCP_TOOLS.filter(({ product }) => products.includes(product));
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: given.map(({ name, title, description, input, output }) => ({
      name,
      title,
      description,
      inputSchema: objectSchema(input, 'input'),
      outputSchema: objectSchema(output, 'output'),
      annotations: { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = MCP_TOOLS.find((each) => each.name === params.name);
    if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no tool "${params.name}"`);
    if (!given.includes(tool)) return failed(`the plan has no "${tool.product}"`);
    const outcome = await tool.call(params.arguments, view);
    if (!outcome.ok) return failed(outcome.reason);
    onTold(tool.product, recordsIn(outcome.answer));
    return {
      content: [{ type: 'text', text: JSON.stringify(outcome.answer) }],
      structuredContent: { ...outcome.answer },
    };
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: Object.keys(MCP_SCHEMAS).map((name) => ({
      uri: `${SCHEMA_PREFIX}${name}`,
      name: `${name}.schema.json`,
      title: `JSON schema of a ${name}`,
      mimeType: 'application/schema+json',
    })),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
    const name = uri.startsWith(SCHEMA_PREFIX) ? uri.slice(SCHEMA_PREFIX.length) : '';
    const schema = Object.hasOwn(MCP_SCHEMAS, name) ? MCP_SCHEMAS[name] : undefined;
    if (schema === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no resource "${uri}"`);
    const text = JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }), null, 2);
    return { contents: [{ uri, mimeType: 'application/schema+json', text }] };
  });
  return server;
}

/** Those of the list in it; one when there is none. */
function recordsIn(answer: Readonly<Record<string, unknown>>): number {
  const list = Object.values(answer).find((each) => Array.isArray(each));
  return Array.isArray(list) ? list.length : 1;
}

function failed(text: string): { content: { type: 'text'; text: string }[]; isError: true } {
  return { content: [{ type: 'text', text }], isError: true };
}

function objectSchema(schema: z.ZodType, io: 'input' | 'output'): { type: 'object'; [key: string]: unknown } {
  return { ...z.toJSONSchema(schema, { target: 'draft-7', io }), type: 'object' };
}
