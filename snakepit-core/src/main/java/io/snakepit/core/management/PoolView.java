package io.snakepit.core.management;

import io.snakepit.api.Pool;
import io.snakepit.api.PoolMXBean;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.WorkerMXData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each attribute of a pool, looked up when it is asked for. */
final class PoolView implements PoolMXBean {

  private final Pool pool;

  PoolView(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String getName() {
    return pool.name();
  }

  @Override
  public @Nullable String getOutage() {
    return pool.outage().map(SnakepitException::getMessage).orElse(null);
  }

  @Override
  public int getConfiguredWorkers() {
    return pool.stats().configured();
  }

  @Override
  public int getReadyWorkers() {
    return pool.stats().workers();
  }

  @Override
  public int getIdleWorkers() {
    return pool.stats().idle();
  }

  @Override
  public int getRunningCalls() {
    return pool.stats().running();
  }

  @Override
  public int getQueuedCalls() {
    return pool.stats().queued();
  }

  @Override
  public long getQueuedBytes() {
    return pool.stats().queuedBytes();
  }

  @Override
  public long getAcceptedCalls() {
    return pool.stats().accepted();
  }

  @Override
  public long getRefusedCalls() {
    return pool.stats().refused();
  }

  @Override
  public long getSucceededCalls() {
    return pool.stats().succeeded();
  }

  @Override
  public long getFailedCalls() {
    return pool.stats().failed();
  }

  @Override
  public long getRetriedCalls() {
    return pool.stats().retried();
  }

  @Override
  public long getStartedWorkers() {
    return pool.stats().started();
  }

  @Override
  public long getFailedStarts() {
    return pool.stats().failedStarts();
  }

  @Override
  public long getLostWorkers() {
    return pool.stats().lost();
  }

  @Override
  public long getKilledWorkers() {
    return pool.stats().killed();
  }

  @Override
  public List<String> getTools() {
    return pool.tools().stream().map(ToolInfo::signature).toList();
  }

  @Override
  public List<WorkerMXData> getWorkers() {
    return pool.workers().stream().<WorkerMXData>map(WorkerView::new).toList();
  }

  @Override
  public int showStacks() {
    return pool.showStacks();
  }
}
