package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.snakepit.api.Capability;
import io.snakepit.spi.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the groups of rules have in common: they open workers, and close them in the end. */
@ExtendWith(LastWords.class)
abstract class ContractRules {

  private static final long MEANWHILE_MILLIS = 200;

  private final Supplier<ContractSubject> supplier;
  private final Queue<AutoCloseable> opened = new ConcurrentLinkedQueue<>();
  private final Queue<OpeningUnderTest> openings = new ConcurrentLinkedQueue<>();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills the folder in
  ContractRules(Supplier<ContractSubject> supplier) {
    this.supplier = supplier;
  }

  @AfterEach
  void closeWorkers() throws Exception {
    for (AutoCloseable worker : opened) {
      worker.close();
    }
  }

  ContractSubject subject() {
    return supplier.get();
  }

  Duration patience() {
    return subject().patience();
  }

  WorkerUnderTest open() {
    return open(OpenPlan.plain());
  }

  WorkerUnderTest open(OpenPlan plan) {
    OpeningUnderTest opening = opening(plan);
    CompletableFuture<Worker> worker = begin(opening);
    assertThat(worker).as("a worker opens").succeedsWithin(opening.startBudget());
    WorkerUnderTest open = new WorkerUnderTest(subject(), opening, worker.join());
    opened.add(open);
    return open;
  }

  OpeningUnderTest opening(OpenPlan plan) {
    OpeningUnderTest opening = new OpeningUnderTest(subject(), plan);
    opened.add(opening);
    openings.add(opening);
    return opening;
  }

  /** What the workers said so far; empty for nothing. */
  String lastWords() {
    return openings.stream()
        .map(OpeningUnderTest::lastWords)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** Begins to open it, on a thread that may be left behind by an adapter that waits there. */
  CompletableFuture<Worker> begin(OpeningUnderTest opening) {
    CompletableFuture<@Nullable CompletionStage<Worker>> promise = new CompletableFuture<>();
    assertReturns("open", () -> promise.complete(subject().adapter().open(opening)));
    CompletionStage<Worker> stage = promise.join();
    assertThat(stage).as("what open returned").isNotNull();
    return Objects.requireNonNull(stage).toCompletableFuture();
  }

  /** A file that a tool may create. */
  Path mark(String name) {
    return folder.resolve(name).toAbsolutePath();
  }

  /** Makes a mark that a tool waits for when there was time for what mustn't happen meanwhile. */
  static void makeLate(Path mark) {
    try {
      Thread.sleep(MEANWHILE_MILLIS);
      Files.createFile(mark);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("can't make " + mark, e);
    }
  }

  /** Skips a test of what the subject declines. */
  void needs(Capability capability) {
    if (!subject().capabilities().contains(capability)) {
      abort("declines " + capability);
    }
  }

  /** Skips a test of processes for an adapter that has none. */
  void needsProcess() {
    if (subject().runtime().isEmpty()) {
      abort("launches no process");
    }
  }

  /** Waits for a signal, and for what was seen when it came. */
  void assertWas(String what, CompletionStage<Boolean> seen) {
    assertThat(seen).as("is told: %s", what).succeedsWithin(patience());
    assertThat(seen.toCompletableFuture().join()).as("was %s", what).isTrue();
  }

  /** Runs what must not block, on a thread that may be left behind if it does. */
  void assertReturns(String what, Runnable action) {
    Waits.answer(
        what,
        subject(),
        () -> {
          action.run();
          return what;
        });
  }
}
