/** Finds the tools that the hello names. */

import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { ProtocolError, thrown } from './errors.js';
import { nearest } from './nearest.js';
import { Tool } from './tool.js';

const moduleFile = /\.[cm]?js$/;

/** The tools by name: every function that a module exports under a name is one. */
export class Tools {
  #tools = new Map();

  /** @param {string[]} sources absolute paths of files and folders, and names of modules */
  static async load(sources) {
    const tools = new Tools();
    for (const source of sources) {
      for (const module of await modulesOf(source)) {
        tools.#add(await load(module, source), module);
      }
    }
    if (tools.#tools.size === 0) {
      const where = sources.length === 0 ? 'no source of tools was named' : sources.join(', ');
      throw new ProtocolError('NO_TOOLS', `there are no tools: ${where} (export functions)`);
    }
    return tools;
  }

  #add(exported, module) {
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value !== 'function' || name === 'default') {
        continue;
      }
      if (this.#tools.has(name)) {
        throw new ProtocolError('DUPLICATE_TOOL', `there are two tools '${name}': see ${module}`);
      }
      this.#tools.set(name, new Tool(name, value));
    }
  }

  get(name) {
    const found = this.#tools.get(name);
    if (!found) {
      const suggestions = nearest(name, [...this.#tools.keys()]);
      throw new ProtocolError('UNKNOWN_TOOL', `there is no tool '${name}'`, { suggestions });
    }
    return found;
  }

  describe() {
    return [...this.#tools.values()].map((tool) => tool.describe());
  }
}

async function modulesOf(source) {
  if (!path.isAbsolute(source)) {
    return [source];
  }
  try {
    if (!(await fs.stat(source)).isDirectory()) {
      return [pathToFileURL(source).href];
    }
    const names = (await fs.readdir(source)).filter((name) => moduleFile.test(name)).sort();
    return names.map((name) => pathToFileURL(path.join(source, name)).href);
  } catch (error) {
    throw new ProtocolError('TOOLS_NOT_FOUND', `${source}: ${error.message}`);
  }
}

async function load(module, source) {
  try {
    return await import(module);
  } catch (error) {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND' && module === source;
    const code = missing ? 'TOOLS_NOT_FOUND' : 'TOOLS_FAILED';
    const { type, message, traceback } = thrown(error);
    throw new ProtocolError(code, `${source}: ${message}`, { type, traceback });
  }
}
