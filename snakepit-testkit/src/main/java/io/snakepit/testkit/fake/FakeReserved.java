package io.snakepit.testkit.fake;

import io.snakepit.api.ToolInfo;
import io.snakepit.spi.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reserved tools, whose names begin with a dollar sign. */
final class FakeReserved {

  private FakeReserved() {}

  static FakeTools.@Nullable Entry find(String name, FakeWorker worker) {
    return switch (name) {
      case "$session.end" ->
          entry(
              name,
              call -> {
                worker.endSession(call.head().session());
                return JsonText.payload("null");
              });
      case "$tools" -> entry(name, call -> Payload.of(FakeHello.tools(worker.tools().infos())));
      default -> null;
    };
  }

  private static FakeTools.Entry entry(String name, FakeFunction code) {
    return new FakeTools.Entry(
        new ToolInfo(name, "", List.of(), false, "", List.of(), false),
        call -> List.of(code.run(call)).iterator());
  }
}
