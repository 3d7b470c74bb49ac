package com.example.lines;

import com.google.common.base.Objects;
import com.google.common.base.Splitter;
import io.snakepit.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message of the wire: a line of fields as {@code type=call\tid=7\tsizes=12,3}, and right after
 * it the raw bytes of a payload, whose {@code sizes} the line tells.
 */
final class Message {

  private static final int LONGEST_LINE = 1 << 20;
  private static final String TYPE = "type";
  private static final String SIZES = "sizes";
  private static final Splitter.MapSplitter FIELDS =
      Splitter.on('\t').withKeyValueSeparator(Splitter.on('='));

  private final Map<String, String> fields = new LinkedHashMap<>();
  private Payload payload = Payload.EMPTY;

  private Message() {}

  static Message of(String type) {
    return new Message().with(TYPE, type);
  }

  Message with(String name, Object value) {
    fields.put(name, String.valueOf(value));
    return this;
  }

  Message with(Payload added) {
    payload = added;
    return this;
  }

  String type() {
    return text(TYPE);
  }

  /** A field, or the empty string. */
  String text(String name) {
    // Guava has this method up to version 20: with the one of Snakepit's core it would fail here.
    return Objects.firstNonNull(fields.get(name), "");
  }

  long number(String name) throws DamageException {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException malformed) {
      throw new DamageException("a message without the number " + name);
    }
  }

  boolean is(String name) {
    return text(name).equals("1");
  }

  Payload payload() {
    return payload;
  }

  void writeTo(OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    fields.forEach(
        (name, value) ->
            line.append(encoded(name)).append('=').append(encoded(value)).append('\t'));
    line.append(SIZES).append('=').append(payload.body().remaining());
    payload.attachments().forEach(part -> line.append("%2C").append(part.remaining()));
    out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    WritableByteChannel channel = Channels.newChannel(out);
    channel.write(payload.body().duplicate());
    for (ByteBuffer part : payload.attachments()) {
      channel.write(part.duplicate());
    }
  }

  /** Reads the next message; null at the end of the stream. */
  static Message read(InputStream in, long limit) throws IOException {
    String line = readLine(in);
    if (line == null) {
      return null;
    }
    Message message = new Message();
    try {
      FIELDS.split(line).forEach((name, value) -> message.with(decoded(name), decoded(value)));
    } catch (IllegalArgumentException malformed) {
      throw new DamageException("a line that has no fields");
    }
    return message.with(readPayload(in, message.text(SIZES), limit));
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null; // also within a line: whoever wrote it is gone
      }
      if (line.size() == LONGEST_LINE) {
        throw new DamageException("a line that doesn't end");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static Payload readPayload(InputStream in, String text, long limit) throws IOException {
    List<Integer> sizes = sizes(text, limit);
    List<ByteBuffer> parts = new ArrayList<>();
    for (int size : sizes) {
      byte[] part = in.readNBytes(size);
      if (part.length < size) {
        throw new EOFException("the worker ended within a message");
      }
      parts.add(ByteBuffer.wrap(part));
    }
    return new Payload(parts.get(0), List.copyOf(parts.subList(1, parts.size())));
  }

  /** Looked at before anything is read: what doesn't fit is never allocated (S4). */
  private static List<Integer> sizes(String text, long limit) throws DamageException {
    List<Integer> sizes = new ArrayList<>();
    long left = limit;
    try {
      for (String size : text.split(",")) {
        sizes.add(size(size));
        left -= sizes.get(sizes.size() - 1);
      }
    } catch (NumberFormatException malformed) {
      throw new DamageException("a message without its sizes");
    }
    if (left < 0) {
      throw new DamageException("a payload of sizes " + text + "; it may have " + limit);
    }
    return sizes;
  }

  private static int size(String text) {
    int size = Integer.parseInt(text);
    if (size < 0) {
      throw new NumberFormatException("negative");
    }
    return size;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
