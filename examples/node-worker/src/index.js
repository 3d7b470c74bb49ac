/** What authors of tools import. */

export { CancelledError, HostToolError } from './errors.js';
export { NdArray, Tagged } from './types.js';
export { tool } from './tool.js';
