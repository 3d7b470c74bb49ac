package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.CallOutcome;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.ToolException;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.testkit.fault.Fault;
import io.snakepit.testkit.fault.FaultInjector;
import io.snakepit.testkit.junit.FakeSnakepit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications test their code with fake tools as they would with real ones. */
@Timeout(60)
class FakeSnakepitTest {

  private static final List<String> measured = new CopyOnWriteArrayList<>();

  @RegisterExtension
  static final FakeSnakepit python =
      FakeSnakepit.create("default", "other")
          .configure(pool -> pool.workers(2))
          .listener(
              new SnakepitListener() {
                @Override
                public void onCallEnded(String pool, CallOutcome call) {
                  measured.add(pool + " " + call.tool());
                }
              })
          .tool("echo", call -> call.get("value"))
          .tool("price", call -> call.host("lookup", call.arguments()))
          .tool(
              "remember",
              call -> call.state().merge("words", call.get("word"), (a, b) -> a + " " + b))
          .stream("count", call -> List.of(1, 2, 3))
          .failing("predict", "ValueError", "bad input")
          .hostTool("lookup", call -> Map.of("item", call.get("item"), "price", 12));

  @Test
  void valuesArriveAsFromARealWorker(Snakepit pit) {
    List<Object> values =
        List.of(1, new BigDecimal("1.20"), LocalDate.of(2026, 1, 31), Map.of(1, "one"));

    assertThat(pit.execute("echo", Map.of("value", values)).value())
        .isEqualTo(
            List.of(1L, new BigDecimal("1.20"), LocalDate.of(2026, 1, 31), Map.of(1L, "one")));
    assertThat(pit.execute("echo", Map.of("value", new byte[] {1, 2})).as(byte[].class))
        .containsExactly(1, 2);
    assertThat(python.calls("echo").get(0).get("value")).isInstanceOf(List.class);
  }

  /** What an application calls. */
  public interface Words {

    /** Gives back a word. */
    String echo(String value);

    /** Turns a word around. */
    String reverse(String value);
  }

  @Test
  void interfacesAreBoundAsToRealTools(Pool pool) throws Exception {
    assertThat(pool.tools()).extracting(ToolInfo::name).contains("echo", "count");
    assertThatThrownBy(() -> pool.bind(Words.class)).hasMessageContaining("reverse");

    python.tool(
        "reverse", call -> new StringBuilder((String) call.get("value")).reverse().toString());
    pool.reloadTools();
    Words words = pool.bind(Words.class);

    assertThat(words.echo("tea")).isEqualTo("tea");
    assertThat(words.reverse("tea")).isEqualTo("aet");
  }

  @Test
  void theListenersOfTheApplicationAreTold(Snakepit pit) {
    measured.clear();
    pit.pool("other").execute("echo", Map.of("value", 1));

    assertThat(measured).contains("other echo");
  }

  @Test
  void errorsAreThoseOfARealWorker(Snakepit pit) {
    ToolException raised =
        catchThrowableOfType(ToolException.class, () -> pit.execute("predict", Map.of()));
    assertThat(raised.code()).isEqualTo(ErrorCode.TOOL_RAISED);
    assertThat(raised.type()).isEqualTo("ValueError");
    assertThat(raised.toolMessage()).isEqualTo("bad input");

    assertThatThrownBy(() -> pit.execute("no_such", Map.of()))
        .isInstanceOf(InvalidCallException.class)
        .hasMessageContaining("no_such");

    python.tool("echo", call -> new Object());
    ToolException refused =
        catchThrowableOfType(ToolException.class, () -> pit.execute("echo", Map.of()));
    assertThat(refused.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_RESULT);
  }

  @Test
  void streamsSessionsAndHostToolsWork(Snakepit pit) {
    List<Object> items = new ArrayList<>();
    try (ResultStream stream = pit.executeStream("count", Map.of())) {
      for (Result item : stream) {
        items.add(item.value());
      }
    }
    assertThat(items).containsExactly(1L, 2L, 3L);

    Session session = pit.session("user-42");
    session.execute("remember", Map.of("word", "one"));
    assertThat(session.execute("remember", Map.of("word", "two")).value()).isEqualTo("one two");
    assertThat(python.calls("remember")).allMatch(call -> call.session().isPresent());

    assertThat(pit.execute("price", Map.of("item", "tea")).get("price")).isEqualTo(12L);
  }

  @Test
  void faultsComeAboutAndTheNextCallIsWellAgain(Snakepit pit, FaultInjector faults) {
    faults.next("echo", Fault.crash());
    assertThatThrownBy(() -> pit.execute("echo", Map.of("value", 1)))
        .isInstanceOf(WorkerCrashedException.class);

    faults.next("echo", Fault.hang());
    Call hanging = Call.of("echo").arg("value", 1).timeout(Duration.ofMillis(50));
    await()
        .untilAsserted( // a busy machine may leave it no time to reach a worker
            () -> {
              assertThatThrownBy(() -> pit.execute(hanging))
                  .isInstanceOf(DeadlineExceededException.class);
              assertThat(faults.pending()).isEmpty();
            });

    assertThat(pit.execute("echo", Map.of("value", 1)).as(Integer.class)).isEqualTo(1);
  }

  @RepeatedTest(2)
  void whatATestReplacesOrCausesIsGoneAfterIt(Snakepit pit) {
    assertThat(python.calls()).isEmpty();
    assertThat(pit.execute("echo", Map.of("value", 1)).as(Integer.class)).isEqualTo(1);
    assertThat(pit.session("left").execute("remember", Map.of("word", "one")).value())
        .isEqualTo("one");

    python.tool("echo", call -> "replaced");
    assertThat(pit.execute("echo", Map.of("value", 1)).value()).isEqualTo("replaced");
    python.faults().next(Fault.crash());

    assertThat(python.calls("echo")).hasSize(2);
    assertThatThrownBy(() -> python.configure(pool -> pool.workers(3)))
        .isInstanceOf(IllegalStateException.class);
  }

  @RepeatedTest(2)
  void aTestMayReplaceAHostTool(Snakepit pit) {
    assertThat(pit.execute("price", Map.of("item", "tea")).get("price")).isEqualTo(12L);

    python.hostTool("lookup", call -> Map.of("price", 7));

    assertThat(pit.execute("price", Map.of("item", "tea")).get("price")).isEqualTo(7L);
  }

  @Test
  void everyPoolThatWasNamedIsThere(Snakepit pit, Pool pool) {
    assertThat(pool).isSameAs(pit.pool("default"));
    assertThat(pit.pool("other").execute("echo", Map.of("value", 2)).as(Integer.class))
        .isEqualTo(2);
    assertThat(python.snakepit()).isSameAs(pit);
  }

  /** The constructor asks for it, before the test has begun. */
  @Nested
  class AnObjectUnderTestThatIsMadeForEachTest {

    private final Snakepit pit;

    AnObjectUnderTestThatIsMadeForEachTest(Snakepit pit) {
      this.pit = pit;
    }

    @Test
    void usesTheSnakepitOfTheTest(Snakepit later) {
      assertThat(pit).isSameAs(later);
      assertThat(pit.execute("echo", Map.of("value", 1)).as(Integer.class)).isEqualTo(1);
    }
  }
}
