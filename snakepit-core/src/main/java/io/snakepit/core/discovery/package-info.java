/** Finding adapters and runtimes, choosing among them, and checking the options meant for them. */
@NullMarked
package io.snakepit.core.discovery;

import org.jspecify.annotations.NullMarked;
