/**
 * Host tools: the registry, their invocation on behalf of a running call, and the lineage of nested
 * calls.
 */
@NullMarked
package io.snakepit.core.host;

import org.jspecify.annotations.NullMarked;
