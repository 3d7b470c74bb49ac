package io.snakepit.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ToolException;
import io.snakepit.cli.fake.FakePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClassificationTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final Workload workload = new TextsWorkload(Path.of("."));
  private final DataSet data = dataSet(100);

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  /** Many times, since the last answer and the end of the run come at the same moment. */
  @RepeatedTest(50)
  void everyItemHasOneAnswerAndItsOwn() throws InterruptedException {
    List<Integer> told = new ArrayList<>();
    Classification.Outcome outcome = classification(ClassificationTest::label).run(told::add);
    assertThat(outcome.answers()).containsOnly(1).hasSize(100);
    assertThat(outcome.predicted()).isEqualTo(data.labels());
    assertThat(outcome.latencies().count()).isEqualTo(7);
    assertThat(told).isSorted().endsWith(100);
    assertThat(new Verdict(workload, data, outcome).isGood()).isTrue();
  }

  /** Its only worker may be the one that the demo has just killed. */
  @Test
  @Timeout(60)
  void aPoolWhoseWorkersAreBeingReplacedIsWaitedFor() throws InterruptedException {
    Classification.Outcome outcome =
        new Classification(
                FakePool.withoutWorkers(ClassificationTest::label, workers),
                workload,
                data,
                Form.LISTS,
                "model")
            .run(classified -> {});
    assertThat(outcome.predicted()).isEqualTo(data.labels());
  }

  @Test
  void batchesMayBeRepeated() throws InterruptedException {
    List<Boolean> idempotent = new ArrayList<>();
    Classification repeated =
        new Classification(
            FakePool.of(
                call -> {
                  idempotent.add(call.isIdempotent());
                  return label(call);
                }),
            workload,
            data,
            Form.LISTS,
            "model");
    repeated.run(classified -> {});
    assertThat(idempotent).containsOnly(true);
  }

  @Test
  void aMissingAnswerIsNotGood() throws InterruptedException {
    Classification.Outcome outcome =
        classification(call -> label(call).subList(1, label(call).size())).run(classified -> {});
    assertThat(new Verdict(workload, data, outcome).isGood()).isFalse();
  }

  @Test
  void wrongAnswersAreNotGood() throws InterruptedException {
    Classification.Outcome outcome =
        classification(call -> label(call).stream().map(label -> label + 1).toList())
            .run(classified -> {});
    assertThat(outcome.answers()).containsOnly(1);
    assertThat(new Verdict(workload, data, outcome).isGood()).isFalse();
  }

  @Test
  void aFailureIsTheCallers() {
    Classification failing =
        classification(
            call -> {
              throw new ToolException(ErrorCode.TOOL_RAISED, "classify", "ValueError", "no", null);
            });
    assertThatExceptionOfType(ToolException.class).isThrownBy(() -> failing.run(done -> {}));
  }

  private Classification classification(Function<Call, Object> tool) {
    return new Classification(FakePool.of(tool, workers), workload, data, Form.LISTS, "model");
  }

  /** Items are their own indices; the label is the last digit. */
  @SuppressWarnings("unchecked")
  private static List<Integer> label(Call call) {
    List<Integer> items = (List<Integer>) call.arguments().get("items");
    return items.stream().map(item -> item % 10).toList();
  }

  private static DataSet dataSet(int size) {
    BitSet heldOut = new BitSet();
    heldOut.set(0, size);
    return new DataSet(
        (form, from, to) -> IntStream.range(from, to).boxed().toList(),
        IntStream.range(0, size).map(index -> index % 10).boxed().toList(),
        heldOut);
  }
}
