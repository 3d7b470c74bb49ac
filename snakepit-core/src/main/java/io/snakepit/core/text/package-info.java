/** Words for people. */
@NullMarked
package io.snakepit.core.text;

import org.jspecify.annotations.NullMarked;
