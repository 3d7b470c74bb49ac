/**
 * The implementation of Snakepit. Applications meet it only through {@link
 * io.snakepit.core.SnakepitModule}, when they use Guice, and otherwise not at all: {@link
 * io.snakepit.api.Snakepit#start} finds it.
 */
@NullMarked
package io.snakepit.core;

import org.jspecify.annotations.NullMarked;
