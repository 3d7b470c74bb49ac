package io.snakepit.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FakeHostExceptionTest {

  @Test
  void itsMessageIsThatOfTheHost() {
    assertThat(failed("{\"code\":\"UNKNOWN_HOST_TOOL\",\"message\":\"no 'x'\",\"suggestions\":[]}"))
        .hasMessage("no 'x'");
    assertThat(failed("{\"code\":\"HOST_TOOL_FAILED\",\"type\":\"a.B\",\"message\":\"bad\"}"))
        .hasMessage("a.B: bad");
    assertThat(failed("{\"code\":\"HOST_TOOL_FAILED\",\"type\":\"a.B\",\"message\":\"\"}"))
        .hasMessage("a.B");
  }

  @Test
  void whatIsNoJsonIsShownAsItIs() {
    assertThat(failed("?")).hasMessage("?");
  }

  private static FakeHostException failed(String json) {
    return new FakeHostException(JsonText.payload(json));
  }
}
