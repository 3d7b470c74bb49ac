package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Adapters as plugins may bring them. */
final class PluginAdapters {

  private PluginAdapters() {}

  /** One that works. */
  public static class Good implements Adapter {
    @Override
    public String name() {
      return "good";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public CompletionStage<Worker> open(OpenRequest request) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
  }

  /** One that can't be loaded where {@link Good} is missing. */
  public static final class Orphan extends Good {}

  /** One that can't be made. */
  public static final class Exploding implements Adapter {
    /** Fails. */
    public Exploding() {
      throw new IllegalStateException("boom");
    }

    @Override
    public String name() {
      return "exploding";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public CompletionStage<Worker> open(OpenRequest request) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
  }

  /** One that nobody else can make. */
  static final class Hidden extends Good {}

  /** One that can't say its name. */
  public static final class Nameless extends Good {
    @Override
    public String name() {
      throw new NoClassDefFoundError("com/example/Names");
    }
  }

  /** One that fails as hardly any code does when it is to say its name. */
  public static final class Unspeakable extends Good {

    /** Known by the plugin alone. */
    public static final class Silence extends Error {
      private static final long serialVersionUID = 1L;
    }

    @Override
    public String name() {
      throw new Silence();
    }
  }

  /** One that can't say whether it can be used. */
  public static final class Unanswering extends Good {
    @Override
    public Availability availability() {
      throw new NoClassDefFoundError("com/example/Probe");
    }
  }
}
