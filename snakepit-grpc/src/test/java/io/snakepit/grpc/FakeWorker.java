package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.snakepit.grpc.v1.Content;
import io.snakepit.grpc.v1.Hello;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A worker in the test's own JVM that says what it is told to say. */
final class FakeWorker implements ServerCallHandler<ToWorker, ToJvm>, AutoCloseable {

  static final Report HELLO = hello("json");

  final CompletableFuture<byte[]> secret = new CompletableFuture<>();

  /** How many frames each message had. */
  final List<Integer> batches = new CopyOnWriteArrayList<>();

  /** Whether each message was to interrupt the worker's code. */
  final List<Boolean> interrupts = new CopyOnWriteArrayList<>();

  /** Who has it keeps this worker from reading. */
  final Semaphore reading = new Semaphore(1);

  private final BlockingQueue<Instruction> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<ServerCall<ToWorker, ToJvm>> stream = new CompletableFuture<>();
  private final Server server;

  private FakeWorker() throws IOException {
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder("snakepit.v1.Worker")
                    .addMethod(WorkMethod.descriptor(), this)
                    .build())
            .build()
            .start();
  }

  static FakeWorker serve() throws IOException {
    return new FakeWorker();
  }

  /** A process that says where this one listens. */
  FakeProcess process() {
    FakeProcess process = new FakeProcess("snakepit.v1 tcp:127.0.0.1:" + server.getPort() + "\n");
    process.atDeath(server::shutdownNow);
    return process;
  }

  static Report hello(String codec) {
    Hello hello = Hello.newBuilder().setDocument(ByteString.copyFrom(codec, UTF_8)).build();
    return Report.newBuilder().setHello(hello).build();
  }

  static Content content(String text) {
    return Content.newBuilder().setBody(ByteString.copyFrom(text, UTF_8)).build();
  }

  /** Waits for what the JVM sends next. */
  Instruction next() throws InterruptedException {
    Instruction next = received.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  /** Sends a message of these frames. */
  void say(Report... frames) throws Exception {
    ToJvm.Builder message = ToJvm.newBuilder();
    for (Report frame : frames) {
      message.addFrames(frame);
    }
    say(message.build());
  }

  /** Sends a message. */
  void say(ToJvm message) throws Exception {
    call().sendMessage(message);
  }

  /** Ends the stream. */
  void end(Status status) throws Exception {
    call().close(status, new Metadata());
  }

  private ServerCall<ToWorker, ToJvm> call() throws Exception {
    return stream.get(30, TimeUnit.SECONDS);
  }

  @Override
  public ServerCall.Listener<ToWorker> startCall(
      ServerCall<ToWorker, ToJvm> call, Metadata headers) {
    secret.complete(
        headers.get(Metadata.Key.of("snakepit-secret-bin", Metadata.BINARY_BYTE_MARSHALLER)));
    call.sendHeaders(new Metadata());
    call.request(Integer.MAX_VALUE);
    stream.complete(call);
    return new ServerCall.Listener<>() {
      @Override
      public void onMessage(ToWorker message) {
        reading.acquireUninterruptibly();
        batches.add(message.getFramesCount());
        interrupts.add(message.getInterrupt());
        received.addAll(message.getFramesList());
        reading.release();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
