/**
 * The tools that the contract kit wants of a worker under test. What each has to do is written in the
 * Javadoc of io.snakepit.testkit.contract.ContractTools.
 */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostToolError } from '../src/index.js';

/** Milliseconds after which everything here has ended, whatever happened to the test. */
const LONGEST = 60_000;
const HIGHEST_DESCRIPTOR = 256;

function makeMark(path) {
  fs.closeSync(fs.openSync(path, 'wx'));
}

/** Takes the processor, and with it everything that could ask for an end. */
function spin(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

export function echo({ value }) {
  return value;
}

export function* count({ to }) {
  for (let number = 0; number < to; number++) {
    yield number;
  }
}

export function* count_until_closed({ mark }) {
  try {
    for (let number = 0; ; number++) {
      yield number;
    }
  } finally {
    makeMark(mark);
  }
}

export function* count_and_fail({ to, message }) {
  yield* count({ to });
  throw new Error(message);
}

export function* count_and_exit({ to }) {
  yield* count({ to });
  process.exit(3);
}

export async function wait(_, { signal }) {
  await sleep(LONGEST, null, { signal });
}

export async function nap({ mark }, { signal }) {
  const end = performance.now() + LONGEST;
  while (!fs.existsSync(mark) && performance.now() < end) {
    await sleep(1, null, { signal });
  }
  return 'rested';
}

export function stubborn() {
  spin(LONGEST);
}

export async function linger({ begun, mark }, { signal }) {
  makeMark(begun);
  await sleep(LONGEST, null, { signal }).catch(() => sleep(200));
  makeMark(mark);
  return 'lingered';
}

export function touch({ mark }) {
  makeMark(mark);
}

export function fail({ message }) {
  throw new Error(message);
}

function endProcess({ status }) {
  process.exit(status);
}
export { endProcess as exit };

export function print_everywhere({ text }) {
  console.log(text);
  console.error(text);
  process.stdout.write(`${text}\n`);
  for (const descriptor of [0, 1, 2]) {
    writeIfPossible(descriptor, `${text}\n`);
  }
  const script = "for (const d of [1, 2]) require('fs').writeSync(d, process.argv[1] + '\\n')";
  execFileSync(process.execPath, ['-e', script, text], { stdio: 'inherit' });
  return text;
}

function writeIfPossible(descriptor, data) {
  try {
    fs.writeSync(descriptor, data);
  } catch {
    // not open for writing
  }
}

export function large({ size }) {
  return 'x'.repeat(size);
}

export function describe_call(_, context) {
  const remaining = context.remaining();
  return {
    tool: context.tool,
    session: context.session.key,
    remaining: remaining === null ? null : Math.floor(remaining),
    metadata: context.metadata,
  };
}

export function report_progress({ steps }, context) {
  for (let step = 1; step <= steps; step++) {
    context.progress(step, steps);
  }
  return steps;
}

export function call_host({ tool, value }, context) {
  return context.host(tool, { value });
}

export async function call_host_often({ tool, times }, context) {
  const answers = [];
  for (let value = 0; value < times; value++) {
    answers.push(await context.host(tool, { value }));
  }
  return answers;
}

export async function catch_host({ tool, value }, context) {
  try {
    await context.host(tool, { value });
    return null;
  } catch (error) {
    if (error instanceof HostToolError) {
      return error.message;
    }
    throw error;
  }
}

/** Writes to each pipe and socket whose other end is elsewhere; Node's own have both ends here. */
export function damage() {
  const ends = openPipesAndSockets();
  for (const { descriptor, inode } of ends) {
    if (ends.filter((other) => other.inode === inode).length === 1) {
      writeIfPossible(descriptor, Buffer.alloc(64, 0xff));
    }
  }
}

function openPipesAndSockets() {
  const found = [];
  for (let descriptor = 3; descriptor < HIGHEST_DESCRIPTOR; descriptor++) {
    try {
      const stat = fs.fstatSync(descriptor);
      if (stat.isFIFO() || stat.isSocket()) {
        found.push({ descriptor, inode: stat.ino });
      }
    } catch {
      // not open
    }
  }
  return found;
}
