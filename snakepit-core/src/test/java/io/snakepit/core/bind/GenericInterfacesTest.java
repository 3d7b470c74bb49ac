package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolName;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Interfaces that say what the type parameters of others are. */
class GenericInterfacesTest {

  record Row(LocalDate when, int count) {}

  interface Source<T, K> {
    T find(K key);

    @ToolName("find")
    Optional<T> findMaybe(K key);

    @ToolName("find")
    CompletableFuture<T> findLater(K key);

    Stream<T> each();

    List<? extends T> all();

    @ToolName("all")
    T[] allInAnArray();

    @ToolName("all")
    List<T>[] allInLists();
  }

  interface ByName<T> extends Source<T, String> {}

  interface Rows extends ByName<Row> {}

  interface Numbers extends Source<Integer, Long> {}

  sealed interface Closed permits Only {}

  record Only() implements Closed {}

  private static final List<ToolInfo> tools =
      List.of(
          new ToolInfo(
              "find",
              "",
              List.of(new ToolParameter("key", "str", List.of(ValueKind.STRING), true)),
              false,
              "Row",
              List.of(ValueKind.MAP),
              false),
          new ToolInfo("each", "", List.of(), false, "Row", List.of(ValueKind.MAP), true),
          new ToolInfo("all", "", List.of(), false, "list", List.of(ValueKind.LIST), false));

  private final Row row = new Row(LocalDate.EPOCH, 1);

  @Test
  void resultsAreOfTheTypeThatTheInterfaceNames() {
    FakeCaller caller = FakeCaller.returning(row);
    Rows rows = bind(Rows.class, caller);

    Row found = rows.find("a");
    CompletableFuture<Row> later = rows.findLater("a");
    caller.pending.complete(FakeCaller.result(row));

    assertThat(found).isEqualTo(row);
    assertThat(rows.findMaybe("a")).contains(row);
    assertThat(later).isCompletedWithValue(row);
    try (Stream<Row> each = rows.each()) {
      assertThat(each).containsExactly(row);
    }
  }

  @Test
  void soAreTheirParts() {
    Rows rows = bind(Rows.class, FakeCaller.returning(List.of(row)));

    Row first = rows.all().get(0);

    assertThat(first).isEqualTo(row);
    assertThat(rows.allInAnArray()).containsExactly(row);
    assertThat(bind(Rows.class, FakeCaller.returning(List.of(List.of(row)))).allInLists())
        .isEqualTo(new List<?>[] {List.of(row)});
  }

  @Test
  void whatTheInterfaceNamesIsComparedWithTheTools() {
    assertThat(problems(Numbers.class))
        .contains("Source.find: parameter 'key' takes str, which no Long is")
        .contains("Source.find: tool 'find' gives Row, which can't become java.lang.Integer");
  }

  @Test
  void aSealedInterfaceIsRefused() {
    assertThat(problems(Closed.class))
        .containsExactly("can't bind " + Closed.class.getTypeName() + ": it is sealed");
  }

  private static List<String> problems(Class<?> type) {
    return catchThrowableOfType(
            ConfigurationException.class, () -> bind(type, FakeCaller.returning()))
        .problems();
  }

  private static <T> T bind(Class<T> type, FakeCaller caller) {
    return ToolBinder.bind(type, caller, tools, UnaryOperator.identity());
  }
}
