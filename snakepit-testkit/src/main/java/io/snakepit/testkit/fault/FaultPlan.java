package io.snakepit.testkit.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which calls and openings are still to go wrong. Safe for use by several threads. */
final class FaultPlan {

  /** Snakepit's own tools begin with it; they are left alone. */
  private static final String RESERVED = "$";

  // guarded by this
  private final Deque<Fault> next = new ArrayDeque<>();
  private final Map<String, Deque<Fault>> nextOfTool = new HashMap<>();
  private final Map<String, Fault> always = new HashMap<>();
  private final Deque<String> refusals = new ArrayDeque<>();

  synchronized void next(Fault fault) {
    next.add(fault);
  }

  synchronized void next(String tool, Fault fault) {
    nextOfTool
        .computeIfAbsent(Objects.requireNonNull(tool, "tool"), absent -> new ArrayDeque<>())
        .add(fault);
  }

  synchronized void always(String tool, Fault fault) {
    always.put(Objects.requireNonNull(tool, "tool"), Objects.requireNonNull(fault, "fault"));
  }

  synchronized void refuse(String reason) {
    refusals.add(reason);
  }

  synchronized void clear() {
    next.clear();
    nextOfTool.clear();
    always.clear();
    refusals.clear();
  }

  /** What has not come about yet. */
  synchronized List<String> pending() {
    List<String> pending = new ArrayList<>();
    next.forEach(fault -> pending.add(fault + " at any call"));
    nextOfTool.forEach(
        (tool, faults) -> faults.forEach(fault -> pending.add(fault + " at a call of " + tool)));
    refusals.forEach(reason -> pending.add("a refused opening: " + reason));
    return pending;
  }

  /** Takes what goes wrong with a call that begins now, if anything does. */
  synchronized @Nullable Fault take(String tool) {
    if (tool.startsWith(RESERVED)) {
      return null;
    }
    Deque<Fault> ofTool = nextOfTool.get(tool);
    if (ofTool != null && !ofTool.isEmpty()) {
      return ofTool.poll();
    }
    Fault any = next.poll();
    return any != null ? any : always.get(tool);
  }

  /** Takes why an opening that begins now is refused, if it is. */
  synchronized @Nullable String takeRefusal() {
    return refusals.poll();
  }
}
