package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.WorkerSide;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class StdioAdapterTest {

  private final StdioAdapter adapter = new StdioAdapter();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Adapter.class))
        .singleElement()
        .isInstanceOf(StdioAdapter.class)
        .returns("stdio", Adapter::name)
        .returns("stdio", Adapter::wire);
  }

  @Test
  void carriesItsPythonHalf() {
    WorkerSide side = adapter.workerSide("python").orElseThrow();

    assertThat(side.anchor().getClassLoader().getResource(side.folder() + "/" + side.entryPoint()))
        .isNotNull();
    assertThat(side.requirements()).isEmpty();
    assertThat(adapter.workerSide("cobol")).isEmpty();
  }

  @Test
  void describesTheOptionsItReads() {
    assertThat(adapter.options())
        .extracting(OptionSpec::name, OptionSpec::defaultValue, OptionSpec::choices)
        .containsExactly(
            tuple("carrier", "auto", List.of("auto", "pipes", "socket")),
            tuple("memory", "auto", List.of("auto", "off")));
  }
}
