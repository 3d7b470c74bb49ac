/** Plugins: jars in a folder, each with a class loader that keeps its libraries apart. */
@NullMarked
package io.snakepit.core.discovery.plugin;

import org.jspecify.annotations.NullMarked;
