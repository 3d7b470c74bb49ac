/** Log records, and prints as such. */

import { Writable } from 'node:stream';
import { Console } from 'node:console';
import { AsyncLocalStorage } from 'node:async_hooks';

import { NO_CALL, ToJvm } from './frames.js';

const LONGEST_LINE = 65_536;
const LARGEST_BACKLOG = 8 << 20;
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

/** Sends records with the call whose code makes them. */
export class Log {
  #wire;
  #contents;
  #current = new AsyncLocalStorage();
  #prints = [new Print(this, 'stdout', 'INFO'), new Print(this, 'stderr', 'WARN')];
  #lowest = 0;
  #dropped = 0;

  constructor(wire, contents) {
    this.#wire = wire;
    this.#contents = contents;
  }

  set level(name) {
    this.#lowest = Math.max(0, levels.indexOf(name));
  }

  /** Makes the console and the process's streams write records. */
  captureConsole() {
    const [stdout, stderr] = this.#prints;
    Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
    Object.defineProperty(process, 'stderr', { value: stderr, configurable: true });
    globalThis.console = new Console({ stdout, stderr });
  }

  /** Runs code whose prints belong to a call. */
  during(call, code) {
    return this.#current.run(call, code);
  }

  /** The call whose code runs. */
  get call() {
    return this.#current.getStore() ?? NO_CALL;
  }

  /** Sends what a call printed without a line end. */
  flush(call) {
    this.#prints.forEach((print) => print.flush(call));
  }

  /** Sends a record, unless it is below the level. When the JVM doesn't read, records are counted only. */
  record(call, { level, logger, message }) {
    if (levels.indexOf(level) < this.#lowest) {
      return;
    }
    if (this.#wire.backlog > LARGEST_BACKLOG) {
      this.#dropped++;
      return;
    }
    if (this.#dropped > 0) {
      const lost = `${this.#dropped} log records were dropped: nobody read them`;
      this.#dropped = 0;
      this.#send(NO_CALL, { level: 'WARN', logger: 'snakepit', message: lost });
    }
    this.#send(call, { level, logger, message: shortened(message) });
  }

  #send(call, record) {
    this.#wire.send(ToJvm.LOG, 0, call, [this.#contents.encode(record, 'log').body]);
  }
}

function shortened(message) {
  const text = String(message);
  const cut = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} (cut)` : text;
  return cut.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A stream whose lines are records. */
class Print extends Writable {
  #log;
  #logger;
  #level;
  #open = new Map();

  constructor(log, logger, level) {
    super({ decodeStrings: false });
    this.#log = log;
    this.#logger = logger;
    this.#level = level;
  }

  _write(chunk, encoding, done) {
    const call = this.#log.call;
    const text = (this.#open.get(call) ?? '') + chunk.toString();
    const lines = text.split(/\r\n|\n|\r/);
    const rest = lines.pop();
    lines.forEach((line) => this.#record(call, line));
    this.#keep(call, this.#recordFullPieces(call, rest));
    done();
  }

  flush(call) {
    const rest = this.#open.get(call);
    this.#open.delete(call);
    if (rest) {
      this.#record(call, rest);
    }
  }

  #keep(call, rest) {
    if (rest) {
      this.#open.set(call, rest);
    } else {
      this.#open.delete(call);
    }
  }

  #record(call, line) {
    const rest = this.#recordFullPieces(call, line);
    if (rest || !line) {
      this.#send(call, rest);
    }
  }

  /** A line without end must not grow for ever. */
  #recordFullPieces(call, line) {
    let at = 0;
    for (; line.length - at >= LONGEST_LINE; at += LONGEST_LINE) {
      this.#send(call, line.slice(at, at + LONGEST_LINE));
    }
    return line.slice(at);
  }

  #send(call, message) {
    this.#log.record(call, { level: this.#level, logger: this.#logger, message });
  }
}
