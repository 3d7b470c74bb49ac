package io.snakepit.testkit.junit;

import io.snakepit.spi.Payload;
import io.snakepit.spi.TestSupport;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tools of one test, with what has reached them. */
final class RecordedTools {

  private final TestSupport support;
  private final FakeTools tools = new FakeTools();
  private final List<ToolCall> calls = new CopyOnWriteArrayList<>();

  RecordedTools(TestSupport support) {
    this.support = support;
  }

  FakeTools tools() {
    return tools;
  }

  List<ToolCall> calls() {
    return List.copyOf(calls);
  }

  void add(String name, ToolCode code) {
    tools.unary(name, call -> support.encode(code.run(record(call))));
  }

  void addStream(String name, StreamCode code) {
    tools.stream(name, call -> new EncodedItems(code.run(record(call)).iterator(), support));
  }

  private ToolCall record(FakeCall call) {
    ToolCall recorded = new ToolCall(call, support);
    calls.add(recorded);
    return recorded;
  }

  /** Items as a worker sends them. */
  @SuppressWarnings("try") // close() throws what that of the items throws
  private record EncodedItems(Iterator<?> items, TestSupport support)
      implements Iterator<Payload>, AutoCloseable {

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Payload next() {
      return support.encode(items.next());
    }

    @Override
    public void close() throws Exception {
      if (items instanceof AutoCloseable source) {
        source.close();
      }
    }
  }
}
