package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can't be brought about with a real process. */
@Timeout(60)
class TemplateTest {

  private static final LaunchPlan PLAN =
      new LaunchPlan(List.of("template"), Map.of(), Set.of(), Optional.empty());

  @Test
  void theLastLinesOfOneThatEndsAreWaitedFor() {
    List<String> tail = new CopyOnWriteArrayList<>();
    LaunchedProcess process = mock(LaunchedProcess.class);
    when(process.stdout()).thenReturn(InputStream.nullInputStream());
    when(process.exit())
        .thenReturn(
            CompletableFuture.completedStage(
                new ProcessExit(OptionalInt.of(3), /* signal= */ null)));
    when(process.describe(any())).thenReturn("exited with status 3");
    when(process.stderrTail(0)).thenReturn(tail);
    when(process.stderrDrained())
        .thenAnswer(
            waited -> {
              tail.add("no licence");
              return CompletableFuture.completedStage(null);
            });

    Template template = new Template("t-1", PLAN, process);

    assertThatThrownBy(() -> template.awaitReady(Duration.ofSeconds(50)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its template t-1 exited with status 3")
        .hasMessageContaining("no licence");
  }
}
