package io.snakepit.testkit.fake;

import io.snakepit.api.ToolInfo;
import io.snakepit.spi.Payload;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The tools of fake workers. Safe for use by several threads; a worker sees tools that are added
 * later, though its hello doesn't name them.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeTools {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A tool with its declaration. */
  record Entry(ToolInfo info, FakeTool code) {}

  /** No tool yet. */
  public FakeTools() {}

  /**
   * Adds a tool with one result, which takes any arguments.
   *
   * @param name its name; replaces the tool of that name
   * @param code what it does
   * @return this
   */
  public FakeTools unary(String name, FakeFunction code) {
    return unary(undeclared(name, false), code);
  }

  /**
   * Adds a tool with one result.
   *
   * @param info its declaration; replaces the tool of that name
   * @param code what it does
   * @return this
   */
  public FakeTools unary(ToolInfo info, FakeFunction code) {
    return add(info, call -> one(code.run(call)));
  }

  /**
   * Adds a streaming tool, which takes any arguments.
   *
   * @param name its name; replaces the tool of that name
   * @param code what it does
   * @return this
   */
  public FakeTools stream(String name, FakeTool code) {
    return add(undeclared(name, true), code);
  }

  /**
   * Adds a streaming tool.
   *
   * @param info its declaration; replaces the tool of that name
   * @param code what it does
   * @return this
   */
  public FakeTools stream(ToolInfo info, FakeTool code) {
    return add(info, code);
  }

  @Nullable Entry find(String name) {
    return entries.get(name);
  }

  List<ToolInfo> infos() {
    return entries.values().stream().map(Entry::info).toList();
  }

  private FakeTools add(ToolInfo info, FakeTool code) {
    entries.put(info.name(), new Entry(info, code));
    return this;
  }

  private static Iterator<Payload> one(Payload result) {
    return List.of(result).iterator();
  }

  private static ToolInfo undeclared(String name, boolean stream) {
    return new ToolInfo(name, "", List.of(), true, "", List.of(), stream);
  }
}
