/**
 * Where the processes of a generation's workers come from: started one by one, or forked from a
 * template that has loaded what they need.
 */
@NullMarked
package io.snakepit.core.template;

import org.jspecify.annotations.NullMarked;
