package io.snakepit.core.pool;

import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds workers that hang while they are idle. For one that runs a call its deadline is enough; an
 * idle one would be found by the next call, at that call's cost. Used by one thread at a time.
 */
final class SignsOfLife {

  /** How long a worker is idle before it is asked, and how long until it is asked again. */
  static final Duration EVERY = Duration.ofSeconds(10);

  /** How long it may take to answer: long, since a machine may be busy with other things. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** With so much between two looks, which are a second apart, this JVM stood still itself. */
  private static final Duration STANDSTILL = Duration.ofSeconds(10);

  private static final Logger logger = LoggerFactory.getLogger(SignsOfLife.class);

  private final Timer timer;
  private final Map<PooledWorker, Question> questions = new HashMap<>();
  private long lastLook;

  SignsOfLife(Timer timer) {
    this.timer = timer;
  }

  /** What a worker was asked, when it had settled so many calls. */
  private static final class Question {
    long askedAt;
    final long calls;
    volatile boolean answered;

    Question(long askedAt, long calls, boolean answered) {
      this.askedAt = askedAt;
      this.calls = calls;
      this.answered = answered;
    }
  }

  /** Asks those that have been idle for a while, and kills those that don't answer. */
  void look(Collection<PooledWorker> workers) {
    questions.keySet().retainAll(workers);
    long now = timer.nanoTime();
    if (now - lastLook > STANDSTILL.toNanos()) { // what came meanwhile may not have been read yet
      questions.values().forEach(question -> question.askedAt = now);
    }
    lastLook = now;
    workers.forEach(this::look);
  }

  private void look(PooledWorker worker) {
    Question last = questions.get(worker);
    long now = timer.nanoTime();
    if (!worker.isIdle()) {
      questions.remove(worker);
    } else if (last == null || last.calls != worker.calls()) {
      questions.put(worker, new Question(now, worker.calls(), true)); // a call was answer enough
    } else if (last.answered) {
      if (now - last.askedAt >= EVERY.toNanos()) {
        ask(worker, now);
      }
    } else if (now - last.askedAt >= PATIENCE.toNanos()) {
      worker.kill("it was idle and gave no sign of life for " + PATIENCE.toSeconds() + " s", null);
    }
  }

  private void ask(PooledWorker worker, long now) {
    Question question = new Question(now, worker.calls(), false);
    questions.put(worker, question);
    try {
      // That it is gone is an answer, too: its end is told otherwise.
      worker.spi().probe().whenComplete((answer, gone) -> question.answered = true);
    } catch (Exception | Error broken) {
      question.answered = true; // by its adapter, which can't ask: no reason to end the worker
      logger.warn("the adapter of worker {} can't ask it for a sign of life", worker.id(), broken);
    }
  }
}
