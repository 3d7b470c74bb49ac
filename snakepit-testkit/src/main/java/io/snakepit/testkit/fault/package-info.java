/**
 * Faults on purpose: workers that crash, hang, are slow, send garbage or half a frame, or can't be
 * started, so that an application's own tests see what becomes of its calls then. They are put
 * between the pool and any adapter, the fake one or a real one.
 */
@NullMarked
package io.snakepit.testkit.fault;

import org.jspecify.annotations.NullMarked;
