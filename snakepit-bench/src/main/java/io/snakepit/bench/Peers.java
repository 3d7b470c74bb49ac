package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Ours beside other bridges from the JVM to a process of Python, all in one run. Each works through
 * one process. Who can't be had is left out.
 */
final class Peers {

  private static final Wiring USUAL = new Wiring("stdio", "auto", "json", 1);

  private static final int OUTSTANDING = 64;
  private static final int TURN = 10_000;
  private static final int BLOCK = 1 << 20;

  /** Starts one who takes part in a group. */
  private interface Start {
    Contender now() throws IOException;
  }

  /** How a peer takes part in each group. */
  private record Entrant(Start caller, Start many, Start echo) {}

  private final PythonSide python;
  private final Path tools;
  private final List<Wiring> ours;
  private final List<Entrant> entrants = new ArrayList<>();

  private Peers(PythonSide python) throws IOException {
    this.python = python;
    this.tools = python.script("bench_tools.py");
    this.ours =
        Stream.of(USUAL, USUAL.inNativeCode())
            .filter(wiring -> wiring.isAvailable(python.interpreter(), tools))
            .toList();
  }

  /** Starts everybody; nobody, and says why, where no peer can be had. */
  static List<Group> groups(PythonSide python) throws IOException {
    Peers peers = new Peers(python);
    peers.findEntrants();
    if (peers.entrants.isEmpty()) {
      System.out.println("nothing to compare with");
      return List.of();
    }
    return List.of(peers.oneCaller(), peers.outstanding(), peers.echo());
  }

  private void findEntrants() throws IOException {
    PeerPython found =
        new PeerPython(packages -> WorkerPython.with(packages, python, tools), System.out::println);
    Path script = python.script("py4j_tools.py");
    found
        .find(Py4jPeer.NAME, Py4jPeer.PACKAGES)
        .ifPresent(
            with ->
                entrants.add(
                    new Entrant(
                        () -> new PeerCaller(new Py4jPeer(with, script)),
                        () -> new PeerThreads(new Py4jPeer(with, script), OUTSTANDING),
                        () -> new PeerEcho(new Py4jPeer(with, script), BLOCK))));
    found
        .find(ApposePeer.NAME, ApposePeer.PACKAGES)
        .ifPresent(
            with ->
                entrants.add(
                    new Entrant(
                        () -> new PeerCaller(new ApposePeer(with, 1)),
                        () -> new PeerTasks(new ApposePeer(with, 1), OUTSTANDING),
                        () -> new PeerEcho(new ApposePeer(with, BLOCK), BLOCK))));
  }

  private Group oneCaller() throws IOException {
    return group(
        "add(2, 3), one caller",
        "calls",
        TURN,
        new PipeFloor(python.interpreter(), python.script("floor.py")),
        Entrant::caller,
        wiring -> new OneCaller(wiring, python.interpreter(), tools));
  }

  private Group outstanding() throws IOException {
    return group(
        "add(2, 3), " + OUTSTANDING + " outstanding",
        "calls",
        TURN,
        new BatchedPipeFloor(python.interpreter(), python.script("floor.py"), OUTSTANDING),
        Entrant::many,
        wiring -> new ManyOutstanding(wiring, OUTSTANDING, python.interpreter(), tools));
  }

  private Group echo() throws IOException {
    return group(
        "an echo of 1 MiB, MiB each way",
        "MiB",
        20,
        new EchoFloor(python.interpreter(), python.script("echo_floor.py"), BLOCK),
        Entrant::echo,
        wiring -> new PoolEcho(wiring, BLOCK, python.interpreter(), tools));
  }

  private Group group(
      String title,
      String unit,
      int operations,
      Contender floor,
      Function<Entrant, Start> part,
      Function<Wiring, Contender> start)
      throws IOException {
    List<Contender> contenders = new ArrayList<>();
    for (Entrant entrant : entrants) {
      contenders.add(part.apply(entrant).now());
    }
    ours.forEach(wiring -> contenders.add(start.apply(wiring)));
    return new Group(title, unit, operations, floor, contenders);
  }
}
