package io.snakepit.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apposed.appose.Appose;
import org.apposed.appose.NDArray;
import org.apposed.appose.Service;

/**
 * Appose's Python service. A call is a task with the smallest script that does it; the value of its
 * last expression is the result. Bytes go through an array in shared memory, which is kept.
 */
final class ApposePeer implements Peer {

  static final String NAME = "Appose";

  /**
   * Its halves have versions of their own. With workers before 0.12 a task fails now and then,
   * "thread death".
   */
  static final String PACKAGES = "appose>=0.12,<0.13";

  private static final String ADD = "a + b";

  /** Has bytes of its own, as a tool of ours has, and leaves them where Java finds them. */
  private static final String ECHO =
      """
      with block:
          data = bytes(block.shm.buf)
          block.shm.buf[:] = data
      len(data)
      """;

  /**
   * The worker prints an answer and its line end one after the other, each task from a thread of
   * its own: with several tasks under way lines run into each other, and answers are lost.
   */
  private static final String WHOLE_LINES =
      """
      import sys as _sys
      import appose.python_worker as _worker

      def _print(line, flush):
          _sys.stdout.write(line + "\\n")
          _sys.stdout.flush()

      _worker.print = _print
      """;

  private final Service service;
  private final NDArray block;

  /**
   * Starts it.
   *
   * @param interpreter one that has the package
   * @param size of what is echoed
   */
  ApposePeer(String interpreter, int size) throws IOException {
    service =
        Appose.system()
            .service(List.of(interpreter), "-c", "import appose.python_worker as w; w.main()")
            .init(WHOLE_LINES)
            .start();
    block = new NDArray(NDArray.DType.UINT8, new NDArray.Shape(NDArray.Shape.Order.C_ORDER, size));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int add(int a, int b) throws Exception {
    return result(addLater(a, b).get());
  }

  /** Adds, and doesn't wait for the task's end. */
  Future<Service.Task> addLater(int a, int b) throws IOException {
    return start(ADD, Map.of("a", a, "b", b));
  }

  /** Tells by a listener when the task has ended: {@code waitFor} may return before its outputs. */
  private Future<Service.Task> start(String script, Map<String, Object> inputs) throws IOException {
    CompletableFuture<Service.Task> ended = new CompletableFuture<>();
    service
        .task(script, inputs)
        .listen(
            event -> {
              if (event.responseType.isTerminal()) {
                ended.complete(event.task);
              }
            })
        .start();
    return ended;
  }

  @Override
  public byte[] echo(byte[] data) throws Exception {
    ByteBuffer shared = block.buffer();
    shared.put(data);
    byte[] back = new byte[result(start(ECHO, Map.of("block", block)).get())];
    shared.rewind().get(back);
    return back;
  }

  /** Gives what a task has come to. */
  static int result(Service.Task ended) {
    if (ended.result() instanceof Integer number) {
      return number;
    }
    throw new IllegalStateException("no result: " + ended);
  }

  @Override
  public void close() {
    service.close();
    block.close();
  }
}
