package io.snakepit.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.snakepit.grpc.v1.Hello;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import io.snakepit.spi.LaunchPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker's port, which every user of the machine can connect to, lets strangers do. */
class GrpcStrangersTest {

  private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(US_ASCII);

  /** As many as the worker's server has, so that none is left when each has somebody to serve. */
  private static final int THREADS_FOR_STRANGERS = 4;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private Process worker;
  private int port;

  /** One that nobody has said hello to. */
  @BeforeEach
  void startWorker() throws IOException {
    LaunchPlan plan =
        RealGrpc.orMissing(
            () ->
                RealGrpc.subject("tcp", RealPython.file("it_tools.py"))
                    .runtime()
                    .orElseThrow()
                    .plan(List.of("--listen", "tcp", "--frame", String.valueOf(1 << 20))));
    ProcessBuilder builder = new ProcessBuilder(plan.command());
    builder.environment().putAll(plan.environment());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    worker = builder.start();
    worker.getOutputStream().write(SECRET);
    worker.getOutputStream().close();
    String line =
        new BufferedReader(new InputStreamReader(worker.getInputStream(), US_ASCII)).readLine();
    port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  @AfterEach
  void endWorker() throws InterruptedException {
    for (ManagedChannel channel : channels) {
      channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
    }
    if (worker != null) {
      worker.destroyForcibly();
    }
  }

  @Test
  void manyThatLookAndDoNotEndKeepTheJvmOutOfNothing() throws Exception {
    ManagedChannel strangers = connect();
    // Which of them are the first to arrive is for gRPC to decide.
    CountDownLatch held = new CountDownLatch(THREADS_FOR_STRANGERS);
    for (int i = 0; i < 50; i++) {
      look(strangers).thenRun(held::countDown);
    }
    assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(sayHello().get(30, TimeUnit.SECONDS).getFrames(0).hasHello()).isTrue();
  }

  @Test
  void whatAStrangerAsksForIsNotRepeatedInFull() {
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService("s".repeat(1000)).build();
    Status status = null;
    try {
      HealthGrpc.newBlockingStub(connect()).check(request);
    } catch (StatusRuntimeException refusal) {
      status = refusal.getStatus();
    }

    assertThat(status).isNotNull();
    assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(status.getDescription()).hasSizeLessThan(200);
  }

  private ManagedChannel connect() {
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
            .proxyDetector(target -> null)
            .build();
    channels.add(channel);
    return channel;
  }

  /** Asks for something, and leaves the stream open. */
  private static CompletableFuture<ServerReflectionResponse> look(ManagedChannel channel) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    ServerReflectionGrpc.newStub(channel)
        .serverReflectionInfo(
            new StreamObserver<>() {
              @Override
              public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {}
            })
        .onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    return answer;
  }

  /** As the JVM does, which knows the secret. */
  private CompletableFuture<ToJvm> sayHello() {
    CompletableFuture<ToJvm> answer = new CompletableFuture<>();
    Metadata credentials = new Metadata();
    credentials.put(
        Metadata.Key.of("snakepit-secret-bin", Metadata.BINARY_BYTE_MARSHALLER), SECRET);
    ClientCall<ToWorker, ToJvm> stream =
        connect().newCall(GrpcSecurityTest.WORK, CallOptions.DEFAULT);
    stream.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(ToJvm message) {
            answer.complete(message);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            answer.completeExceptionally(status.asException());
          }
        },
        credentials);
    stream.request(1);
    String offer = "{\"protocol\": 1, \"codecs\": [\"json\"], \"worker\": \"w1\"}";
    Hello hello =
        Hello.newBuilder().setDocument(ByteString.copyFrom(offer.getBytes(UTF_8))).build();
    stream.sendMessage(
        ToWorker.newBuilder().addFrames(Instruction.newBuilder().setHello(hello)).build());
    return answer;
  }
}
