package io.snakepit.bench;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A long-lived stream of bare bytes in each direction, for one thread. */
final class BareStream implements AutoCloseable {

  /** Messages that may come before they are taken. */
  private static final int WINDOW = 64;

  /** Stands in the queue for the end of the stream. */
  private static final byte[] END = {};

  private final GrpcServer server;
  private final ClientCall<byte[], byte[]> call;
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  /** Opens the stream of a method of {@code bare_stream.py}. */
  BareStream(GrpcServer server, String method) {
    this.server = server;
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.newBuilder(Bytes.AS_THEY_ARE, Bytes.AS_THEY_ARE)
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("Bare", method))
            .build();
    call = server.channel().newCall(descriptor, CallOptions.DEFAULT);
    call.start(new Listener(), new Metadata());
    call.request(WINDOW);
  }

  void send(byte[] message) {
    call.sendMessage(message);
  }

  /** Waits for the next message. */
  byte[] receive() throws IOException, InterruptedException {
    byte[] message = received.take();
    if (message == END) {
      throw new IOException("the stream has ended");
    }
    call.request(1);
    return message;
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Listener extends ClientCall.Listener<byte[]> {

    @Override
    public void onMessage(byte[] message) {
      received.add(message);
    }

    @Override
    public void onClose(Status status, @Nullable Metadata trailers) {
      received.add(END);
    }
  }

  private enum Bytes implements Marshaller<byte[]> {
    AS_THEY_ARE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
