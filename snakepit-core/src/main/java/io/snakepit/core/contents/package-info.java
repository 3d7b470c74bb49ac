/** What the wires carry besides values: hello, errors, logs and progress. */
@NullMarked
package io.snakepit.core.contents;

import org.jspecify.annotations.NullMarked;
