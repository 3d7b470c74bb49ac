package io.snakepit.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.discovery.DiscoveredProviders;
import io.snakepit.spi.Availability;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.RuntimeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandRuntimeTest {

  private static final String JAVA =
      ProcessHandle.current().info().command().orElse("/usr/bin/java");

  private final CommandRuntime runtime = new CommandRuntime();

  @TempDir Path folder;

  @Test
  void itIsFoundByItsName() {
    assertThat(DiscoveredProviders.find(Optional.empty()).runtimeRegistry().get("command"))
        .isInstanceOf(CommandRuntime.class);
  }

  @Test
  void thePlanIsTheCommandWithTheWiresArguments() {
    LaunchPlan plan =
        runtime
            .prepare(stdio(Map.of("command", "'" + JAVA + "' -jar worker.jar")))
            .plan(List.of("--connect", "/tmp/wire"));

    assertThat(plan.command())
        .containsExactly(JAVA, "-jar", "worker.jar", "--connect", "/tmp/wire");
    assertThat(plan.environment()).isEmpty();
    assertThat(plan.directory()).isEmpty();
  }

  @Test
  void theDirectoryIsWhereItStarts() {
    LaunchPlan plan =
        runtime
            .prepare(stdio(Map.of("command", "'" + JAVA + "'", "directory", folder.toString())))
            .plan(List.of());

    assertThat(plan.directory()).contains(folder);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aRelativeProgramIsFoundFromTheDirectory() throws IOException {
    Path program = Files.writeString(folder.resolve("worker"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(
            runtime.availability(
                stdio(Map.of("command", "./worker", "directory", folder.toString()))))
        .isEqualTo(Availability.usable());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProgramOnThePathIsFound() {
    assertThat(runtime.availability(stdio(Map.of("command", "sh -c true"))))
        .isEqualTo(Availability.usable());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aMissingProgramIsNamedWithARemedy() {
    Availability availability = runtime.availability(stdio(Map.of("command", "no-such-program")));

    assertThat(availability.isUsable()).isFalse();
    assertThat(availability.reason()).contains("no-such-program").contains("PATH");
    assertThat(availability.remedy()).contains("install");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aMissingProgramCannotBePrepared() {
    assertThatThrownBy(() -> runtime.prepare(stdio(Map.of("command", "/no/such/program"))))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            unavailable -> assertThat(unavailable.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE))
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path missing = folder.resolve("missing");

    assertThat(
            runtime
                .availability(
                    stdio(Map.of("command", "'" + JAVA + "'", "directory", missing.toString())))
                .reason())
        .contains(missing.toString());
  }

  @Test
  void anotherWireIsRefusedWithARemedy() {
    Availability availability =
        runtime.availability(request("grpc", Map.of("command", "'" + JAVA + "'")));

    assertThat(availability.isUsable()).isFalse();
    assertThat(availability.reason()).contains("'stdio'").contains("'grpc'");
    assertThat(availability.remedy()).contains("adapter").contains("wire");
  }

  @Test
  void theWireIsTheOneThatTheOptionSays() {
    Map<String, String> options = Map.of("command", "'" + JAVA + "'", "wire", "grpc");

    assertThat(runtime.availability(request("grpc", options))).isEqualTo(Availability.usable());
    assertThat(runtime.availability(stdio(options)).isUsable()).isFalse();
  }

  @Test
  void withoutACommandNothingCanBeStarted() {
    assertThatThrownBy(() -> runtime.availability(stdio(Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option command");
    assertThatThrownBy(() -> runtime.prepare(stdio(Map.of("command", " "))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option command");
  }

  private static RuntimeRequest stdio(Map<String, String> options) {
    return request("stdio", options);
  }

  private static RuntimeRequest request(String wire, Map<String, String> options) {
    return new RuntimeRequest(wire, Optional.empty(), options);
  }
}
