package io.snakepit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerStatus;
import io.snakepit.grpc.v1.Call;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who can't get at a worker. */
class GrpcSecurityTest {

  private static final Metadata.Key<byte[]> SECRET =
      Metadata.Key.of("snakepit-secret-bin", Metadata.BINARY_BYTE_MARSHALLER);

  static final MethodDescriptor<ToWorker, ToJvm> WORK =
      MethodDescriptor.<ToWorker, ToJvm>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName("snakepit.v1.Worker/Work")
          .setRequestMarshaller(ProtoUtils.marshaller(ToWorker.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(ToJvm.getDefaultInstance()))
          .build();

  @Test
  void aPeerWithoutTheSecretIsRefusedAndTheWorkerGoesOn() throws Exception {
    int port = RealGrpc.freePort();
    try (Snakepit pit = RealGrpc.start(pool -> RealGrpc.listenAt(port, pool.workers(1)))) {
      Metadata wrong = new Metadata();
      wrong.put(SECRET, new byte[32]);

      assertThat(tryToCall(port, new Metadata())).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(tryToCall(port, wrong)).isEqualTo(Status.Code.UNAUTHENTICATED);

      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void anotherUserCannotConnectToTheSocket() throws Exception {
    try (Snakepit pit = RealGrpc.start(pool -> pool.workers(1).adapterOption("carrier", "unix"))) {
      String path = socketOf(pit);
      String imports = "import os, socket, sys; ";
      String asNobody = "os.setgroups([]); os.setgid(65534); os.setuid(65534); ";
      String connect = "socket.socket(socket.AF_UNIX).connect(sys.argv[1])";

      assertThat(run("python3", "-c", imports + connect, path)).as("this user can").isEmpty();
      if (!run("id", "-u").equals("0\n")) {
        Required.missing("second-user", "only root can become another user");
      }
      assertThat(run("python3", "-c", imports + asNobody + connect, path))
          .contains("PermissionError");
    }
  }

  /** Opens the stream, calls a tool, and tells how the stream ends. */
  private static Status.Code tryToCall(int port, Metadata metadata) throws Exception {
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
            .proxyDetector(target -> null)
            .build();
    try {
      CompletableFuture<Status.Code> end = new CompletableFuture<>();
      ClientCall<ToWorker, ToJvm> stream = channel.newCall(WORK, CallOptions.DEFAULT);
      stream.start(
          new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
              end.complete(status.getCode());
            }
          },
          metadata);
      stream.request(1);
      Call call = Call.newBuilder().setCall(1).setTool("pid").setCredit(1).build();
      stream.sendMessage(
          ToWorker.newBuilder().addFrames(Instruction.newBuilder().setCall(call)).build());
      return end.get(30, TimeUnit.SECONDS);
    } finally {
      channel.shutdownNow();
    }
  }

  /** As the worker was told it. */
  private static String socketOf(Snakepit pit) {
    WorkerStatus worker = pit.pool("default").workers().get(0);
    String[] arguments = RealPython.process(worker).info().arguments().orElseThrow();
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith("unix:"))
        .findFirst()
        .orElseThrow()
        .substring("unix:".length());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
