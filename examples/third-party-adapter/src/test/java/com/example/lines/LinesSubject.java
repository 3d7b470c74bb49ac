package com.example.lines;

import io.snakepit.python.PythonRuntime;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import io.snakepit.testkit.contract.ContractCodec;
import io.snakepit.testkit.contract.ContractSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the contract kit is to test: this adapter, with Python workers that have the kit's tools.
 */
final class LinesSubject implements ContractSubject {

  private final Adapter adapter = new LinesAdapter();
  private final ContractCodec codec = ContractCodec.json();
  private final PreparedRuntime runtime;
  private final Path tools;

  LinesSubject(Path tools) {
    this.tools = tools;
    WorkerRuntime python = new PythonRuntime();
    this.runtime =
        python.prepare(
            new RuntimeRequest(adapter.wire(), adapter.workerSide(python.language()), Map.of()));
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public ContractCodec codec() {
    return codec;
  }

  @Override
  public Optional<PreparedRuntime> runtime() {
    return Optional.of(runtime);
  }

  @Override
  public List<String> tools() {
    return List.of(tools.toString());
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(30);
  }
}
