package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.testkit.contract.broken.BrokenAdapters;
import io.snakepit.testkit.contract.broken.BrokenAdapters.Broken;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule has its tests and an adapter that breaks it, and names say which. */
class RuleCoverageTest {

  private static final Pattern NAME =
      Pattern.compile("(required|optional|untested)_(S[0-9]+)_[a-z][A-Za-z0-9]*");

  private static final List<String> RULES =
      IntStream.rangeClosed(1, 14).mapToObj(number -> "S" + number).toList();

  @Test
  void everyNameSaysWhetherItIsRequiredAndWhichRuleItCites() {
    assertThat(names()).isNotEmpty().allMatch(name -> NAME.matcher(name).matches());
  }

  @Test
  void everyRuleHasARequiredTest() {
    assertThat(names().map(NAME::matcher).filter(Matcher::matches))
        .filteredOn(name -> name.group(1).equals("required"))
        .extracting(name -> name.group(2))
        .containsAll(RULES);
  }

  @Test
  void everyRuleHasAnAdapterThatBreaksIt() {
    assertThat(BrokenAdapters.all()).extracting(Broken::rule).containsAll(RULES);
  }

  private static Stream<String> names() {
    return Arrays.stream(AdapterContract.class.getDeclaredClasses())
        .filter(group -> group.isAnnotationPresent(Nested.class))
        .flatMap(group -> Arrays.stream(group.getSuperclass().getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName);
  }
}
