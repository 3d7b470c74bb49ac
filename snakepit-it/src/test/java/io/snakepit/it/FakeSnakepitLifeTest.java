package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.snakepit.api.Snakepit;
import io.snakepit.testkit.junit.FakeSnakepit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Each test has a Snakepit of its own, and none is left when the tests are over. */
@Timeout(60)
class FakeSnakepitLifeTest {

  /** The Snakepits that tests were given, in order. */
  private static final List<Snakepit> given = new ArrayList<>();

  private static FakeSnakepit extension() {
    return FakeSnakepit.create().tool("echo", call -> call.get("value"));
  }

  @BeforeEach
  void forgetThem() {
    given.clear();
  }

  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ConstructorThatFails {

    @RegisterExtension static final FakeSnakepit python = extension();

    ConstructorThatFails(Snakepit pit) {
      given.add(pit);
      pit.execute("echo", Map.of("value", 1));
      if (given.size() != 2) {
        throw new IllegalStateException("no object under test");
      }
    }

    @Test
    void first() {}

    @Test
    void second(Snakepit pit) {
      assertThat(pit).isSameAs(given.get(1)).isNotSameAs(given.get(0));
      assertThat(python.calls()).hasSize(1);
    }

    @Test
    void third() {}
  }

  @Test
  void aTestWhoseConstructorFailsLeavesNothingToTheNextNorBehind() {
    TestExecutionSummary summary = run(ConstructorThatFails.class);

    assertThat(summary.getFailures())
        .extracting(failure -> failure.getException().getMessage())
        .containsExactly("no object under test", "no object under test");
    assertThat(given)
        .hasSize(3)
        .allSatisfy(pit -> assertThat(pit.defaultPool().outage()).as("closed").isPresent());
  }

  static class BeforeAllTests {

    @RegisterExtension static final FakeSnakepit python = extension();

    @BeforeAll
    static void before(Snakepit pit) {
      given.add(pit);
    }

    @Test
    void test() {}
  }

  static class AfterAllTests {

    @RegisterExtension static final FakeSnakepit python = extension();

    @AfterAll
    static void after(Snakepit pit) {
      given.add(pit);
    }

    @Test
    void test() {}
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneObjectForAllTests {

    @RegisterExtension static final FakeSnakepit python = extension();

    OneObjectForAllTests(Snakepit pit) {
      given.add(pit);
    }

    @Test
    void test() {}
  }

  @Test
  void whatLivesLongerThanATestIsRefusedOne() {
    for (Class<?> tests :
        List.of(BeforeAllTests.class, AfterAllTests.class, OneObjectForAllTests.class)) {
      assertThat(run(tests).getFailures())
          .as(tests.getSimpleName())
          .extracting(Failure::getException)
          .singleElement()
          .satisfies(
              failure -> assertThat(failure).hasMessageContaining("each test has a Snakepit of"));
    }
    assertThat(given).isEmpty();
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener results = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
            results);
    return results.getSummary();
  }
}
