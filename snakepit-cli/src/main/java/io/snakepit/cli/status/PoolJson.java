package io.snakepit.cli.status;

import io.snakepit.api.PoolMXBean;
import io.snakepit.api.WorkerMXData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool as JSON has it: the attributes of its MBean. */
public final class PoolJson {

  private PoolJson() {}

  /** Asks a pool; gives the members, in order. */
  public static Map<String, @Nullable Object> of(PoolMXBean pool) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("name", pool.getName());
    members.put("outage", pool.getOutage());
    members.put("configuredWorkers", pool.getConfiguredWorkers());
    members.put("readyWorkers", pool.getReadyWorkers());
    members.put("idleWorkers", pool.getIdleWorkers());
    members.put("runningCalls", pool.getRunningCalls());
    members.put("queuedCalls", pool.getQueuedCalls());
    members.put("queuedBytes", pool.getQueuedBytes());
    members.put("acceptedCalls", pool.getAcceptedCalls());
    members.put("refusedCalls", pool.getRefusedCalls());
    members.put("succeededCalls", pool.getSucceededCalls());
    members.put("failedCalls", pool.getFailedCalls());
    members.put("retriedCalls", pool.getRetriedCalls());
    members.put("startedWorkers", pool.getStartedWorkers());
    members.put("failedStarts", pool.getFailedStarts());
    members.put("lostWorkers", pool.getLostWorkers());
    members.put("killedWorkers", pool.getKilledWorkers());
    members.put("tools", pool.getTools());
    members.put("workers", pool.getWorkers().stream().map(PoolJson::of).toList());
    return members;
  }

  private static Map<String, @Nullable Object> of(WorkerMXData worker) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", worker.getId());
    members.put("generation", worker.getGeneration());
    members.put("adapter", worker.getAdapter());
    members.put("runtime", worker.getRuntime());
    members.put("pid", worker.getPid());
    members.put("state", worker.getState());
    members.put("running", worker.getRunning());
    members.put("calls", worker.getCalls());
    members.put("ageMillis", worker.getAgeMillis());
    members.put("residentBytes", worker.getResidentBytes());
    members.put("stderr", worker.getStderr());
    return members;
  }
}
