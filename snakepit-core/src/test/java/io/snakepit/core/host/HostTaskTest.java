package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a host tool, its worker gets exactly one answer. */
class HostTaskTest {

  private final List<String> answers = new ArrayList<>();
  private final List<Boolean> doneWhenAnswered = new ArrayList<>();
  private final HostTask task =
      HostTask.of(() -> () -> answer("the tool's"), () -> answer("in its place"));

  private void answer(String answer) {
    answers.add(answer);
    doneWhenAnswered.add(task.isDone());
  }

  @Test
  void aToolThatRunsAnswers() {
    task.run();
    task.cancel(true);
    assertThat(answers).containsExactly("the tool's");
  }

  @Test
  void aToolIsDoneBeforeItsWorkerIsTold() {
    task.run();
    assertThat(doneWhenAnswered)
        .as("or it counts beside what the worker calls next")
        .containsOnly(true);
  }

  @Test
  void aToolGivenUpBeforeItRanIsAnsweredFor() {
    task.cancel(true);
    task.run();
    assertThat(answers).containsExactly("in its place");
  }

  @Test
  void aToolThatFindsNoThreadIsDoneAndAnsweredForOnce() {
    task.refuse(() -> answer("no thread"));
    assertThat(task.isDone()).as("its call waits for it no more").isTrue();
    task.run();
    assertThat(answers).containsExactly("no thread");
  }
}
