package io.snakepit.api;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a dead worker.
 *
 * @param worker its id
 * @param reason what ended it, for people: exit status, signal, protocol error or who killed it
 * @param exitCode the exit status, when it exited by itself and the status is known
 * @param signal the name of the signal that killed it, as {@code SIGSEGV}; null when none did or it
 *     isn't known
 * @param stderr the last lines it wrote to stderr or logged as warnings and errors, oldest first.
 *     When it was running tools, only the lines since it was idle last; those of its start count,
 *     too, when these were its first
 * @param running the names of the tools it was running
 * @param age how long it lived
 * @param calls how many calls it had completed
 * @param residentBytes its resident memory when last measured
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Obituary(
    String worker,
    String reason,
    OptionalInt exitCode,
    @Nullable String signal,
    List<String> stderr,
    List<String> running,
    Duration age,
    long calls,
    OptionalLong residentBytes)
    implements Serializable {

  /** Copies the lists. */
  public Obituary {
    stderr = List.copyOf(stderr);
    running = List.copyOf(running);
  }

  /**
   * The obituary for people: one line, then the last lines of stderr, indented. Of a worker that
   * was running tools it says, too, if there are none.
   *
   * @return the text
   */
  public String text() {
    StringBuilder text = new StringBuilder("worker ").append(worker).append(' ').append(reason);
    if (!running.isEmpty()) {
      text.append(" while running ").append(oneLine(String.join(", ", running)));
    }
    text.append(" (age ")
        .append(age.toMillis() / 1000.0)
        .append(" s, ")
        .append(calls)
        .append(calls == 1 ? " call" : " calls");
    residentBytes.ifPresent(bytes -> text.append(", ").append(bytes >> 20).append(" MiB"));
    text.append(')');
    if (!stderr.isEmpty()) {
      text.append("; its last words:");
      stderr.forEach(line -> text.append("\n    ").append(oneLine(line)));
    } else if (!running.isEmpty()) {
      text.append("; no last words");
    }
    return text.toString();
  }

  /** What callers and workers name may hold line ends, and would look like lines of the log. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /**
   * It as it is written: an {@code OptionalInt} can't be.
   *
   * @param worker as above, and so are the others
   * @param reason for people
   * @param exitCode null where it is empty above
   * @param signal perhaps null
   * @param stderr lines
   * @param running tools
   * @param age its age
   * @param calls a count
   * @param residentBytes null where it is empty above
   */
  private record Form(
      String worker,
      String reason,
      @Nullable Integer exitCode,
      @Nullable String signal,
      List<String> stderr,
      List<String> running,
      Duration age,
      long calls,
      @Nullable Long residentBytes)
      implements Serializable {

    /**
     * Has it be read again.
     *
     * @return the obituary
     */
    private Object readResolve() {
      return new Obituary(
          worker,
          reason,
          exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
          signal,
          stderr,
          running,
          age,
          calls,
          residentBytes == null ? OptionalLong.empty() : OptionalLong.of(residentBytes));
    }
  }

  /**
   * Has that be written in its place.
   *
   * @return the form
   */
  private Object writeReplace() {
    return new Form(
        worker,
        reason,
        exitCode.isPresent() ? exitCode.getAsInt() : null,
        signal,
        stderr,
        running,
        age,
        calls,
        residentBytes.isPresent() ? residentBytes.getAsLong() : null);
  }
}
