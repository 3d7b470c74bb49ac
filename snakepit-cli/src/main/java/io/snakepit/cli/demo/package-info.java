/** The main job as a story: train, classify, kill a worker, classify again. */
@NullMarked
package io.snakepit.cli.demo;

import org.jspecify.annotations.NullMarked;
