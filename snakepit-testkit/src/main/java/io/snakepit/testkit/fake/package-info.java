/**
 * An adapter whose workers live in this JVM and whose tools are lambdas, so that pools and whatever
 * builds on them can be tested without a process. It keeps every rule of {@code io.snakepit.spi}
 * and misbehaves only where a test tells it to.
 */
@NullMarked
package io.snakepit.testkit.fake;

import org.jspecify.annotations.NullMarked;
