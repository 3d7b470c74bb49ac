package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snakepit.spi.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What a value is written in. Tests say it as JSON; this turns it into each codec's own bytes. */
enum Form {
  JSON(new JsonCodec()) {
    @Override
    byte[] bytes(String json) {
      return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte damage(Random random) {
      return (byte) "{}[]\",:$\\0eE-.x\u0000".charAt(random.nextInt(16));
    }

    @Override
    String show(Payload payload) {
      return StandardCharsets.UTF_8.decode(payload.body().duplicate()).toString();
    }
  },

  MESSAGE_PACK(new MessagePackCodec()) {
    @Override
    byte[] bytes(String json) {
      try (JsonParser in = mapper.createParser(json)) {
        in.nextToken();
        return PackedJson.pack(in);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    @Override
    byte damage(Random random) {
      return (byte) random.nextInt(256);
    }

    @Override
    String show(Payload payload) {
      byte[] bytes = new byte[payload.body().remaining()];
      payload.body().duplicate().get(bytes);
      return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
  };

  private static final JsonMapper mapper = new JsonMapper();

  @SuppressWarnings("ImmutableEnumChecker") // a codec keeps nothing of what it writes
  private final Codec codec;

  Form(Codec codec) {
    this.codec = codec;
  }

  Codec codec() {
    return codec;
  }

  Payload payload(String json, List<ByteBuffer> attachments) {
    return new Payload(ByteBuffer.wrap(bytes(json)), attachments);
  }

  abstract byte[] bytes(String json);

  /** A byte that does harm where it doesn't belong. */
  abstract byte damage(Random random);

  /** A body, for people. */
  abstract String show(Payload payload);
}
