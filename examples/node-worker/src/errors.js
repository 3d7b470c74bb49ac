/** Errors, and how they are told to the JVM (docs/protocol/contents.md). */

import { MalformedPayloadError } from './decoder.js';
import { UnrepresentableError } from './encoder.js';

const LONGEST_TEXT = 1 << 16;

/** An error with a code of the protocol. `details` are further fields of the error. */
export class ProtocolError extends Error {
  constructor(code, message, details = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The reason of a call's `signal` when it is to stop. */
export class CancelledError extends Error {
  constructor() {
    super('the call was cancelled');
    this.name = 'CancelledError';
  }
}

/** A host tool failed, or there is none of that name. */
export class HostToolError extends Error {
  constructor({ code, type, message }) {
    super(message ?? 'the host tool failed');
    this.name = 'HostToolError';
    this.code = code;
    this.type = type;
  }
}

/** The contents of an error. */
export function describe(error) {
  if (error instanceof ProtocolError) {
    return { code: error.code, message: wellFormed(error.message), ...error.details };
  }
  if (error instanceof CancelledError) {
    return { code: 'CANCELLED', message: error.message };
  }
  if (error instanceof UnrepresentableError) {
    const { path, type, message } = error;
    return { code: 'UNREPRESENTABLE_RESULT', message, path: wellFormed(path), type };
  }
  if (error instanceof MalformedPayloadError) {
    return { code: 'MALFORMED_PAYLOAD', message: error.message, path: error.path };
  }
  return { code: 'TOOL_RAISED', ...thrown(error) };
}

/** What is known of anything that was thrown: in JavaScript it needn't be an error. */
export function thrown(error) {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: shown(error) };
  }
  return {
    type: shown(error.name),
    message: shown(error.message),
    traceback: shown(error.stack ?? ''),
  };
}

function shown(value) {
  let text;
  try {
    text = String(value);
  } catch {
    text = 'a value that has no text';
  }
  return wellFormed(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
}

function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
