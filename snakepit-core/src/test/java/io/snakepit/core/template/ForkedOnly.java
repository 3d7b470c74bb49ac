package io.snakepit.core.template;

import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A runtime whose workers are forked: none is started by itself. */
record ForkedOnly(Supplier<LaunchPlan> templates) implements PreparedRuntime {

  @Override
  public LaunchPlan plan(List<String> arguments) {
    throw new AssertionError("it is to be forked");
  }

  @Override
  public Optional<LaunchPlan> template() {
    return Optional.of(templates.get());
  }
}
