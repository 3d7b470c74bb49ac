package io.snakepit.cli.status;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JVM on this machine.
 *
 * @param pid its process id
 * @param program what it runs: the main class or the jar, and the arguments; may be empty
 */
public record RunningJvm(long pid, String program) {

  private static final String GUARDIAN = "snakepit-guardian"; // the name that its shell is given
  private static final String[] NONE = {};
  private static final Charset BYTES = StandardCharsets.ISO_8859_1; // file names are any

  /** The JVMs of this user that have Snakepit's guardian below them: nobody else is bothered. */
  public static List<RunningJvm> withWorkers() {
    return all().filter(jvm -> !jvm.isOfOther()).filter(RunningJvm::hasGuardian).toList();
  }

  /** The JVM with a process id, which needn't be one. */
  public static RunningJvm of(long pid) {
    return all().filter(jvm -> jvm.pid == pid).findFirst().orElseGet(() -> new RunningJvm(pid, ""));
  }

  private static Stream<RunningJvm> all() {
    return VirtualMachine.list().stream()
        .map(found -> new RunningJvm(Long.parseLong(found.id()), found.displayName()));
  }

  /**
   * Whether it may be a JVM, for all that can be seen. Who attaches to a process that is none, but
   * catches SIGQUIT as a shell does, waits for ten seconds and is told of a socket file.
   */
  boolean mayBeOne() {
    try (Stream<String> mapped = Files.lines(Path.of("/proc", Long.toString(pid), "maps"), BYTES)) {
      return mapped.anyMatch(line -> line.contains("/libjvm.so"));
    } catch (IOException | UncheckedIOException unknown) { // no Linux, or nobody may look
      return true;
    }
  }

  /** Whether it runs as another user; in containers users may have no names, but numbers. */
  boolean isOfOther() {
    Optional<Object> number = userNumber(Long.toString(pid));
    Optional<Object> ownNumber = userNumber("self");
    if (number.isPresent() && ownNumber.isPresent()) {
      return !number.equals(ownNumber);
    }
    Optional<String> user = user();
    Optional<String> own = ProcessHandle.current().info().user();
    return user.isPresent() && own.isPresent() && !user.equals(own);
  }

  private static Optional<Object> userNumber(String process) {
    try {
      return Optional.of(Files.getAttribute(Path.of("/proc", process), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) { // it is gone, or no Linux
      return Optional.empty();
    }
  }

  /** Who it runs as, where that is known. */
  Optional<String> user() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().user());
  }

  private boolean hasGuardian() {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .anyMatch(child -> List.of(child.info().arguments().orElse(NONE)).contains(GUARDIAN));
  }

  /** One line for people. */
  @Override
  public String toString() {
    return program.isEmpty() ? "JVM " + pid : "JVM " + pid + ", " + program;
  }
}
