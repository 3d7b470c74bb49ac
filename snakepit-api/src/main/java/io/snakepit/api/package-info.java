/**
 * What applications compile against: pools of worker processes, and calls into the tools that live
 * there.
 *
 * <p>Start at {@link io.snakepit.api.Snakepit}. Nothing in this package depends on a transport, a
 * codec or a dependency-injection framework. All types are safe for use by several threads unless
 * they say otherwise. Null is allowed where it says so; elsewhere it is a {@link
 * NullPointerException}.
 */
@NullMarked
package io.snakepit.api;

import org.jspecify.annotations.NullMarked;
