package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers have the JVM's variables, and those of their pool before all others. */
@Timeout(120)
class EnvironmentTest {

  @Test
  void aPoolSetsVariablesOfItsWorkers() {
    try (Snakepit pit =
        RealPython.start(
            pool ->
                pool.environment("CUDA_VISIBLE_DEVICES", "1")
                    .environment("OMP_NUM_THREADS", "3") // of the runtime it would be 1
                    .environment("HOME", "/häuser/nobody's")
                    .environment("EMPTY", ""))) {
      assertThat(variable(pit, "CUDA_VISIBLE_DEVICES")).isEqualTo("1");
      assertThat(variable(pit, "OMP_NUM_THREADS")).isEqualTo("3");
      assertThat(variable(pit, "HOME")).isEqualTo("/häuser/nobody's");
      assertThat(variable(pit, "EMPTY")).isEmpty();
      assertThat(variable(pit, "PATH")).isEqualTo(System.getenv("PATH"));
    }
  }

  @Test
  void poolsHaveTheirOwn() {
    try (Snakepit pit =
        Snakepit.builder()
            .pool("a", pool -> pool.tools(RealPython.file("it_tools.py")).environment("GPU", "0"))
            .pool("b", pool -> pool.tools(RealPython.file("it_tools.py")).environment("GPU", "1"))
            .pool("c", pool -> pool.tools(RealPython.file("it_tools.py")))
            .start()) {
      Map<String, String> name = Map.of("name", "GPU");
      assertThat(pit.pool("a").execute("variable", name).as(String.class)).isEqualTo("0");
      assertThat(pit.pool("b").execute("variable", name).as(String.class)).isEqualTo("1");
      assertThat(pit.pool("c").execute("variable", name).isNull()).isTrue();
    }
  }

  private static String variable(Snakepit pit, String name) {
    return pit.execute("variable", Map.of("name", name)).as(String.class);
  }
}
