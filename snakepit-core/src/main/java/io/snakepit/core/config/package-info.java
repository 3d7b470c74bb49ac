/** Configuration files: from HOCON to the API's configuration values, with every problem listed. */
@NullMarked
package io.snakepit.core.config;

import org.jspecify.annotations.NullMarked;
