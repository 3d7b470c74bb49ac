package io.snakepit.cli.status;

import io.snakepit.api.PoolMXBean;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import org.jspecify.annotations.Nullable;

/** What a JVM tells of its pools. */
public final class JvmReport {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private JvmReport() {}

  /**
   * Asks a JVM.
   *
   * @param stacks whether its workers are to write what they are busy with first
   * @return lines for people, without a line end after the last; empty when it has no pools
   * @throws IOException when it can't be asked, doesn't answer, or what it answers isn't understood
   */
  public static Optional<String> text(RunningJvm jvm, boolean stacks) throws IOException {
    return ask(
        jvm,
        stacks,
        pools ->
            pools.stream()
                .map(pool -> PoolText.of(pool) + (stacks ? "\n" + Stacks.text(pool) : ""))
                .map(pool -> pool.indent(2).stripTrailing())
                .collect(Collectors.joining("\n", jvm + "\n", "")));
  }

  /** As {@link #text}, but gives the members for JSON, in order. */
  public static Optional<Map<String, Object>> members(RunningJvm jvm, boolean stacks)
      throws IOException {
    return ask(
        jvm,
        stacks,
        pools -> {
          Map<String, Object> members = new LinkedHashMap<>();
          members.put("pid", jvm.pid());
          members.put("program", jvm.program());
          members.put("pools", pools.stream().map(PoolJson::of).toList());
          return members;
        });
  }

  private static <T> Optional<T> ask(
      RunningJvm jvm, boolean stacks, Function<List<PoolMXBean>, T> form) throws IOException {
    // Neither attaching nor JMX has a bound: a JVM that is stopped would be waited for for ever.
    return Bounded.call(() -> asked(jvm, stacks, form), PATIENCE);
  }

  private static <T> Optional<T> asked(
      RunningJvm jvm, boolean stacks, Function<List<PoolMXBean>, T> form) throws IOException {
    try (JmxConnection connection = JmxConnection.to(jvm)) {
      List<PoolMXBean> pools = connection.pools();
      if (pools.isEmpty()) {
        return Optional.empty();
      }
      if (stacks) {
        Stacks.write(pools);
      }
      return Optional.of(form.apply(pools));
    } catch (UndeclaredThrowableException undeclared) { // by which proxies of JMX tell
      Throwable cause = undeclared.getCause();
      throw cause instanceof IOException || cause instanceof InstanceNotFoundException
          ? new IOException("it closed its pools meanwhile, or ended", cause)
          : notUnderstood(cause);
    } catch (RuntimeException failure) {
      throw notUnderstood(failure);
    }
  }

  private static IOException notUnderstood(@Nullable Throwable failure) {
    return new IOException(
        "its answer isn't understood (" + failure + "); it may have another version of Snakepit",
        failure);
  }
}
