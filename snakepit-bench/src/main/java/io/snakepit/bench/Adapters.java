package io.snakepit.bench;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Our adapters, the usual way to use gRPC, and the least that gRPC can cost, all in one run. Each
 * works through one process of Python.
 */
final class Adapters {

  static final Wiring STDIO = new Wiring("stdio", "auto", "json", 1);

  /** Over a Unix socket, its choice where there are such. */
  static final Wiring GRPC = new Wiring("grpc", "", "json", 1);

  private static final int OUTSTANDING = 64;
  static final String ONE_CALLER = "add(2, 3), one caller";
  static final String MANY = "add(2, 3), " + OUTSTANDING + " outstanding";

  private final PythonSide python;
  private final String grpcPython;
  private final Path tools;

  private Adapters(PythonSide python, String grpcPython, Path tools) {
    this.python = python;
    this.grpcPython = grpcPython;
    this.tools = tools;
  }

  /** Starts everybody; nobody, and says why, where Python can't have gRPC. */
  static List<Group> groups(PythonSide python) throws IOException {
    Path tools = python.script("bench_tools.py");
    try {
      Adapters adapters = new Adapters(python, WorkerPython.forGrpc(GRPC, python, tools), tools);
      return List.of(
          adapters.oneCaller(),
          adapters.outstanding(),
          adapters.chunks(),
          adapters.echo(1, 20),
          adapters.echo(64, 1));
    } catch (SnakepitException failure) {
      if (failure.code() != ErrorCode.ENVIRONMENT_FAILED
          && failure.code() != ErrorCode.RUNTIME_UNAVAILABLE) {
        throw failure;
      }
      System.out.println("nothing to compare without grpcio: " + failure.getMessage());
      return List.of();
    }
  }

  private Group oneCaller() throws IOException {
    return new Group(
        ONE_CALLER,
        "calls",
        2_000,
        new BareCalls(bare("calls"), 1),
        List.of(
            new UsualCaller(usual()),
            new OneCaller(GRPC, python.interpreter(), tools),
            new OneCaller(STDIO, python.interpreter(), tools)));
  }

  private Group outstanding() throws IOException {
    return new Group(
        MANY,
        "calls",
        8_000,
        new BareCalls(bare("calls"), OUTSTANDING),
        List.of(
            new UsualOutstanding(usual(), OUTSTANDING),
            new ManyOutstanding(GRPC, OUTSTANDING, python.interpreter(), tools),
            new ManyOutstanding(STDIO, OUTSTANDING, python.interpreter(), tools)));
  }

  private Group chunks() throws IOException {
    return new Group(
        "a stream of integers",
        "chunks",
        5_000,
        new BareChunks(bare("chunks")),
        List.of(
            new UsualChunks(usual()),
            new OneStream(GRPC, 0, python, tools),
            new OneStream(STDIO, 0, python, tools)));
  }

  private Group echo(int mebibytes, int operations) throws IOException {
    int size = mebibytes << 20;
    return new Group(
        "an echo of " + mebibytes + " MiB, MiB each way",
        "MiB",
        operations,
        mebibytes,
        new BareEcho(bare("echo"), size),
        List.of(
            new UsualEcho(usual(), size),
            new PoolEcho(GRPC, size, python.interpreter(), tools),
            new PoolEcho(GRPC.withoutMemory(), size, python.interpreter(), tools),
            new PoolEcho(STDIO, size, python.interpreter(), tools),
            new PoolEcho(STDIO.withoutMemory(), size, python.interpreter(), tools)));
  }

  private BareStream bare(String method) throws IOException {
    return new BareStream(new GrpcServer(grpcPython, python.script("bare_stream.py")), method);
  }

  private UsualService usual() throws IOException {
    String descriptors = python.script("usual.binpb").toString();
    return new UsualService(
        new GrpcServer(grpcPython, python.script("usual_service.py"), descriptors));
  }
}
