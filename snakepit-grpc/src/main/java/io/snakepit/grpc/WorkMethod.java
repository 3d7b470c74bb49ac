package io.snakepit.grpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import io.snakepit.grpc.v1.WorkerProto;

/** The one method of the service, from its generated descriptor. */
final class WorkMethod {

  private static final Metadata.Key<byte[]> SECRET =
      Metadata.Key.of("snakepit-secret-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final ServiceDescriptor SERVICE =
      WorkerProto.getDescriptor().findServiceByName("Worker");

  private static final MethodDescriptor<ToWorker, ToJvm> DESCRIPTOR =
      MethodDescriptor.<ToWorker, ToJvm>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName(
                  SERVICE.getFullName(), SERVICE.findMethodByName("Work").getName()))
          .setRequestMarshaller(ProtoUtils.marshaller(ToWorker.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(ToJvm.getDefaultInstance()))
          .build();

  private WorkMethod() {}

  static MethodDescriptor<ToWorker, ToJvm> descriptor() {
    return DESCRIPTOR;
  }

  /** What the worker wants to see before it listens to anybody. */
  static Metadata credentials(byte[] secret) {
    Metadata metadata = new Metadata();
    metadata.put(SECRET, secret);
    return metadata;
  }
}
