import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as soon, setTimeout as sleep } from 'node:timers/promises';
import { binaryEnvelope, jwsLine } from '@cupola/contract';
import type { ScanBatch } from '@cupola/contract';
import type { OperateConfig } from '@cupola/core/mission';
import { newKey } from '../packages/service/src/keys/api-key.ts';
import { insertKey } from '../packages/service/src/keys/key-store.ts';
import { binaryBody, linesBody } from '../packages/service/src/serve/small-service.test-data.ts';
import { BadDisk, DISK_FAULTS } from './bad-disk.ts';
import { LogCheck, auditProblems, contentOf, nameOf, storedSession } from './checks.ts';
import { cleanRun } from './clean-run.ts';
import { Draw } from './draw.ts';
import { Reader } from './reader.ts';
import { ServiceLife } from './service-life.ts';
import { SLOW_BYTES, STUCK_BYTES } from '../packages/service/src/stream/stream-hub.ts';

/** Of an attacker, whom no satellite trusts. */
const FORGER = generateKeyPairSync('ed25519').privateKey;
const forgedSign = (bytes: Uint8Array): Uint8Array => sign(null, bytes, FORGER);
const FORGED = new Set(['bad-signature', 'malformed', 'unknown-satellite', 'unreadable-body']);
const REFUSED_ALL = new Set(['storage-unavailable', 'engine-behind', 'stopping']);

/** What happened in one seed, so that it can be told that faults were there. */
export interface FaultCounts {
  acknowledged: number;
  duplicates: number;
  refusedByDisk: number;
  forgeries: number;
  late: number;
  lost: number;
  crashes: number;
  stops: number;
  clockSteps: number;
  events: number;
  finals: number;
}

export interface FaultOutcome {
  readonly counts: FaultCounts;
  /** The first step after which something was wrong, and what; null when nothing was. */
  readonly problem: string | null;
}

