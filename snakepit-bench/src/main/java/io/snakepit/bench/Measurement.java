package io.snakepit.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be measured, and in how many rounds. */
enum Measurement {
  /** Small calls. */
  CALLS {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      return new Calls(python).groups();
    }

    @Override
    Rounds rounds() {
      return new Rounds(8, 8, 24);
    }
  },
  /** Streams, of small chunks and of large ones. */
  STREAMS {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      return List.of(Streams.small(python), Streams.large(python));
    }

    @Override
    Rounds rounds() {
      return new Rounds(6, 4, 12);
    }
  },
  /** Our adapters beside the usual way to use gRPC. */
  ADAPTERS {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      return Adapters.groups(python);
    }

    @Override
    Rounds rounds() {
      return new Rounds(6, 4, 24);
    }

    @Override
    List<String> targets(List<Outcome> outcomes) {
      return AdapterTargets.lines(outcomes);
    }
  },
  /** Ours beside other bridges to processes of Python. */
  PEERS {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      return Peers.groups(python);
    }

    @Override
    Rounds rounds() {
      return new Rounds(8, 8, 24);
    }
  },
  /** Several calls at once in one worker. */
  PARALLEL {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      return List.of(Parallel.waits(python), Parallel.computations(python));
    }

    @Override
    Rounds rounds() {
      return new Rounds(6, 4, 12);
    }
  },
  /** Starts of workers: the first of a JVM, and later ones. */
  START {
    @Override
    List<Group> groups(PythonSide python) throws IOException {
      List<Group> groups = new ArrayList<>(List.of(Starts.first(python), Starts.later(python)));
      Starts.next(python).ifPresent(groups::add);
      return groups;
    }

    @Override
    Rounds rounds() {
      return new Rounds(8, 4, 8);
    }
  };

  /** Starts everybody who takes part. */
  abstract List<Group> groups(PythonSide python) throws IOException;

  abstract Rounds rounds();

  /** A line for each target that the outcomes are to be held against. */
  List<String> targets(List<Outcome> outcomes) {
    return List.of();
  }

  /** The name on the command line and of the results. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
