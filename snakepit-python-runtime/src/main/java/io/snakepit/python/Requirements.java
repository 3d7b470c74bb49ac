package io.snakepit.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an environment is to hold.
 *
 * @param file a requirements file, if any
 * @param specifiers requirement specifiers besides
 */
record Requirements(Optional<RequirementsFile> file, List<String> specifiers) {

  private static final int NAMED = 6;

  /** Copies the list, with each but once. */
  Requirements {
    specifiers = specifiers.stream().distinct().toList();
  }

  /** For people: the file's name and the first few packages. */
  String description() {
    List<String> parts = new ArrayList<>();
    file.ifPresent(present -> parts.add("the packages of " + present.path()));
    specifiers.stream().limit(NAMED).forEach(parts::add);
    if (specifiers.size() > NAMED) {
      parts.add("and " + (specifiers.size() - NAMED) + " more");
    }
    return String.join(", ", parts);
  }

  /** What pip is told to install. */
  List<String> pipArguments() {
    List<String> arguments = new ArrayList<>();
    file.ifPresent(
        present -> {
          arguments.add("-r");
          arguments.add(present.path().toString());
        });
    arguments.addAll(specifiers);
    return arguments;
  }

  /** Everything as specifiers; empty when only pip can judge what the file asks for. */
  Optional<List<String>> checkable() {
    List<String> all = new ArrayList<>(specifiers);
    if (file.isPresent()) {
      if (file.get().specifiers().isEmpty()) {
        return Optional.empty();
      }
      all.addAll(file.get().specifiers().get());
    }
    return Optional.of(all);
  }

  /** Adds all that the environment depends on, alike for what pip takes alike. */
  void addTo(Digest digest) {
    digest.add(file.map(RequirementsFile::text).orElse(""));
    PackageSum.of(specifiers).forEach(digest::add);
  }
}
