/** What a tool is, for its author and for the hello. */

import { ProtocolError } from './errors.js';
import { checkKinds } from './kinds.js';

const settings = new WeakMap();

/**
 * Says more of a tool than its function does. Without this, it takes any arguments.
 *
 * @param {Function} run gets the arguments as one object, and the call's `Context`; a generator
 *     function makes a stream
 * @param {{description?: string, parameters?: Record<string, string[]>, optional?: string[]}} more the
 *     kinds of each parameter (an empty list is any), and the parameters that may be left out
 * @returns {Function} `run`
 */
export function tool(run, more = {}) {
  settings.set(run, more);
  return run;
}

/** A tool under its name. */
export class Tool {
  #run;
  #parameters;
  #optional;
  #description;

  constructor(name, run) {
    const more = settings.get(run) ?? {};
    this.name = name;
    this.isStream = /GeneratorFunction$/.test(run.constructor.name);
    this.#run = run;
    this.#parameters = more.parameters;
    this.#optional = new Set(more.optional);
    this.#description = more.description ?? '';
  }

  /** Runs it, or for a stream makes the generator. */
  run(args, context) {
    return this.#run(args, context);
  }

  /** Refuses arguments that the tool's author ruled out. */
  check(args) {
    if (args === null || typeof args !== 'object' || Array.isArray(args)) {
      throw new ProtocolError('MALFORMED_PAYLOAD', 'the arguments are no map of names');
    }
    if (!this.#parameters) {
      return;
    }
    for (const [name, kinds] of Object.entries(this.#parameters)) {
      if (Object.hasOwn(args, name)) {
        checkKinds(this.name, name, kinds, args[name]);
      } else if (!this.#optional.has(name)) {
        throw invalid(`${this.name} needs the argument '${name}'`, name, kinds);
      }
    }
    for (const name of Object.keys(args)) {
      if (!Object.hasOwn(this.#parameters, name)) {
        throw invalid(`${this.name} has no parameter '${name}'`, name, []);
      }
    }
  }

  /** As the hello's answer describes it. */
  describe() {
    return {
      name: this.name,
      description: this.#description,
      parameters: Object.entries(this.#parameters ?? {}).map(([name, kinds]) => ({
        name,
        type: kinds.join(' | ') || 'any',
        kinds,
        required: !this.#optional.has(name),
      })),
      variadic: !this.#parameters,
      returns: 'any',
      returnKinds: [],
      stream: this.isStream,
    };
  }
}

function invalid(message, parameter, kinds) {
  const expected = kinds.join(' or ') || null;
  return new ProtocolError('INVALID_ARGUMENT', message, { parameter, expected });
}
