package io.snakepit.core.management;

import io.snakepit.api.WorkerMXData;
import io.snakepit.api.WorkerStatus;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is known of a worker, by the names that JMX looks for. */
record WorkerView(WorkerStatus status) implements WorkerMXData {

  @Override
  public String getId() {
    return status.id();
  }

  @Override
  public int getGeneration() {
    return status.generation();
  }

  @Override
  public String getAdapter() {
    return status.adapter();
  }

  @Override
  public String getRuntime() {
    return status.runtime();
  }

  @Override
  public @Nullable Long getPid() {
    return orNull(status.pid());
  }

  @Override
  public String getState() {
    return status.state().name();
  }

  @Override
  public List<String> getRunning() {
    return status.running();
  }

  @Override
  public long getCalls() {
    return status.calls();
  }

  @Override
  public long getAgeMillis() {
    return status.age().toMillis();
  }

  @Override
  public @Nullable Long getResidentBytes() {
    return orNull(status.residentBytes());
  }

  @Override
  public List<String> getStderr() {
    return status.stderr();
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
