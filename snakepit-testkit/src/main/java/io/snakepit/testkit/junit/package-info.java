/**
 * Tests of applications without Python: a JUnit extension with real pools whose tools are lambdas.
 */
@NullMarked
package io.snakepit.testkit.junit;

import org.jspecify.annotations.NullMarked;