/** One service through the faults that a seed draws, with everything checked after every step. */
export async function faultRun(
  seed: number,
  seconds: readonly (readonly ScanBatch[])[],
  config: OperateConfig,
): Promise<FaultOutcome> {
  const place = mkdtempSync(join(tmpdir(), 'cupola-simtest-'));
  const run = new FaultRun(new Draw(seed), place, config);
  try {
    const problem = await run.through(seconds);
    return { counts: run.counts, problem };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

class FaultRun {
  readonly counts: FaultCounts = {
    acknowledged: 0,
    duplicates: 0,
    refusedByDisk: 0,
    forgeries: 0,
    late: 0,
    lost: 0,
    crashes: 0,
    stops: 0,
    clockSteps: 0,
    events: 0,
    finals: 0,
  };
  readonly #draw: Draw;
  readonly #config: OperateConfig;
  readonly #life: ServiceLife;
  readonly #isWall: boolean;
  readonly #sent = new Map<string, string>();
  readonly #acknowledged = new Set<string>();
  /** To be sent in a later step. */
  #held: { readonly step: number; readonly batch: ScanBatch }[] = [];
  #problems: string[] = [];
  #readers: Reader[] = [];
  readonly #told: Reader['told'] = [];
  #log = new LogCheck();
  /** The file has had more at its end than is in the log. */
  #hasUncut = false;
  #deeds = 1;
  #newestEvent = 0;

  constructor(draw: Draw, place: string, config: OperateConfig) {
    this.#draw = draw;
    this.#config = config;
    this.#isWall = draw.chance(0.3);
    this.#life = new ServiceLife(place, config, this.#isWall ? 'wall' : 'reports');
  }

  async through(seconds: readonly (readonly ScanBatch[])[]): Promise<string | null> {
    const draw = this.#draw;
    const first = Math.round((seconds[0]?.[0]?.scanAtUs[0] ?? 0) / 1e6);
    this.#life.nowUs = first * 1e6;
    await this.#life.start();
    const disk = await BadDisk.make(join(this.#life.dataFolder, 'any'));
    try {
      this.#subscribe();
      for (const [step, fresh] of seconds.entries()) {
        // oxlint-disable no-await-in-loop -- one step after the other
        disk.fault = draw.chance(0.15) ? draw.one(DISK_FAULTS) : null;
        this.#turnClock(first + step);
        // After the last of them something has to come that makes operations go on.
        const isCrash = draw.chance(0.06) && step < seconds.length - 3;
        await this.#step(step, fresh, isCrash, disk);
        if (disk.fault === 'sync-and-cut') this.#hasUncut = true;
        disk.fault = null;
        if (!isCrash && draw.chance(0.05)) await this.#restart();
        if (draw.chance(0.1)) await this.#makeKey();
        // Sometimes the engine falls behind.
        if (step === 0 || draw.chance(0.7)) await this.#life.caughtUp();
        await this.#check();
        if (this.#problems.length > 0) return `step ${step}: ${this.#problems.join('; ')}`;
        // oxlint-enable no-await-in-loop
      }
      await this.#settle(seconds, first);
      await this.#check();
      await this.#life.stop();
      this.#checkFinal();
      return this.#problems.length > 0 ? `end: ${this.#problems.slice(0, 5).join('; ')}` : null;
    } finally {
      disk.remove();
      await this.#life.stop();
    }
  }

  #turnClock(second: number): void {
    const { nowUs } = this.#life;
    const isStep = this.#draw.chance(0.08);
    if (isStep) this.counts.clockSteps++;
    const stepUs = isStep ? this.#draw.one([-3e6, -1e6, 2e6, 4e6]) : 0;
    this.#life.nowUs = (isStep ? nowUs : Math.max(nowUs, second * 1e6 + 100_000)) + stepUs;
  }

  /** Of another life: everything is looked at anew. */
  #begin(): void {
    this.#newestEvent = 0;
    this.#hasUncut = false;
    this.#log = new LogCheck();
    this.#subscribe();
  }

  #subscribe(): void {
    const backlogs = [null, SLOW_BYTES - 2_000, STUCK_BYTES - 500];
    this.#readers = backlogs.map((each) => new Reader(this.#life.running.service.hub, each));
  }

  async #step(step: number, fresh: readonly ScanBatch[], isCrash: boolean, disk: BadDisk): Promise<void> {
    const draw = this.#draw;
    const due = this.#held.filter((each) => each.step <= step).map(({ batch }) => batch);
    this.#held = this.#held.filter((each) => each.step > step);
    const now: ScanBatch[] = [...due];
    for (const batch of fresh) {
      this.#sent.set(nameOf(batch), contentOf(batch));
      if (draw.chance(0.03)) this.counts.lost++;
      else if (draw.chance(0.08)) {
        this.counts.late++;
        this.#held.push({ step: step + 1 + draw.below(14), batch });
      } else now.push(batch);
    }
    const parts = draw.shuffled(now);
    const cut = draw.below(parts.length + 1);
    const bodies = [parts.slice(0, cut), parts.slice(cut)].filter((each) => each.length > 0);
    const again = bodies.filter(() => draw.chance(0.2));
    const forged = draw.chance(0.3) ? parts.slice(0, 1 + draw.below(3)) : [];
    let isOver = false;
    const posts = [...bodies, ...again].map((body) => {
      const form = draw.one<'binary' | 'jws'>(['binary', 'jws']);
      const bytes = form === 'binary' ? binaryBody(body) : linesBody(body);
      return async (): Promise<void> => {
        const verdicts = await this.#life.post(bytes, form);
        this.#noteAnswers(isOver ? ['unknown'] : verdicts, body, step);
      };
    });
    for (const batch of forged) posts.push(() => this.#forge(batch));
    const under = posts.map((post) => post());
    if (!isCrash) {
      await Promise.all(under);
      return;
    }
    const waits = draw.below(12);
    // oxlint-disable-next-line no-await-in-loop -- some of it is under way
    for (let k = 0; k < waits; k++) await soon();
    isOver = true;
    this.counts.crashes++;
    for (const each of this.#readers) this.#problems.push(...each.problems);
    this.#readers = [];
    disk.fault = null;
    await this.#life.crash(draw.below(900));
    await Promise.all(under);
    this.#begin();
  }

  #noteAnswers(verdicts: readonly string[], body: readonly ScanBatch[], step: number): void {
    const [only = ''] = verdicts;
    const isWhole = verdicts.length === body.length && !REFUSED_ALL.has(only) && only !== 'unknown';
    if (!isWhole && !REFUSED_ALL.has(only) && only !== 'unknown')
      this.#problems.push(`a body was answered ${only}`);
    if (only === 'storage-unavailable') this.counts.refusedByDisk++;
    for (const [index, batch] of body.entries()) {
      const verdict = isWhole ? (verdicts[index] ?? '') : only;
      const name = nameOf(batch);
      if (verdict === 'accepted') {
        if (this.#acknowledged.has(name)) this.#problems.push(`${name} was acknowledged twice`);
        this.#acknowledged.add(name);
        this.counts.acknowledged++;
      } else if (verdict === 'duplicate') {
        this.counts.duplicates++;
      } else if (isWhole && !(this.#isWall && verdict === 'clock-skew')) {
        this.#problems.push(`${name} was answered ${verdict}`);
      } else if (this.#draw.chance(0.9)) this.#held.push({ step: step + 1, batch });
    }
  }

  async #forge(batch: ScanBatch): Promise<void> {
    this.counts.forgeries++;
    const draw = this.#draw;
    const form = draw.one<'binary' | 'jws'>(['binary', 'jws']);
    let body: Buffer = Buffer.from(
      form === 'binary' ? binaryEnvelope(batch, forgedSign) : jwsLine(batch, forgedSign),
    );
    if (draw.chance(0.5)) {
      body = form === 'binary' ? binaryBody([batch]) : linesBody([batch]);
      const at = draw.below(body.length - 1);
      body[at] = (body[at] ?? 0) ^ (1 + draw.below(255));
    }
    const verdicts = await this.#life.post(body, form);
    const wrong = verdicts.find((each) => !FORGED.has(each) && !REFUSED_ALL.has(each));
    if (wrong !== undefined) this.#problems.push(`a forged or corrupt ${form} message was answered ${wrong}`);
  }

  async #restart(): Promise<void> {
    this.counts.stops++;
    await this.#life.stop();
    this.#keepTold();
    await this.#life.start();
    this.#begin();
  }

  async #makeKey(): Promise<void> {
    const { db } = this.#life.running.service.plan;
    const wish = { mode: 'TEST', name: 'simtest', scopes: ['read'], expiresAtUs: null } as const;
    await insertKey(db, newKey(wish, Date.now() * 1000).key, 'simtest');
    this.#deeds++;
  }

  /** What was told counts when it is stored: a crash forgets the rest, and it is told anew. */
  #keepTold(): void {
    for (const reader of this.#readers) {
      this.#problems.push(...reader.problems);
      for (const { type, data } of reader.told) {
        if (type === 'event') {
          const { sequence }: { sequence: number } = JSON.parse(data);
          if (sequence <= this.#newestEvent)
            this.#problems.push(`event ${sequence} came behind ${this.#newestEvent}`);
          this.#newestEvent = sequence;
        }
        this.#told.push({ type, data });
      }
      reader.told = [];
    }
  }

  async #check(): Promise<void> {
    const { service } = this.#life.running;
    if (service.state !== 'serving') this.#problems.push(`the service is ${service.state}`);
    if (this.#hasUncut) this.#log = new LogCheck();
    if (!service.isStorageBehind) this.#keepTold();
    const events = await service.store.events({
      afterSequence: 0,
      kinds: null,
      trackId: null,
      limit: 10_000,
    });
    const gap = events.findIndex(({ sequence }, index) => sequence !== index + 1);
    if (gap !== -1) this.#problems.push(`event ${gap + 1} is not stored, but later ones are`);
    this.#problems.push(
      ...this.#log.problems(this.#life.logFolder, this.#acknowledged, this.#sent),
      ...auditProblems(this.#life.dataFolder, this.#deeds),
    );
  }

  /** All that is due has been worked on, and is stored. */
  async #settle(seconds: readonly (readonly ScanBatch[])[], first: number): Promise<void> {
    const { service } = this.#life.running;
    const last = first + seconds.length - 1;
    for (let k = 0; k < 2_400; k++) {
      const { second } = service.picture;
      if ((this.#isWall || (second ?? 0) >= last - 6) && !service.isStorageBehind) return;
      // oxlint-disable-next-line no-await-in-loop -- again and again, for a time
      await sleep(25);
    }
    if (!service.isStorageBehind)
      this.#problems.push(`it came to second ${service.picture.second} of ${last}`);
  }

  #checkFinal(): void {
    const stored = storedSession(this.#life.dataFolder);
    const clean = cleanRun(
      this.#life.logFolder,
      this.#config,
      this.#life.firstSecond ?? 0,
      stored.throughSecond,
    );
    this.counts.events = clean.events.length;
    this.counts.finals = clean.finals.size;
    const differs = clean.events.findIndex((each, index) => each !== stored.events[index]);
    if (differs !== -1 || clean.events.length !== stored.events.length) {
      this.#problems.push(
        `${stored.events.length} events stored, ${clean.events.length} of a clean run; event ${differs + 1} differs: ${stored.events[differs]} for ${clean.events[differs]}`,
      );
    }
    const events = new Set(clean.events);
    for (const { type, data } of this.#told) {
      if (type === 'event' && !events.has(data))
        this.#problems.push(`an event was told that a clean run does not tell: ${data}`);
      if (type === 'final' && !clean.finals.has(data))
        this.#problems.push(`a final row was told that a clean run does not tell: ${data}`);
    }
  }
}
