package io.snakepit.core.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can't be brought about, or seen, with a real process. */
@Timeout(60)
class TemplateTest {

  /** What comes to pass while an order is given. */
  private interface Step {

    void happens() throws IOException;
  }

  private static final Step NOTHING = () -> {};
  private static final String FORK = "{\"order\":\"fork\",\"fork\":1,\"arguments\":[\"a\"]}";
  private static final String DROP = "{\"order\":\"drop\",\"fork\":1}";
  private static final LaunchPlan PLAN =
      new LaunchPlan(List.of("template"), Map.of(), Set.of(), Optional.empty());
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final long PATIENCE_MILLIS = 30_000;

  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final PipedOutputStream reports = new PipedOutputStream();
  private final ByteArrayOutputStream orders = new ByteArrayOutputStream();
  private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  private final List<String> tail = new CopyOnWriteArrayList<>();
  private final Queue<Step> atOrders = new ArrayDeque<>();

  @BeforeEach
  void standIn() throws IOException {
    when(process.stdout()).thenReturn(new PipedInputStream(reports));
    when(process.stdin())
        .then(
            order -> {
              atOrders.remove().happens();
              return orders;
            });
    when(process.exit()).thenReturn(exit);
    when(process.stderrDrained()).thenReturn(CompletableFuture.completedStage(null));
    when(process.stderrLines()).thenAnswer(asked -> (long) tail.size());
    when(process.stderrTail(anyLong()))
        .thenAnswer(asked -> tail.stream().skip(asked.<Long>getArgument(0)).toList());
  }

  @AfterEach
  void end() throws IOException {
    reports.close();
    exit.complete(new ProcessExit(OptionalInt.of(0), /* signal= */ null));
  }

  private Template template() {
    return new Template("t-1", PLAN, process);
  }

  private void report(String report) throws IOException {
    reports.write((report + "\n").getBytes(UTF_8));
    reports.flush();
  }

  private List<String> orders() {
    return orders.toString(UTF_8).lines().toList();
  }

  @Test
  void theLastLinesOfOneThatEndsAreWaitedFor() throws IOException {
    when(process.describe(any())).thenReturn("exited with status 3");
    when(process.stderrDrained())
        .thenAnswer(
            waited -> {
              tail.add("no licence");
              return CompletableFuture.completedStage(null);
            });
    Template template = template();
    exit.complete(new ProcessExit(OptionalInt.of(3), /* signal= */ null));
    reports.close();

    assertThatThrownBy(() -> template.awaitReady(LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 exited with status 3")
        .hasMessageContaining("no licence");
  }

  @Test
  void oneThatEndsServesNobodyWhileItsExitIsWaitedFor() throws IOException {
    CompletableFuture<Template> made = new CompletableFuture<>();
    CompletableFuture<Boolean> serves = new CompletableFuture<>();
    when(process.stderrDrained())
        .thenAnswer(
            waited -> {
              serves.complete(made.join().serves(PLAN));
              return CompletableFuture.completedStage(null);
            });
    made.complete(template());

    reports.close();

    assertThat(serves).succeedsWithin(LONG).isEqualTo(false);
  }

  @Test
  void oneThatMakesNoSenseIsKilled() throws IOException {
    template();
    report("loading...");
    report("{\"report\":\"dancing\"}");
    verify(process, timeout(PATIENCE_MILLIS)).kill();
  }

  @Test
  void oneThatThereIsNoMemoryToReadIsMissedAndKilled() {
    when(process.stdout()).thenThrow(new InternalError("no memory for what it says"));
    Template template = template();
    assertThatThrownBy(() -> template.awaitReady(LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 can't be read")
        .hasMessageContaining("no memory for what it says");
    verify(process, timeout(PATIENCE_MILLIS)).kill();
  }

  @Test
  void oneThatIsSlowShowsWhatItDoes() {
    Template template = template();
    assertThatThrownBy(() -> template.awaitReady(Duration.ofMillis(300)))
        .hasMessageContaining("isn't ready after 300 ms");
    verify(process).showStacks();
  }

  @Test
  void oneThatDoesntAnswerShowsWhatItDoes() {
    tail.add("an old story");
    when(process.showStacks()).then(asked -> tail.add("in prepare_to_fork"));
    Template template = template();
    atOrders.addAll(List.of(NOTHING, NOTHING));
    assertThatThrownBy(() -> template.fork(List.of("a"), Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessage("its template t-1 doesn't answer\n  in prepare_to_fork");
    assertThat(orders()).containsExactly(FORK, DROP);
  }

  @Test
  void whatAProcessWasDoingThatWasDroppedIsTold() {
    Template template = template();
    Step drop =
        () -> {
          tail.add("in hook_of_library");
          report("{\"report\":\"ended\",\"fork\":1,\"signal\":9}");
        };
    atOrders.addAll(List.of(NOTHING, drop));
    assertThatThrownBy(() -> template.fork(List.of("a"), Duration.ZERO))
        .hasMessageContaining("still in a hook of fork after 0 ms")
        .hasMessageContaining("\n  in hook_of_library");
    verify(process, never()).showStacks();
  }

  @Test
  void oneThatAnswersAtTheLastMomentAnswers() {
    when(process.showStacks())
        .then(
            asked -> {
              report("{\"report\":\"ended\",\"fork\":1,\"signal\":9}");
              return true;
            });
    Template template = template();
    atOrders.addAll(List.of(NOTHING, NOTHING));
    assertThatThrownBy(() -> template.fork(List.of("a"), Duration.ZERO))
        .hasMessageContaining("still in a hook of fork");
    assertThat(template.serves(PLAN)).isTrue();
  }

  @Test
  void whoIsInterruptedDropsItAndStaysInterrupted() {
    Template template = template();
    atOrders.addAll(List.of(NOTHING, NOTHING));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> template.fork(List.of("a"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(orders()).containsExactly(FORK, DROP);
  }

  @Test
  void oneThatIsToForkNoMoreAndRefusesTheLastIsKilled() {
    Template template = template();
    atOrders.add(
        () -> {
          template.retire();
          report("{\"report\":\"not-forked\",\"fork\":1,\"reason\":\"no more\"}");
        });
    assertThatThrownBy(() -> template.fork(List.of("a"), LONG))
        .hasMessage("its template can't fork it: no more");
    verify(process, timeout(PATIENCE_MILLIS)).kill();
  }

  @Test
  void oneThatIsGoneAlreadyIsDropped() {
    Template template = template();
    Step fork =
        () -> report("{\"report\":\"forked\",\"fork\":1,\"pid\":" + Integer.MAX_VALUE + "}");
    atOrders.addAll(List.of(fork, NOTHING));
    assertThatThrownBy(() -> template.fork(List.of("a"), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't reach the pipes");
    assertThat(orders()).containsExactly(FORK, DROP);
  }

  @Test
  void itKeepsNoJvmAlive() {
    template();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("snakepit-template-t-1"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }
}
