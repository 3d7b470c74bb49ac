package io.snakepit.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends workers together with everything in their process groups, also when this JVM is gone, by
 * {@code kill -9} too: a few lines of shell at the end of a pipe that nobody but this JVM holds
 * open. There is one for all launchers. It is started with the first process, and again when
 * somebody kills it.
 *
 * <p>Where there is no {@code /bin/sh} it does nothing, and says so once. Where there is one that
 * can't be started, for want of descriptors or threads, say, each order tries again.
 */
final class Guardian {

  /** How its shell is started: {@link Lifeline#start}. */
  @FunctionalInterface
  interface Start {
    Lifeline start(Consumer<Lifeline> whenGone) throws IOException;
  }

  private static final Logger logger = LoggerFactory.getLogger(Guardian.class);
  private static final Path SHELL = Path.of("/bin/sh");
  private static final Guardian SHARED = new Guardian();
  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);
  private static final int MOST_SHORT_LIVES = 5;

  private final Start start;

  // all guarded by this
  private final Set<Long> groups = new LinkedHashSet<>();
  private final Set<Path> folders = new LinkedHashSet<>();
  private int holders;
  private int shortLives;
  private boolean absent;
  private boolean wanting; // the last start failed
  private @Nullable Lifeline lifeline;

  Guardian() {
    this(Lifeline::start);
  }

  Guardian(Start start) {
    this.start = start;
  }

  /** The one of this JVM. */
  static Guardian shared() {
    return SHARED;
  }

  /** Somebody relies on it from now on. */
  synchronized void hold() {
    holders++;
  }

  /** Somebody doesn't any more. With the last one it ends, and all that it still watches. */
  synchronized void release() {
    holders--;
    if (holders == 0) {
      groups.clear();
      folders.clear();
      Lifeline last = lifeline;
      lifeline = null;
      if (last != null) {
        last.close();
      }
    }
  }

  /** Watches the group that a process leads or is about to lead. */
  synchronized void watch(long group) {
    groups.add(group);
    send("+ " + group);
  }

  /**
   * Kills a group and forgets it, if it is watched.
   *
   * @return false when there is no guardian to do it
   */
  synchronized boolean end(long group) {
    if (!groups.contains(group)) {
      return true;
    }
    boolean sent = send("k " + group);
    groups.remove(group);
    return sent;
  }

  /**
   * Sends {@code SIGQUIT} to the leader of a group, for which Java has no means.
   *
   * @return false when the group isn't watched, or there is no guardian to do it
   */
  synchronized boolean quit(long group) {
    return groups.contains(group) && send("q " + group);
  }

  /** Removes a folder when the JVM is gone. */
  synchronized void removeAtEnd(Path folder) {
    if (folder.toString().indexOf('\n') >= 0) {
      return; // an order is one line: half of this path could be another folder
    }
    folders.add(folder);
    send("d " + folder);
  }

  /** Leaves a folder alone after all: what has its name now is somebody else's. */
  synchronized void leaveAlone(Path folder) {
    if (folders.remove(folder)) {
      send("f " + folder);
    }
  }

  /** The process id of its shell; empty when it doesn't run. */
  synchronized OptionalLong pid() {
    return lifeline == null ? OptionalLong.empty() : OptionalLong.of(lifeline.pid());
  }

  /** Gives an order, if need be to a new shell. */
  private boolean send(String order) {
    Lifeline current = lifeline;
    if (current != null) {
      try {
        current.send(order);
        return true;
      } catch (IOException gone) {
        lost(current);
        current = lifeline;
      }
    } else {
      current = start();
    }
    if (current == null) {
      return false;
    }
    try {
      current.send(order);
      return true;
    } catch (IOException gone) {
      logger.debug("the new guardian is gone as well", gone);
      return false;
    }
  }

  /** The shell has ended: without having been told to, unless it isn't the current one. */
  private synchronized void lost(Lifeline gone) {
    if (gone != lifeline) {
      return;
    }
    lifeline = null;
    shortLives = gone.age().compareTo(SHORT_LIFE) < 0 ? shortLives + 1 : 0;
    if (shortLives >= MOST_SHORT_LIVES) {
      goOnWithout("it keeps dying", null);
    } else {
      logger.warn("the guardian of the worker processes was killed; starting another");
      start();
    }
  }

  /** Starts a shell that watches everything there is to watch; null when that can't be. */
  private @Nullable Lifeline start() {
    if (absent) {
      return null;
    }
    try {
      Lifeline fresh = start.start(this::lost);
      for (long group : groups) {
        fresh.send("+ " + group);
      }
      for (Path folder : folders) {
        fresh.send("d " + folder);
      }
      lifeline = fresh;
      if (wanting) {
        wanting = false;
        logger.info("there is a guardian for the worker processes now");
      }
      return fresh;
    } catch (IOException | OutOfMemoryError failure) {
      if (Files.isExecutable(SHELL)) {
        goOnFor(failure);
      } else {
        goOnWithout(String.valueOf(failure.getMessage()), failure);
      }
      return null;
    }
  }

  private void goOnFor(Throwable failure) {
    if (!wanting) {
      wanting = true;
      logger.warn(
          "no guardian for the worker processes yet: {}. It is tried again with the next of them;"
              + " until then what they start may outlive them",
          failure.getMessage(),
          failure);
    }
  }

  private void goOnWithout(String reason, @Nullable Throwable cause) {
    absent = true;
    logger.warn(
        "no guardian for the worker processes: {}. What they start may outlive them, and if this"
            + " JVM is killed they end by themselves or not at all",
        reason,
        cause);
  }
}
