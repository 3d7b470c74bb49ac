/** Java interfaces over tools, written from what the tools' authors declared. */
@NullMarked
package io.snakepit.cli.source;

import org.jspecify.annotations.NullMarked;
