/** Java interfaces over tools. */
@NullMarked
package io.snakepit.core.bind;

import org.jspecify.annotations.NullMarked;
