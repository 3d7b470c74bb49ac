/** Values as JSON text, in both directions. */
@NullMarked
package io.snakepit.cli.json;

import org.jspecify.annotations.NullMarked;
