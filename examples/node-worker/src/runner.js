/** Runs the code of calls. */

import { setImmediate as turn } from 'node:timers/promises';

import { Context } from './context.js';
import { ProtocolError } from './errors.js';
import { Tool } from './tool.js';

export class Runner {
  #tools;
  #sessions;
  #contents;
  #log;
  #wire;
  #reserved;

  constructor({ tools, sessions, contents, log, wire }) {
    this.#tools = tools;
    this.#sessions = sessions;
    this.#contents = contents;
    this.#log = log;
    this.#wire = wire;
    this.#reserved = new Map([
      ['$tools', new Tool('$tools', () => tools.describe())],
      ['$session.end', new Tool('$session.end', (_, { session }) => sessions.end(session.key))],
    ]);
  }

  /** Runs a call to its end. Never throws. */
  async run(call) {
    try {
      await call.credited();
      await call.start();
      await this.#log.during(call.id, () => this.#runTool(call));
    } catch (error) {
      call.fail(error);
    }
  }

  async #runTool(call) {
    const { head } = call;
    const tool = this.#reserved.get(head.tool) ?? this.#tools.get(head.tool);
    const args = this.#contents.decode(head.body, call.attachments, 'arguments');
    tool.check(args);
    const context = new Context(call, head, this.#sessions.state(head.session));
    if (!tool.isStream) {
      call.succeed(await tool.run(args, context));
    } else if (call.isStream) {
      await this.#stream(call, tool.run(args, context));
      call.end();
    } else {
      throw new ProtocolError('STREAM_REQUIRED', `${head.tool} is a stream: call it as one`);
    }
  }

  async #stream(call, generator) {
    try {
      for (;;) {
        await call.credited();
        const { value, done } = await generator.next();
        if (done) {
          return;
        }
        call.item(value);
        await this.#wire.flushed();
        // A generator that never waits leaves the input unread.
        await turn();
      }
    } finally {
      await generator.return();
    }
  }
}
