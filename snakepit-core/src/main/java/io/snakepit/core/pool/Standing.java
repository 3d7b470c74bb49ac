package io.snakepit.core.pool;

/**
 * How a worker stands with its pool while it lives. It goes from one to a later one, never back.
 */
enum Standing {

  /** Gets calls. */
  SERVING,

  /**
   * Is to have a successor, which starts or is to be tried again; gets the calls no other takes.
   */
  DUE,

  /** Gets no more calls; those that it has go on, and its sessions stay. */
  SHUT,

  /** Has its successor: gets no more calls, and its sessions leave it. */
  LEAVING
}
