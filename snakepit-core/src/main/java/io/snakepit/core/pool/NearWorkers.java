package io.snakepit.core.pool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which worker served an affinity key last, for the keys used last. Guarded by the dispatcher's
 * lock.
 */
final class NearWorkers {

  private static final int KEYS = 10_000;

  private final Map<String, PooledWorker> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PooledWorker> eldest) {
          return size() > KEYS;
        }
      };

  @Nullable PooledWorker last(String key) {
    return last.get(key);
  }

  void remember(String key, PooledWorker worker) {
    last.put(key, worker);
  }

  void forget(PooledWorker worker) {
    last.values().removeIf(remembered -> remembered == worker);
  }
}
