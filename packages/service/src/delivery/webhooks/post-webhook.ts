import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { STRUCTURED_TYPE } from '../../profiles/cloudevents/cloud-event.ts';
import { bareHost, isAllowedHost, isPublicAddress, urlProblem } from './address-guard.ts';
import type { AllowedHosts } from './address-guard.ts';
import { signatures } from './signature.ts';

export interface Post {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly id: string;
  readonly body: string;
}

export interface PostOutcome {
  /** Null when there was no answer. */
  readonly status: number | null;
  /** Null when it was taken. Told to the tenant: of what was not reached it says nothing, since names and ports of the house would be told apart by it. */
  readonly error: string | null;
  /** What went wrong as it was, for the log of the house; null when nothing did. */
  readonly cause: string | null;
  /** As the receiver asks; null when it does not. */
  readonly retryAfterS: number | null;
}

export interface PostLimits {
  readonly allowedHosts: AllowedHosts;
  readonly timeoutMs: number;
  /** Ends it before its time: the service stops. */
  readonly signal: AbortSignal;
}

/** From the first look at the name to the end of the answer's head. */
export const POST_TIMEOUT_MS = 10_000;
const MOST_RETRY_AFTER_S = 86_400;
/** Whether there is no such name, nobody listens, nobody answers or it is no public address. */
export const NOT_REACHED = 'it was not reached, or did not answer in time';

/**
 * One attempt to hand over a message: any answer of 200-299 within the time takes it. Redirects are not followed, the body of the answer is not
 * read, and a name is connected to only at an address that was looked at.
 */
export async function postWebhook(post: Post, limits: PostLimits): Promise<PostOutcome> {
  const problem = urlProblem(post.url, limits.allowedHosts);
  if (problem !== null) return { ...failed(problem), error: problem };
  const url = new URL(post.url);
  const isTrusted = isAllowedHost(url, limits.allowedHosts);
  const second = Math.floor(Date.now() / 1000);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]),
      ...(isTrusted || isIP(bareHost(url)) !== 0 ? {} : { lookup: publicLookup }),
      headers: {
        'content-type': `${STRUCTURED_TYPE}; charset=utf-8`,
        'content-length': Buffer.byteLength(post.body),
        'user-agent': 'cupola',
        'webhook-id': post.id,
        'webhook-timestamp': String(second),
        'webhook-signature': signatures(post.secrets, post.id, second, post.body),
      },
    });
    request.on('response', (response) => {
      resolve(outcomeOf(response));
      // Whatever it still says is not for us.
      response.on('error', () => {});
      response.destroy();
    });
    request.on('error', (error) => resolve(failed(reasonOf(error, limits.timeoutMs))));
    request.end(post.body);
  });
}

function outcomeOf(response: IncomingMessage): PostOutcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { status, error: null, cause: null, retryAfterS: null };
  const isRedirect = status >= 300 && status < 400;
  const error = isRedirect ? `answered ${status}: redirects are not followed` : `answered ${status}`;
  return {
    status,
    error,
    cause: error,
    retryAfterS: secondsOf(response.headers['retry-after']),
  };
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Math.min(Number(text), MOST_RETRY_AFTER_S) : null;
}

function failed(cause: string): PostOutcome {
  return { status: null, error: NOT_REACHED, cause, retryAfterS: null };
}

function reasonOf(error: Error, timeoutMs: number): string {
  if (
    error.name === 'TimeoutError' ||
    (error.cause instanceof Error && error.cause.name === 'TimeoutError')
  ) {
    return `no answer within ${timeoutMs / 1000} s`;
  }
  return 'code' in error && typeof error.code === 'string'
    ? `${error.code}: ${error.message}`
    : error.message;
}

/** Looks a name up and refuses it when any of its addresses is not public, so that no name leads into the network that the service stands in. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, []);
      return;
    }
    const hidden = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (hidden !== undefined || first === undefined) {
      callback(new Error(`${hostname} leads to an address that is not public`), []);
    } else if (options.all === true) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};
