package io.snakepit.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The tools that a worker under test offers, by name. A mark is the absolute path of a file that
 * the tool is to create, unless it waits for the kit to; it tells the kit that the tool got there.
 * Nothing here runs for longer than a minute, whatever happens.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ContractTools {

  /** {@code echo(value)} returns its argument, of any type. */
  public static final String ECHO = "echo";

  /** {@code count(to)} yields the integers from 0 below {@code to}. */
  public static final String COUNT = "count";

  /** {@code count_until_closed(mark)} yields 0, 1, 2 …; when it is closed, it makes its mark. */
  public static final String COUNT_UNTIL_CLOSED = "count_until_closed";

  /** {@code count_and_fail(to, message)} yields as {@code count}, then fails with the message. */
  public static final String COUNT_AND_FAIL = "count_and_fail";

  /** {@code count_and_exit(to)} yields as {@code count}, then ends its process at once. */
  public static final String COUNT_AND_EXIT = "count_and_exit";

  /** {@code wait()} waits until it is asked to stop, and then does. */
  public static final String WAIT = "wait";

  /** {@code nap(mark)} returns {@code "rested"} when the mark is there, unless asked to stop. */
  public static final String NAP = "nap";

  /** {@code stubborn()} runs on, however often it is asked to stop, until its worker is killed. */
  public static final String STUBBORN = "stubborn";

  /**
   * {@code linger(begun, mark)} makes its first mark and waits until it is asked to stop, goes on
   * for a fifth of a second all the same, makes its second mark as its last action, and returns.
   */
  public static final String LINGER = "linger";

  /** {@code touch(mark)} makes its mark and returns null. */
  public static final String TOUCH = "touch";

  /**
   * {@code meet(mark, other)} makes its mark, and returns null when the other mark is there. Calls
   * of it run beside each other, in a worker that can. One that can't leaves this tool out.
   */
  public static final String MEET = "meet";

  /** {@code fail(message)} fails with the message. */
  public static final String FAIL = "fail";

  /** {@code exit(status)} ends its process at once, with that status. */
  public static final String EXIT = "exit";

  /**
   * {@code print_everywhere(text)} writes the text as a line to descriptors 0, 1 and 2: with the
   * language's own means, with system calls and from a child process; then returns it.
   */
  public static final String PRINT_EVERYWHERE = "print_everywhere";

  /** {@code large(size)} returns a string of that many letters x. */
  public static final String LARGE = "large";

  /**
   * {@code describe_call()} returns a map of what it knows of its call: {@code tool}, {@code
   * session} (null for none), {@code remaining} (whole milliseconds until the deadline, null for
   * none) and {@code metadata} (a map).
   */
  public static final String DESCRIBE_CALL = "describe_call";

  /** {@code report_progress(steps)} reports progress that often and returns {@code steps}. */
  public static final String REPORT_PROGRESS = "report_progress";

  /** {@code call_host(tool, value)} calls a host tool with the argument and returns its answer. */
  public static final String CALL_HOST = "call_host";

  /**
   * {@code call_host_often(tool, times)} calls a host tool with the values from 0 below {@code
   * times}, one after the other, and returns the list of the answers.
   */
  public static final String CALL_HOST_OFTEN = "call_host_often";

  /**
   * {@code catch_host(tool, value)} calls a host tool that fails, and returns the message of the
   * error, or null when there was none.
   */
  public static final String CATCH_HOST = "catch_host";

  /**
   * {@code damage()} writes what isn't part of the wire's language onto the worker's connection,
   * and returns null. A worker that can't do that leaves this tool out; the rule then counts as
   * untested.
   */
  public static final String DAMAGE = "damage";

  private static final String PYTHON = "contract_tools.py";

  private ContractTools() {}

  /**
   * Writes the tools for workers that have the Python package {@code snakepit}.
   *
   * @param folder where to
   * @return the file, for {@link ContractSubject#tools()}
   * @throws IOException when it can't be written
   */
  public static Path writePython(Path folder) throws IOException {
    Path file = folder.resolve(PYTHON).toAbsolutePath();
    try (InputStream source = ContractTools.class.getResourceAsStream(PYTHON)) {
      Files.copy(Objects.requireNonNull(source, PYTHON), file);
    }
    return file;
  }
}
