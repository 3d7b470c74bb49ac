package io.snakepit.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.snakepit.testkit.contract.broken.BrokenAdapters;
import io.snakepit.testkit.contract.broken.BrokenAdapters.Broken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The kit finds what is wrong: each broken adapter fails exactly the tests of its committed list,
 * but for those with a question mark, where it depends on a race. {@code
 * -Dcontract.regenerate=true} writes the lists anew.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrokenAdaptersTest {

  private static final String RACY = "? ";
  private static final Path lists = Path.of("src/test/resources/broken");

  static List<Broken> broken() {
    return BrokenAdapters.all();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void failsTheTestsOnItsList(Broken broken) throws IOException {
    Failures failures = run(broken);
    Set<String> failed = new TreeSet<>(failures.byName.keySet());

    Path list = lists.resolve(broken.name() + ".txt");
    List<String> lines = Files.exists(list) ? Files.readAllLines(list, UTF_8) : List.of();
    List<String> racy = lines.stream().filter(line -> line.startsWith(RACY)).toList();
    racy.forEach(line -> failed.remove(line.substring(RACY.length())));
    if (Boolean.getBoolean("contract.regenerate")) {
      lines = Stream.concat(failed.stream(), racy.stream()).toList();
      Files.writeString(list, String.join("\n", lines) + "\n", UTF_8);
    }
    assertThat(failed).anyMatch(test -> test.contains("_" + broken.rule() + "_"));
    assertThat(failed)
        .as("%s", failures.byName)
        .containsExactlyElementsOf(lines.stream().filter(line -> !racy.contains(line)).toList());
  }

  private static Failures run(Broken broken) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(BrokenContract.class))
            .configurationParameter(BrokenContract.NAME, broken.name())
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "32")
            .build();
    Failures failures = new Failures();
    LauncherFactory.create().execute(request, failures);
    return failures;
  }

  /** Collects the tests that failed, with what they said. */
  private static final class Failures implements TestExecutionListener {

    private final SortedMap<String, String> byName = new TreeMap<>();

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
        byName.put(nameOf(test), result.getThrowable().map(Throwable::toString).orElse(""));
      }
    }

    private static String nameOf(TestIdentifier test) {
      String group = test.getUniqueIdObject().getSegments().get(2).getValue();
      return group + "." + test.getDisplayName().replace("()", "");
    }
  }
}
