/** Shows pools to JMX. */
@NullMarked
package io.snakepit.core.management;

import org.jspecify.annotations.NullMarked;
