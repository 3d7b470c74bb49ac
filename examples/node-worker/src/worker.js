/** Says hello, then takes calls: one at a time, and those on top of it. */

import { setImmediate as turn } from 'node:timers/promises';

import { Call } from './call.js';
import { Contents, commonCodec } from './contents.js';
import { ProtocolError, describe, thrown } from './errors.js';
import { NO_CALL, ToJvm, ToWorker, WireError } from './frames.js';
import { helloPreamble, readCall, readCredit, readHello } from './heads.js';
import { HostCalls } from './host-calls.js';
import { Log } from './log.js';
import { Runner } from './runner.js';
import { Sessions } from './sessions.js';
import { Tools } from './tools.js';

const PROTOCOL = 1;
const CAPABILITIES = ['STREAMING', 'CANCELLATION', 'HOST_CALLS', 'REENTRANT', 'BINARY'];

export class Worker {
  #wire;
  #contents = new Contents();
  #log;
  #hostCalls;
  #runner = null;
  #wasGreeted = false;
  #waiting = [];
  #open = new Map();
  #isBusy = false;
  #isStopping = false;

  constructor(wire) {
    this.#wire = wire;
    this.#log = new Log(wire, this.#contents);
    this.#hostCalls = new HostCalls(wire, this.#contents);
  }

  receive(frame) {
    if (this.#wasGreeted === (frame.kind === ToWorker.HELLO)) {
      throw new WireError('the hello comes first, and once');
    }
    switch (frame.kind) {
      case ToWorker.HELLO:
        this.#wasGreeted = true;
        void this.#greet(JSON.parse(readHello(frame).toString('utf8')));
        break;
      case ToWorker.CALL:
        this.#take(new Call(frame, readCall(frame), this.#services()));
        break;
      case ToWorker.CREDIT:
        this.#open.get(frame.call)?.addCredit(readCredit(frame));
        break;
      case ToWorker.CANCEL:
        this.#cancel(frame.call);
        break;
      case ToWorker.HOST_REPLY:
        this.#hostCalls.receive(frame);
        break;
      case ToWorker.PROBE:
        this.#wire.send(ToJvm.PROBE_REPLY, 0, frame.call);
        break;
      case ToWorker.STOP:
        this.#isStopping = true;
        void this.#exitWhenIdle();
        break;
    }
  }

  #services() {
    return {
      wire: this.#wire,
      contents: this.#contents,
      log: this.#log,
      hostCalls: this.#hostCalls,
    };
  }

  async #greet(offer) {
    this.#log.level = offer.logLevel;
    this.#log.captureConsole();
    try {
      const codec = commonCodec(offer.codecs ?? []);
      const tools = await Tools.load(offer.tools ?? []);
      this.#runner = new Runner({ tools, sessions: new Sessions(), ...this.#services() });
      this.#answer(answer(codec.name, tools), offer);
      this.#contents.codec = codec;
    } catch (error) {
      this.#answer({ protocol: PROTOCOL, error: startError(error) }, offer);
      await this.#wire.flushed();
      process.exit(1);
    }
    void this.#runWaiting();
  }

  #answer(contents, offer) {
    this.#log.flush(NO_CALL);
    this.#wire.limit = offer.limits?.frame ?? this.#wire.limit;
    const body = Buffer.from(JSON.stringify(contents), 'utf8');
    this.#wire.send(ToJvm.HELLO, 0, NO_CALL, [helloPreamble(), body]);
  }

  #take(call) {
    this.#open.set(call.id, call);
    call.ended.then(() => this.#open.delete(call.id));
    if (call.head.parent === NO_CALL) {
      this.#waiting.push(call);
      void this.#runWaiting();
      return;
    }
    const parent = this.#open.get(call.head.parent);
    if (parent?.takesNested) {
      parent.adopt(call);
      void this.#runner.run(call);
    } else {
      call.withdraw();
    }
  }

  #cancel(id) {
    const at = this.#waiting.findIndex((call) => call.id === id);
    if (at >= 0) {
      this.#waiting.splice(at, 1)[0].withdraw();
    } else {
      void this.#open.get(id)?.cancel();
    }
  }

  async #runWaiting() {
    if (this.#isBusy || !this.#runner) {
      return;
    }
    this.#isBusy = true;
    while (this.#waiting.length > 0 && !this.#isStopping) {
      await this.#runner.run(this.#waiting.shift());
      if (this.#waiting.length > 0) {
        // Before the next may keep the event loop for itself: what this one sent, and cancels.
        await this.#wire.flushed();
        await turn();
      }
    }
    this.#isBusy = false;
    await this.#exitWhenIdle();
  }

  async #exitWhenIdle() {
    if (this.#isStopping && !this.#isBusy) {
      await this.#wire.flushed();
      process.exit(0);
    }
  }
}

function answer(codec, tools) {
  return {
    protocol: PROTOCOL,
    codec,
    pid: process.pid,
    language: 'javascript',
    version: process.versions.node,
    implementation: 'node',
    capabilities: CAPABILITIES,
    concurrency: 1,
    tools: tools.describe(),
  };
}

function startError(error) {
  return error instanceof ProtocolError
    ? describe(error)
    : { code: 'STARTUP_FAILED', ...thrown(error) };
}
