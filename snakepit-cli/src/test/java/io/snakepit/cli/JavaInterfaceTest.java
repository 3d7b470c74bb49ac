package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.cli.CommandProcess.End;
import io.snakepit.cli.source.CompiledSource;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From tools in Python to a Java interface that is bound to them, and called. */
class JavaInterfaceTest {

  @TempDir private Path folder;

  private Object model;

  /** Hints as classes, and hints as the text that their author wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"", "from __future__ import annotations\n"})
  void theInterfaceCompilesBindsAndCalls(String before) throws Exception {
    String typed = Files.readString(Path.of(CommandProcess.resource("typed_tools.py")));
    String tools = Files.writeString(folder.resolve("tools.py"), before + typed).toString();
    End end = CommandProcess.run(folder, "tools", tools, "--java", "com.acme.Model");
    assertThat(end.stderr()).isEmpty();
    assertThat(end.status()).isZero();
    assertThat(end.stdout()).doesNotContain(" ping(", " pingStream(", " info(").contains(" echo(");
    Class<?> type = CompiledSource.load("com.acme.Model", end.stdout(), folder);
    try (Snakepit pit = Snakepit.builder().pool("default", p -> p.tools(tools)).start()) {
      model = pit.bind(type);
      simpleValues();
      containers();
      classes();
      streams();
      names();
    }
  }

  private void simpleValues() throws Exception {
    assertThat(call("add", 2L, 3L)).isEqualTo(5L);
    assertThat(call("add", 2L)).isEqualTo(2L);
    assertThat(call("loadModel2", "small")).isNull();
    assertThat(call("findName", Map.of("a", 1L), 1L)).isEqualTo("a");
    assertThat(call("findName", Map.of("a", 1L), null)).isNull();
    assertThat(call("private_")).isEqualTo(true);
    try (Result echo = (Result) call("echo", List.of(1))) {
      assertThat(echo.value()).isEqualTo(List.of(1L));
    }
  }

  private void containers() throws Exception {
    assertThat(call("meanOf", List.of(1.0, 2.0))).isEqualTo(1.5);
    assertThat(call("numbered", List.of(List.of(1L, 2L)))).isEqualTo(Map.of(0L, List.of(1L, 2L)));
    assertThat(call("weighed", List.of(1L))).isEqualTo(Arrays.asList(null, "1"));
    assertThat(((Set<?>) call("pick", "a", "text", 1.5)).toArray()).isEqualTo(new byte[][] {{97}});
  }

  private void classes() throws Exception {
    LocalDate day = LocalDate.of(2026, 1, 31);
    assertThat(call("nextDay", day)).isEqualTo(day.plusDays(1));
    assertThat(call("nextDay")).isNull();
    assertThat(call("when", day, day.atStartOfDay(), Duration.ofSeconds(1), LocalTime.NOON))
        .isEqualTo(List.of(day, Duration.ofSeconds(1)));
    Map<String, BigDecimal> sums = Map.of("a", new BigDecimal("1.20"));
    assertThat(call("invoice", UUID.randomUUID(), sums, null)).isEqualTo(new BigDecimal("1.20"));
    assertThat(call("move", Map.of("x", 1), Map.of("x", 2, "y", 3)))
        .isEqualTo(Map.of("x", 3L, "y", 3L));
    assertThat(call("paint", "RED", 1)).isEqualTo("red");
  }

  private void streams() throws Exception {
    try (Stream<?> numbers = (Stream<?>) call("countUp", 3L)) {
      assertThat(numbers.toList()).isEqualTo(List.of(0L, 1L, 2L));
    }
    try (Stream<?> pairs = (Stream<?>) call("pairs", Set.of("a"))) {
      assertThat(pairs.toList()).isEqualTo(List.of(Map.of("a", 0.0)));
    }
    try (ResultStream items = (ResultStream) call("untypedItems", "first")) {
      assertThat(items.stream().map(Result::value).toList()).isEqualTo(List.of("first", Map.of()));
    }
  }

  private void names() throws Exception {
    assertThat(call("class_", 1L, 2L)).isEqualTo(6L);
    assertThat(call("loadModel")).isEqualTo("the other");
    assertThat(call("getClass_")).isEqualTo("not Java's");
    assertThat(call("hashCode_")).isEqualTo("dashed");
    assertThat(call("notify_")).isEqualTo("notified");
    assertThat(call("oddU", 1L)).isEqualTo(Arrays.asList(1L, null, 2L));
    assertThat(call("step2", 1.5)).isEqualTo(1.5);
  }

  private Object call(String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(model.getClass().getInterfaces()[0].getMethods())
            .filter(one -> one.getName().equals(name))
            .filter(one -> one.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no method " + name));
    return method.invoke(model, arguments);
  }
}
