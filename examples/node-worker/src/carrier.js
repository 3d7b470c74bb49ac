/** How the frames travel: over a Unix socket or over the process's first two descriptors. */

import fs from 'node:fs';
import net from 'node:net';

const STDIN = 0;
const STDOUT = 1;
const CONNECT = '--connect';
const MOST_TRIES = 200;

/**
 * Reaches the JVM, and takes the standard descriptors away from user code.
 *
 * @param {string[]} args the command line; what isn't known is ignored
 * @returns {Promise<{input: net.Socket, output: net.Socket}>}
 */
export async function carry(args) {
  const at = args.indexOf(CONNECT);
  if (at >= 0 && at + 1 < args.length) {
    replaceStandardDescriptors(); // before anything runs beside it that could take a free number
    const socket = await connect(args[at + 1]);
    return { input: socket, output: socket };
  }
  return claimPipes();
}

function connect(path) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path, allowHalfOpen: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function claimPipes() {
  // Node has no dup(): opening a pipe anew gives a descriptor of our own, which children don't get.
  const input = fs.openSync('/dev/fd/0', 'r');
  const output = fs.openSync('/dev/fd/1', 'w');
  replaceStandardDescriptors();
  return {
    input: new net.Socket({ fd: input, readable: true, writable: false }),
    output: new net.Socket({ fd: output, readable: false, writable: true }),
  };
}

/** Points 0 at the null device and 1 at stderr, so that nothing printed reaches the wire. */
function replaceStandardDescriptors() {
  replace(STDIN, '/dev/null', 'r');
  replace(STDOUT, '/dev/fd/2', 'w');
}

/**
 * Node has no dup2(): between closing and opening, one of its own threads may take the number for a
 * file that it reads. Then it is soon free again.
 */
function replace(descriptor, path, flags) {
  const strays = [];
  fs.closeSync(descriptor);
  // The lowest free number is taken, and all below are in use.
  let opened = fs.openSync(path, flags);
  while (opened !== descriptor && strays.length < MOST_TRIES) {
    strays.push(opened);
    pause();
    opened = fs.openSync(path, flags);
  }
  strays.forEach((stray) => fs.closeSync(stray));
  if (opened !== descriptor) {
    throw new Error(`descriptor ${descriptor} could not be replaced: ${path} became ${opened}`);
  }
}

/** Waits for a millisecond, with everything else of this thread. */
function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
