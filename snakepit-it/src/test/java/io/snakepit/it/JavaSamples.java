package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The Java samples of a page, compiled. */
final class JavaSamples implements AutoCloseable {

  private final List<JavaSample> samples;
  private final URLClassLoader classes;

  private JavaSamples(List<JavaSample> samples, URLClassLoader classes) {
    this.samples = samples;
    this.classes = classes;
  }

  /** Compiles them as one package. What can't be compiled is told with its line on the page. */
  static JavaSamples compile(Page page, Path folder) throws IOException {
    List<JavaSample> samples =
        page.fences("java").stream()
            .map(fence -> JavaSample.of(fence, page.samplePackage()))
            .toList();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    if (!samples.isEmpty()) {
      compiler().getTask(null, null, problems, options(folder), null, samples).call();
    }
    assertThat(problems.getDiagnostics())
        .extracting(
            problem ->
                "%s:%d: %s".formatted(page, problem.getLineNumber(), problem.getMessage(null)))
        .as("what the compiler says of the samples")
        .isEmpty();
    URL[] path = {folder.toUri().toURL()};
    return new JavaSamples(samples, new URLClassLoader(path, JavaSamples.class.getClassLoader()));
  }

  /** Runs statements and tests; types of themselves do nothing. */
  void run(Snakepit pit, Path file) throws Exception {
    for (JavaSample sample : samples) {
      if (!sample.fence().isRun()) {
        continue;
      }
      Class<?> type = classes.loadClass(sample.className());
      if (sample.isTest()) {
        runTests(type, sample);
      } else if (sample.isStatements()) {
        runStatements(type, sample, pit, file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }

  private static void runStatements(Class<?> type, JavaSample sample, Snakepit pit, Path file)
      throws Exception {
    Object statements = type.getConstructor(Snakepit.class, Path.class).newInstance(pit, file);
    try {
      ((SampleNames) statements).run();
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(sample.fence().place() + ": " + failure.getMessage(), failure);
    }
  }

  private static void runTests(Class<?> type, JavaSample sample) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .build(),
        summary);
    assertThat(summary.getSummary().getFailures())
        .as(sample.fence().place())
        .extracting(Failure::getException)
        .isEmpty();
    assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
  }

  private static JavaCompiler compiler() {
    return ToolProvider.getSystemJavaCompiler();
  }

  private static List<String> options(Path folder) {
    return List.of(
        "-d",
        folder.toString(),
        "-classpath",
        System.getProperty("java.class.path"),
        "--release",
        "17",
        "-proc:none",
        "-parameters",
        "-Xlint:deprecation,rawtypes,removal,unchecked");
  }
}
