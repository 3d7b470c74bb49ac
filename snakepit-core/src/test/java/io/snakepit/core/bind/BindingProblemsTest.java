package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Timeout;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolName;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Interfaces that don't fit the tools. */
class BindingProblemsTest {

  private static final List<ToolInfo> tools =
      List.of(
          new ToolInfo(
              "add",
              "",
              List.of(
                  new ToolParameter("a", "int", List.of(ValueKind.INTEGER), true),
                  new ToolParameter("b", "int", List.of(ValueKind.INTEGER), true),
                  new ToolParameter(
                      "carry", "float", List.of(ValueKind.FLOAT, ValueKind.INTEGER), false)),
              false,
              "int",
              List.of(ValueKind.INTEGER),
              false),
          new ToolInfo("train", "", List.of(), true, "", List.of(), true));

  interface Unknown {
    int ad(int a);
  }

  @Test
  void anUnknownToolIsNamedWithTheNearest() {
    assertThat(problems(Unknown.class))
        .containsExactly("Unknown.ad: there is no tool 'ad'; did you mean 'add'?");
  }

  interface Parameters {
    int add(String a, int bee);
  }

  @Test
  void everyProblemOfTheParametersIsListed() {
    assertThat(problems(Parameters.class))
        .containsExactly(
            "Parameters.add: parameter 'a' takes int, which no String is",
            "Parameters.add: tool 'add' has no parameter 'bee'"
                + " (add(a: int, b: int, carry: float = …) -> int)",
            "Parameters.add: the required parameter 'b: int' of tool 'add' is missing");
  }

  interface Twice {
    int add(int a, int b, @ToolName("a") int again);
  }

  @Test
  void anArgumentIsGivenOnce() {
    assertThat(problems(Twice.class))
        .containsExactly("Twice.add: two parameters are the argument 'a'");
  }

  interface Returns {
    String add(int a, int b);

    @ToolName("add")
    Optional<List<Integer>> addAll(int a, int b);
  }

  @Test
  void aReturnTypeMustFit() {
    assertThat(problems(Returns.class))
        .containsExactly(
            "Returns.add: tool 'add' gives int, which can't become java.lang.String",
            "Returns.addAll: tool 'add' gives int, which can't become"
                + " java.util.Optional<java.util.List<java.lang.Integer>>");
  }

  interface Streams {
    int train();

    ResultStream add(int a, int b);
  }

  @Test
  void streamsAndSingleResultsArentMixed() {
    assertThat(problems(Streams.class))
        .containsExactly(
            "Streams.add: tool 'add' doesn't stream, as the return type says",
            "Streams.train: tool 'train' streams: return a ResultStream, Flow.Publisher, Iterable"
                + " or Stream");
  }

  interface Timeouts {
    int add(int a, int b, @Timeout int seconds);

    @ToolName("add")
    int addTwo(int a, int b, @Timeout Duration one, @Timeout Duration two);

    @ToolName("add")
    int addWithinTwo(@Timeout Duration one, @Timeout Duration two, int a, int b);
  }

  @Test
  void thereIsOneTimeoutAndItIsADuration() {
    assertThat(problems(Timeouts.class))
        .containsExactly(
            "Timeouts.add: @Timeout is for a Duration, not for int",
            "Timeouts.addTwo: two parameters are marked @Timeout",
            "Timeouts.addWithinTwo: two parameters are marked @Timeout");
  }

  interface Fits {
    long add(byte a, int b, Optional<Float> carry);

    @ToolName("add")
    double addAsDouble(Object a, Number b);

    @ToolName("train")
    Iterable<?> trainWith(String anything);
  }

  @Test
  void whatFitsIsBound() {
    assertThat(problems(Fits.class)).isEmpty();
  }

  @Test
  void namesThatTheCompilerDroppedAreAskedFor() {
    assertThat(problems(CompiledWithoutNames.interfaceWithoutNames()))
        .containsExactly(
            "WithoutNames.add: the name of parameter 1 isn't known: compile with -parameters, or"
                + " annotate it @ToolName",
            "WithoutNames.add: the name of parameter 2 isn't known: compile with -parameters, or"
                + " annotate it @ToolName");
  }

  @Test
  void aClassIsNoInterface() {
    assertThat(problems(String.class))
        .containsExactly("can't bind java.lang.String: it isn't an interface");
  }

  private static List<String> problems(Class<?> type) {
    ConfigurationException error =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> ToolBinder.bind(type, FakeCaller.returning(), tools, UnaryOperator.identity()));
    return error == null ? List.of() : error.problems();
  }
}
