/**
 * What applications compile against: pools of worker processes, and calls into the tools that live
 * there.
 *
 * <p>Start at {@link io.snakepit.api.Snakepit}. Nothing in this package depends on a transport, a
 * codec or a dependency-injection framework. All types are safe for use by several threads unless
 * they say otherwise.
 */
@NullMarked
package io.snakepit.api;

import org.jspecify.annotations.NullMarked;
