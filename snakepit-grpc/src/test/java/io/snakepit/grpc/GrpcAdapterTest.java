package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.WorkerSide;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcAdapterTest {

  private final GrpcAdapter adapter = new GrpcAdapter();

  @Test
  void itIsFound() {
    assertThat(ServiceLoader.load(Adapter.class)).extracting(Adapter::name).contains("grpc");
  }

  @Test
  void itBringsThePythonHalfWithItsDescriptors() {
    WorkerSide side = adapter.workerSide("python").orElseThrow();
    String folder = "/" + side.folder() + "/" + side.entryPoint() + "/";

    assertThat(side.anchor().getResource(folder + "__init__.py")).isNotNull();
    assertThat(side.anchor().getResource(folder + "protocol.binpb")).isNotNull();
    assertThat(side.requirements()).anyMatch(it -> it.startsWith("grpcio"));
    assertThat(adapter.workerSide("cobol")).isEmpty();
  }

  @Test
  void itIsUsableWithTheLibrariesOfTheBuild() {
    assertThat(adapter.availability().isUsable()).isTrue();
    assertThat(adapter.options())
        .extracting(OptionSpec::name)
        .containsExactly("carrier", "port-range", "memory");
    assertThat(adapter.options().get(0).choices()).containsExactly("auto", "unix", "tcp");
  }

  @Test
  void aWrongOptionFailsTheOpeningBeforeAnythingStarts(@TempDir Path folder) {
    FakeRequest request = new FakeRequest(folder);
    request.options = Map.of("port-range", "5-");

    assertThatThrownBy(() -> adapter.open(request).toCompletableFuture().join())
        .hasCauseInstanceOf(ConfigurationException.class)
        .hasMessageContaining("first-last, as 50000-50099");
    assertThat(request.launched).isNotDone();
  }

  @Test
  void anOfferThatCannotBeMadeFailsTheOpeningBeforeAnythingStarts(@TempDir Path folder) {
    FakeRequest request = new FakeRequest(folder);
    request.offerless = new ConfigurationException("there is no such file");

    assertThatThrownBy(() -> adapter.open(request).toCompletableFuture().join())
        .hasCause(request.offerless);
    assertThat(request.launched).isNotDone();
  }
}
