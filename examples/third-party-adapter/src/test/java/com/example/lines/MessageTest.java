package com.example.lines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.snakepit.spi.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private static final long LIMIT = 100;

  private static Message read(String text) throws IOException {
    return Message.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), LIMIT);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Payload payload =
        new Payload(ByteBuffer.wrap(new byte[] {1, '\n'}), List.of(ByteBuffer.wrap(new byte[3])));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message.of("call").with("tool", "größe=\t\n+ 1").with("id", 7).with(payload).writeTo(out);

    Message read = Message.read(new ByteArrayInputStream(out.toByteArray()), LIMIT);
    assertEquals("call", read.type());
    assertEquals("größe=\t\n+ 1", read.text("tool"));
    assertEquals(7, read.number("id"));
    assertEquals("", read.text("session"));
    assertEquals(payload, read.payload());
  }

  @Test
  void theEndOfTheStreamIsNoMessage() throws IOException {
    assertNull(read(""));
    assertNull(read("type=it"));
  }

  @Test
  void aPayloadThatIsCutShortIsTheEndOfTheWorker() {
    assertThrows(EOFException.class, () -> read("type=item\tsizes=5\n123"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no fields\n",
        "type=item\n",
        "type=item\tsizes=\n",
        "type=item\tsizes=-1\n",
        "type=item\tsizes=60,60\n",
        "type=item\tsizes=99999999999\n",
        "type=%zz\tsizes=0\n",
        "type=item\ttype=item\tsizes=0\n"
      })
  void damageIsNoticed(String text) {
    assertThrows(DamageException.class, () -> read(text));
  }

  @Test
  void emptyPayloadsAreFine() throws IOException {
    assertArrayEquals(new byte[0], read("type=end\tsizes=0\n").payload().body().array());
  }
}
