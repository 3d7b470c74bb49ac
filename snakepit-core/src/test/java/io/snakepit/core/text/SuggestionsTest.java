package io.snakepit.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {

  private static final List<String> KNOWN = List.of("predict", "train", "classify", "add");

  @ParameterizedTest
  @ValueSource(strings = {"predit", "predicts", "perdict", "prefict", "Predict", "rpedcit"})
  void aMistypedNameHasTheOneThatWasMeant(String mistyped) {
    assertThat(Suggestions.nearest(mistyped, KNOWN)).containsExactly("predict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "predictable_nonsense", "train_model_on_gpu"})
  void aNameUnlikeAnyOtherHasNone(String name) {
    assertThat(Suggestions.nearest(name, KNOWN)).isEmpty();
    assertThat(Suggestions.didYouMean(name, KNOWN)).isEmpty();
  }

  @Test
  void theNearestComeFirstAndAreAtMostThree() {
    assertThat(Suggestions.nearest("workers", List.of("walkers", "worker", "works", "worked", "x")))
        .containsExactly("worker", "walkers", "worked");
  }

  /** Python has each name in its code composed, however that was typed. */
  @Test
  void aNameThatIsTheSameButForItsNormalisationIsSaidToBe() {
    String decomposed = "e\u0301e\u0301e\u0301";
    String composed = "\u00e9\u00e9\u00e9";

    assertThat(Suggestions.nearest(decomposed, List.of("x", composed))).containsExactly(composed);
    assertThat(Suggestions.didYouMean(decomposed, List.of(composed)))
        .isEqualTo(
            "; did you mean '"
                + composed
                + "'? It looks the same, but has other characters: java.text.Normalizer makes them"
                + " equal, mostly with Form.NFC");
  }

  @Test
  void theSentenceNamesThem() {
    assertThat(Suggestions.didYouMean("ad", KNOWN)).isEqualTo("; did you mean 'add'?");
    assertThat(Suggestions.didYouMean("ab", List.of("aa", "ac")))
        .isEqualTo("; did you mean 'aa' or 'ac'?");
  }
}
