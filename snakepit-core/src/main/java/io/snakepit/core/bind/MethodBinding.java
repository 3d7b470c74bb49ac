package io.snakepit.core.bind;

import com.google.common.reflect.TypeToken;
import io.snakepit.api.Idempotent;
import io.snakepit.api.Timeout;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolName;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import io.snakepit.core.text.SnakeCase;
import io.snakepit.core.text.Suggestions;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the tool of a method, and what about the method doesn't fit it. */
final class MethodBinding {

  private final Method method;
  private final ToolNames tools;
  private final TypeToken<?> type;
  private final ReturnForm form;
  private final List<String> problems = new ArrayList<>();

  /** Binds a method of a type, which knows what the type parameters of its bases are. */
  MethodBinding(Method method, ToolNames tools, TypeToken<?> type) {
    this.method = method;
    this.tools = tools;
    this.type = type;
    this.form = ReturnForm.of(resolved(method.getGenericReturnType()));
  }

  private Type resolved(Type generic) {
    return type.resolveType(generic).getType();
  }

  /** What doesn't fit; complete after {@link #bind()}. */
  List<String> problems() {
    return problems;
  }

  /** Binds as well as it goes: the result is of use when there are no problems. */
  BoundMethod bind() {
    ToolName given = method.getAnnotation(ToolName.class);
    String wanted = given == null ? method.getName() : given.value();
    ToolInfo tool = given == null ? tools.findLike(wanted) : tools.find(wanted);
    if (tool == null) {
      problem("there is no tool '" + wanted + "'" + tools.didYouMean(wanted));
    }
    String[] arguments = new String[method.getParameterCount()];
    int timeout = bindParameters(arguments, tool);
    if (tool != null) {
      checkArguments(tool, arguments);
      checkReturn(tool);
    }
    boolean idempotent = method.isAnnotationPresent(Idempotent.class);
    return new BoundMethod(
        tool == null ? wanted : tool.name(),
        arguments,
        tool == null ? Set.of() : defaults(tool),
        timeout,
        idempotent,
        form);
  }

  private static Set<String> defaults(ToolInfo tool) {
    return tool.parameters().stream()
        .filter(declared -> !declared.required())
        .map(ToolParameter::name)
        .collect(Collectors.toSet());
  }

  /** Names the arguments; gives the index of the time-out, or -1. */
  private int bindParameters(@Nullable String[] arguments, @Nullable ToolInfo tool) {
    int timeout = -1;
    Parameter[] parameters = method.getParameters();
    for (int index = 0; index < parameters.length; index++) {
      Parameter parameter = parameters[index];
      if (!parameter.isAnnotationPresent(Timeout.class)) {
        arguments[index] = bindArgument(parameter, index, tool);
      } else if (parameter.getType() != Duration.class) {
        problem("@Timeout is for a Duration, not for " + parameter.getType().getSimpleName());
      } else if (timeout >= 0) {
        problem("two parameters are marked @Timeout");
      } else {
        timeout = index;
      }
    }
    return timeout;
  }

  private @Nullable String bindArgument(Parameter parameter, int index, @Nullable ToolInfo tool) {
    ToolName given = parameter.getAnnotation(ToolName.class);
    if (given == null && !parameter.isNamePresent()) {
      problem(
          "the name of parameter "
              + (index + 1)
              + " isn't known: compile with -parameters, or annotate it @ToolName");
      return null;
    }
    String wanted = given == null ? parameter.getName() : given.value();
    if (tool == null) {
      return wanted;
    }
    Map<String, ToolParameter> known = new LinkedHashMap<>();
    tool.parameters().forEach(declared -> known.put(declared.name(), declared));
    String name = given == null ? ToolNames.match(wanted, known.keySet()) : wanted;
    ToolParameter declared = known.get(name);
    if (declared != null) {
      checkKinds(parameter, declared);
    } else if (!tool.variadic()) {
      problem(
          "tool '"
              + tool.name()
              + "' has no parameter '"
              + wanted
              + "'"
              + Suggestions.didYouMean(SnakeCase.of(wanted), known.keySet())
              + " ("
              + tool.signature()
              + ")");
    }
    return name == null ? wanted : name;
  }

  private void checkKinds(Parameter parameter, ToolParameter declared) {
    Type wanted = resolved(parameter.getParameterizedType());
    Set<ValueKind> sent = JavaKinds.sentFrom(wanted);
    if (JavaKinds.isApart(sent, declared.kinds())) {
      problem(
          "parameter '"
              + declared.name()
              + "' takes "
              + describe(declared.type(), declared.kinds())
              + ", which no "
              + JavaKinds.raw(wanted).getSimpleName()
              + " is");
    } else if (JavaKinds.raw(wanted) == Optional.class
        && declared.required()
        && JavaKinds.isApart(EnumSet.of(ValueKind.NULL), declared.kinds())) {
      problem(
          "the required parameter '" + declared + "' takes no None, which an empty Optional is");
    }
  }

  private void checkArguments(ToolInfo tool, @Nullable String[] arguments) {
    Set<String> given = new HashSet<>();
    boolean named = true;
    for (int index = 0; index < arguments.length; index++) {
      String name = arguments[index];
      if (name != null && !given.add(name)) {
        problem("two parameters are the argument '" + name + "'");
      } else if (name == null) {
        named &= method.getParameters()[index].isAnnotationPresent(Timeout.class);
      }
    }
    if (!named) {
      return; // which ones are missing can't be told
    }
    for (ToolParameter declared : tool.parameters()) {
      if (declared.required() && !given.contains(declared.name())) {
        problem(
            "the required parameter '" + declared + "' of tool '" + tool.name() + "' is missing");
      }
    }
  }

  private void checkReturn(ToolInfo tool) {
    if (JavaKinds.raw(method.getGenericReturnType()) == Future.class) {
      problem("a Future must be a CompletableFuture or a CompletionStage");
      return;
    }
    if (tool.stream() && !form.kind().isStream()) {
      problem(
          "tool '"
              + tool.name()
              + "' streams: return a ResultStream, Flow.Publisher, Iterable or Stream");
    } else if (!tool.stream() && form.kind().isStream()) {
      problem("tool '" + tool.name() + "' doesn't stream, as the return type says");
    } else if (form.hasItems()
        && JavaKinds.isApart(JavaKinds.readAs(form.item()), tool.returnKinds())) {
      problem(
          "tool '"
              + tool.name()
              + "' gives "
              + describe(tool.returns(), tool.returnKinds())
              + ", which can't become "
              + form.item().getTypeName());
    }
  }

  private static String describe(String notation, List<ValueKind> kinds) {
    return notation.isEmpty()
        ? kinds.stream().map(Enum::name).collect(Collectors.joining(" or "))
        : notation;
  }

  private void problem(String what) {
    problems.add(method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + what);
  }
}
