package io.snakepit.core.bind;

import com.google.common.reflect.TypeToken;
import io.snakepit.api.Call;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ToolCaller;
import io.snakepit.api.ToolInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Makes Java interfaces over tools. */
public final class ToolBinder {

  private ToolBinder() {}

  /**
   * Implements an interface by calls of tools.
   *
   * @param type the interface
   * @param caller makes the calls
   * @param tools what there is to call
   * @param each what is done to each call before it is made
   * @throws ConfigurationException listing everything in the interface that doesn't fit the tools
   */
  public static <T> T bind(
      Class<T> type, ToolCaller caller, List<ToolInfo> tools, UnaryOperator<Call> each) {
    Objects.requireNonNull(each, "each");
    if (!type.isInterface() || type.isAnnotation()) {
      throw new ConfigurationException(
          "can't bind " + type.getTypeName() + ": it isn't an interface");
    }
    if (type.isSealed()) {
      throw new ConfigurationException("can't bind " + type.getTypeName() + ": it is sealed");
    }
    List<String> problems = new ArrayList<>();
    ToolNames names = new ToolNames(tools);
    Map<Method, BoundMethod> bound = new HashMap<>();
    for (Method method : toolMethods(type)) {
      MethodBinding binding = new MethodBinding(method, names, TypeToken.of(type));
      bound.put(method, binding.bind());
      problems.addAll(binding.problems());
    }
    Map<Method, DefaultMethod> defaults = defaultMethods(type, problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new BoundInterface(type, caller, each, Map.copyOf(bound), defaults)));
  }

  private static Map<Method, DefaultMethod> defaultMethods(Class<?> type, List<String> problems) {
    Map<Method, DefaultMethod> defaults = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (method.isDefault()) {
        try {
          defaults.put(method, DefaultMethod.of(method));
        } catch (IllegalAccessException closed) {
          problems.add(
              method.getDeclaringClass().getSimpleName()
                  + "."
                  + method.getName()
                  + ": its code can't be run: open its package, or export it and make the interface"
                  + " public");
        }
      }
    }
    return Map.copyOf(defaults);
  }

  private static List<Method> toolMethods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !isObjects(method))
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
        .toList();
  }

  /** Whether an interface merely declares again what every object has. */
  private static boolean isObjects(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException ownMethod) {
      return false;
    }
  }
}
