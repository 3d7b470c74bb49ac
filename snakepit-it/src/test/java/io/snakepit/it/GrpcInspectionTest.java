package io.snakepit.it;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any gRPC tool sees of a worker, by clients generated from the standard files. */
class GrpcInspectionTest {

  private Snakepit pit;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    int port = RealGrpc.freePort();
    pit = RealGrpc.start(pool -> RealGrpc.listenAt(port, pool.workers(1)));
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
            .proxyDetector(target -> null)
            .build();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (channel != null) {
      channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
    }
    if (pit != null) {
      pit.close();
    }
  }

  @Test
  void aWorkerThatTakesCallsIsServing() {
    assertThat(check("")).isEqualTo(SERVING);
    assertThat(check("snakepit.v1.Worker")).isEqualTo(SERVING);
    assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
  }

  @Test
  void anUnknownServiceHasNoHealth() {
    assertThatThrownBy(() -> check("other.Service"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
  }

  @Test
  void whoWatchesSeesADrainedWorkerStopServing() throws Exception {
    Recorder<HealthCheckResponse> watch = new Recorder<>();
    HealthGrpc.newStub(channel).watch(HealthCheckRequest.getDefaultInstance(), watch);
    watch.first.get(30, TimeUnit.SECONDS);

    pit.close();

    watch.ended.get(30, TimeUnit.SECONDS);
    List<ServingStatus> seen = watch.values.stream().map(HealthCheckResponse::getStatus).toList();
    assertThat(seen).containsExactly(SERVING, NOT_SERVING);
  }

  @Test
  void reflectionListsTheServices() throws Exception {
    ServerReflectionResponse response =
        reflect(ServerReflectionRequest.newBuilder().setListServices("").build());

    assertThat(response.getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .containsExactlyInAnyOrder(
            "snakepit.v1.Worker",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection");
  }

  @Test
  void reflectionGivesTheFileOfASymbol() throws Exception {
    ServerReflectionResponse response =
        reflect(
            ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("snakepit.v1.Worker")
                .build());

    FileDescriptorProto file =
        FileDescriptorProto.parseFrom(
            response.getFileDescriptorResponse().getFileDescriptorProto(0));
    assertThat(file.getName()).isEqualTo("snakepit/v1/worker.proto");
    assertThat(file.getServiceList())
        .extracting(ServiceDescriptorProto::getName)
        .containsExactly("Worker");
  }

  @Test
  void reflectionSaysWhatItDoesNotKnow() throws Exception {
    ServerReflectionResponse response =
        reflect(
            ServerReflectionRequest.newBuilder().setFileContainingSymbol("no.such.Thing").build());

    assertThat(response.getErrorResponse().getErrorCode()).isEqualTo(Status.Code.NOT_FOUND.value());
  }

  private ServingStatus check(String service) {
    HealthCheckRequest request = HealthCheckRequest.newBuilder().setService(service).build();
    return HealthGrpc.newBlockingStub(channel).check(request).getStatus();
  }

  private ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
    Recorder<ServerReflectionResponse> responses = new Recorder<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel).serverReflectionInfo(responses);
    requests.onNext(request);
    ServerReflectionResponse response = responses.first.get(30, TimeUnit.SECONDS);
    requests.onCompleted();
    return response;
  }

  /** Writes down what comes. */
  private static final class Recorder<T> implements StreamObserver<T> {

    final List<T> values = new CopyOnWriteArrayList<>();
    final CompletableFuture<T> first = new CompletableFuture<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();

    @Override
    public void onNext(T value) {
      values.add(value);
      first.complete(value);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
      ended.complete(null);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}
