package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets below a folder whose path means something to who takes it for a URI. */
class WorkDirectoryTest {

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    try {
      folder = Files.createTempDirectory(Path.of("/tmp"), "ü %41#?");
    } catch (InvalidPathException locale) {
      abort("no such path in this locale: " + locale.getMessage());
    }
  }

  @AfterEach
  void removeFolder() throws IOException {
    if (folder != null) {
      Files.delete(folder); // fails when something was left in it
    }
  }

  @ParameterizedTest
  @CsvSource({"stdio, pipes", "stdio, socket", "grpc, unix"})
  void itsPathMayHaveAnyLetters(String adapter, String carrier) {
    try (Snakepit pit = start(adapter, carrier)) {
      assertThat(folder).isNotEmptyDirectory();
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  private Snakepit start(String adapter, String carrier) {
    return RealGrpc.orMissing(
        () ->
            Snakepit.builder()
                .pool("default", pool -> configure(pool, adapter, carrier))
                .workDirectory(folder)
                .start());
  }

  private static void configure(PoolConfig.Builder pool, String adapter, String carrier) {
    pool.adapter(adapter).adapterOption("carrier", carrier);
    pool.tools(RealPython.file("it_tools.py"));
    if (adapter.equals("grpc")) {
      RealGrpc.RUNTIME_OPTIONS.forEach(pool::runtimeOption);
    }
  }
}
