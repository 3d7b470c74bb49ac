package io.snakepit.stdio;

import io.snakepit.spi.WorkerProcess;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Frames over a worker's stdin and stdout. */
final class PipeLink implements Link {

  private final PipeWriter writer;
  private final Reading reading;

  private PipeLink(PipeWriter writer, Reading reading) {
    this.writer = writer;
    this.reading = reading;
  }

  /** Has callers read by themselves where a read can be woken, and a thread elsewhere. */
  static PipeLink to(String worker, WorkerProcess process, Inbound inbound) {
    PipeWriter writer = new PipeWriter(worker, process.stdin(), inbound);
    Optional<OtherEnd> otherEnd = OtherEnd.ofStdout(process);
    Reading reading =
        otherEnd.isPresent()
            ? led(worker, new PipeSource(process.stdout(), otherEnd.get(), inbound), inbound)
            : new ThreadReading(worker, process.stdout(), inbound, new Lookout(new Spin()));
    return new PipeLink(writer, reading);
  }

  private static Reading led(String worker, Source source, Inbound inbound) {
    return new LedReading(
        worker, source, inbound, new Lead(inbound::needsReader, null), new Spin());
  }

  @Override
  public void start() {
    reading.start();
  }

  @Override
  public long send(OutgoingFrame frame) {
    return writer.send(frame);
  }

  @Override
  public int waiting() {
    return writer.waiting();
  }

  @Override
  public void hasRead(long place) {
    writer.hasRead(place);
  }

  @Override
  public void expectDriver() {
    reading.expectDriver();
  }

  @Override
  public void attend() {
    reading.attend();
  }

  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    return reading.drive(done, nanos);
  }

  @Override
  public void close() {
    writer.close();
    reading.close();
  }
}
