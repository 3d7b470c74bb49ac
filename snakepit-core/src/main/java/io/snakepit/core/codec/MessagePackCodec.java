package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.google.auto.service.AutoService;
import io.snakepit.spi.Payload;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads MessagePack, with the tags of JSON except where MessagePack has a form of its
 * own. As a type, a value is read by way of its untyped form.
 */
@AutoService(Codec.class)
public final class MessagePackCodec implements Codec {

  static final String NAME = "msgpack";

  private final NumberWriter numbers = new MessagePackNumbers();
  private final ValueMapper mapper = new ValueMapper(JsonSettings.plain());

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Payload encodeArguments(Map<String, ? extends @Nullable Object> arguments) {
    return encode(arguments, "");
  }

  @Override
  public Payload encode(@Nullable Object value, String root) {
    Attachments attachments = new Attachments();
    try (MessagePackGenerator out = new MessagePackGenerator()) {
      new ValueWriter(out, attachments, numbers, mapper::serializers).write(value);
      return new Payload(ByteBuffer.wrap(out.bytes()), attachments.all());
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unrepresentable(fault, root);
    }
  }

  @Override
  public @Nullable Object decode(Payload payload) {
    try {
      return untyped(payload);
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unreadable(fault);
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, Type type) {
    try (JsonParser in = TreeTokens.parser(untyped(payload))) {
      return mapper.read(in, type);
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unreadable(fault);
    }
  }

  private static @Nullable Object untyped(Payload payload) throws IOException {
    return new MessagePackReader(payload.body(), payload.attachments()).readAll();
  }
}
