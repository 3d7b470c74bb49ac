package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.google.auto.service.AutoService;
import io.snakepit.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads JSON. Values are walked by hand, so that what they become doesn't hang on
 * annotations and settings; Jackson reads and writes the tokens, and binds records and beans.
 */
@AutoService(Codec.class)
public final class JsonCodec implements Codec {

  static final String NAME = "json";

  private static final int USUAL_BYTES = 128;

  private final JsonFactory tagged = JsonSettings.tagged();
  private final JsonFactory plain = JsonSettings.plain();
  private final NumberWriter numbers = new JsonNumbers();
  private final ValueMapper mapper = new ValueMapper(plain);

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
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
    Attachments attachments = new Attachments();
    try (JsonGenerator out = tagged.createGenerator(body)) {
      new ValueWriter(out, attachments, numbers, mapper::serializers).write(value);
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unrepresentable(fault, root);
    }
    return new Payload(ByteBuffer.wrap(body.toByteArray()), attachments.all());
  }

  @Override
  public @Nullable Object decode(Payload payload) {
    try {
      return untyped(JsonBody.of(payload.body()), payload);
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unreadable(fault);
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, Type type) {
    try {
      JsonBody body = JsonBody.of(payload.body());
      try (JsonParser in =
          body.mayHaveTags() ? TreeTokens.parser(untyped(body, payload)) : body.parser(plain)) {
        return mapper.read(in, type);
      }
    } catch (IOException | RuntimeException fault) {
      throw ValueFaults.unreadable(fault);
    }
  }

  private @Nullable Object untyped(JsonBody body, Payload payload) throws IOException {
    try (JsonParser in = body.parser(tagged)) {
      in.nextToken();
      Object value = new JsonReader(in, payload.attachments()).read();
      if (in.nextToken() != null) {
        throw ValueFault.malformed("there is more after the value");
      }
      return value;
    }
  }
}
