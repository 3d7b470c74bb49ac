/** What is there, what is missing, and the remedy. */
@NullMarked
package io.snakepit.cli.doctor;

import org.jspecify.annotations.NullMarked;
