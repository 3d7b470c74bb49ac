/**
 * The runtime for workers written in Python: finds an interpreter, builds the environment that the
 * tools ask for, unpacks the worker's code and says how to start it.
 */
@NullMarked
package io.snakepit.python;

import org.jspecify.annotations.NullMarked;
