package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The converted items of a stream, for one consumer; closing it ends the stream. */
record ConvertedIterable(ResultStream results, ResultConverter converter)
    implements Iterable<@Nullable Object>, AutoCloseable {

  @Override
  public Iterator<@Nullable Object> iterator() {
    Iterator<Result> items = results.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public @Nullable Object next() {
        return converter.convertIn(results, items.next());
      }
    };
  }

  @Override
  public void close() {
    results.close();
  }
}
