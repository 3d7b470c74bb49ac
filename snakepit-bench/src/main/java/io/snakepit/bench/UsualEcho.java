package io.snakepit.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.HdrHistogram.Histogram;

/** A block there and back by a unary gRPC call. */
final class UsualEcho implements Contender {

  private final UsualService service;
  private final ByteString data;

  UsualEcho(UsualService service, int size) {
    this.service = service;
    this.data = UnsafeByteOperations.unsafeWrap(new byte[size]);
  }

  @Override
  public String name() {
    return UsualService.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      if (service.echo(data).toByteArray().length != data.size()) {
        throw new IllegalStateException("wrong echo");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
