package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * How a method gives its result.
 *
 * @param kind what the return type's outer part says
 * @param item the type of the result, or of each item of a stream
 */
record ReturnForm(Kind kind, Type item) {

  /** What the outer part of a return type says. */
  enum Kind {
    VALUE,
    FUTURE,
    RESULT_STREAM,
    PUBLISHER,
    ITERABLE,
    STREAM;

    boolean isStream() {
      return switch (this) {
        case VALUE, FUTURE -> false;
        case RESULT_STREAM, PUBLISHER, ITERABLE, STREAM -> true;
      };
    }
  }

  static ReturnForm of(Type type) {
    if (type == ResultStream.class) {
      return new ReturnForm(Kind.RESULT_STREAM, Result.class);
    }
    Class<?> raw = JavaKinds.raw(type);
    if (raw == CompletableFuture.class || raw == CompletionStage.class) {
      return new ReturnForm(Kind.FUTURE, argument(type));
    }
    if (raw == Flow.Publisher.class) {
      return new ReturnForm(Kind.PUBLISHER, argument(type));
    }
    if (raw == Iterable.class) {
      return new ReturnForm(Kind.ITERABLE, argument(type));
    }
    if (raw == Stream.class) {
      return new ReturnForm(Kind.STREAM, argument(type));
    }
    return new ReturnForm(Kind.VALUE, type);
  }

  /** Whether the caller looks at values at all. */
  boolean hasItems() {
    return item != void.class && item != Void.class;
  }

  private static Type argument(Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return Object.class;
    }
    Type argument = generic.getActualTypeArguments()[0];
    return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
  }
}
