/** Values to bytes and back, after the table in {@code docs/values.md}. */
@NullMarked
package io.snakepit.core.codec;

import org.jspecify.annotations.NullMarked;
