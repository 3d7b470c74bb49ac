package com.example.lines;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {

  /** A pipe that takes nothing until it is opened. */
  private static final class Valve extends ByteArrayOutputStream {

    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      super.write(bytes, offset, length);
    }
  }

  @Test
  void whoIsToldThatAMessageIsWrittenFindsItThereThoughOthersFollow() throws Exception {
    Valve pipe = new Valve();
    Outbox outbox = new Outbox("lines-1", pipe);
    CompletableFuture<String> there = new CompletableFuture<>();
    outbox.send(Message.of("call"));
    outbox.send(
        Message.of("cancel"), () -> there.complete(pipe.toString(StandardCharsets.ISO_8859_1)));
    outbox.send(Message.of("probe"));

    pipe.opened.countDown();

    assertTrue(there.get(30, TimeUnit.SECONDS).contains("cancel"));
    outbox.close();
  }
}
