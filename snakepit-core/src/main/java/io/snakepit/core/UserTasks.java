package io.snakepit.core;

import io.snakepit.core.call.BurstExecutor;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * What waits for a thread of user code, in the order of arrival: the rest of a burst keeps the
 * place that the burst had.
 */
@SuppressWarnings("serial") // never written anywhere
final class UserTasks extends LinkedBlockingDeque<Runnable> {

  @Override
  public boolean offer(Runnable task) {
    return BurstExecutor.isRest(task) ? offerFirst(task) : offerLast(task);
  }
}
