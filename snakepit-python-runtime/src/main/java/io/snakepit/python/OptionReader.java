package io.snakepit.python;

import io.snakepit.api.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads option values and collects everything wrong with them. */
final class OptionReader {

  private final Map<String, String> options;
  private final List<String> problems = new ArrayList<>();

  OptionReader(Map<String, String> options) {
    this.options = options;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(options.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  int count(String name, int usual) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int count = Integer.parseInt(text.get());
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException malformed) {
      // The problem noted below says all there is to say.
    }
    problem(name, "it must be a whole number, 0 or more, and is '" + text.get() + "'");
    return usual;
  }

  boolean flag(String name) {
    String text = text(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      problem(name, "it must be true or false, and is '" + text + "'");
    }
    return text.equals("true");
  }

  List<String> specifiers(String name) {
    List<String> specifiers = PackageList.split(text(name).orElse(""));
    for (String specifier : specifiers) {
      if (!PackageList.isSpecifier(specifier)) {
        problem(
            name,
            "'"
                + specifier
                + "' is no package with optional version bounds, as numpy>=1.26;"
                + " anything else belongs into a requirements file");
      }
    }
    return specifiers;
  }

  Optional<RequirementsFile> requirementsFile(String name) {
    Optional<Path> path = text(name).flatMap(text -> path(name, text));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path.get())) {
      problem(name, "there is no file " + path.get());
      return Optional.empty();
    }
    try {
      return Optional.of(RequirementsFile.read(path.get()));
    } catch (CharacterCodingException notUtf8) {
      problem(name, path.get() + ", or a file that it includes, isn't UTF-8");
      return Optional.empty();
    } catch (IOException unreadable) {
      problem(name, "can't read " + path.get() + ": " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  List<Path> folders(String name) {
    List<Path> folders = new ArrayList<>();
    for (String part : text(name).orElse("").split(File.pathSeparator, -1)) {
      if (!part.isBlank()) {
        path(name, part.strip()).ifPresent(folders::add);
      }
    }
    for (Path folder : folders) {
      // A zip file will do as well: Python imports from those too.
      if (!Files.exists(folder)) {
        problem(name, "there is no folder " + folder);
      }
    }
    return folders;
  }

  /** Modules, files and folders, parted by commas; paths are made absolute. */
  List<String> sources(String name) {
    List<String> sources = new ArrayList<>();
    for (String part : text(name).orElse("").split(",", -1)) {
      String source = part.strip();
      if (!source.isEmpty()) {
        sources.add(source(name, source));
      }
    }
    return sources;
  }

  /** As the core tells files from modules in {@code tools}. */
  private String source(String name, String text) {
    boolean looksLikeFile = text.contains("/") || text.contains("\\") || text.endsWith(".py");
    Optional<Path> path = path(name, text);
    return path.filter(file -> looksLikeFile || Files.exists(file))
        .map(Path::toString)
        .orElse(text);
  }

  Optional<Path> folder(String name) {
    Optional<Path> folder = text(name).flatMap(text -> path(name, text));
    if (folder.isPresent() && folder.get().toString().contains(File.pathSeparator)) {
      problem(name, "it must not contain '" + File.pathSeparator + "', which parts folders");
    }
    if (folder.isPresent() && Files.exists(folder.get()) && !Files.isDirectory(folder.get())) {
      problem(name, folder.get() + " is no folder");
    }
    return folder;
  }

  /** Throws when anything was wrong. */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private Optional<Path> path(String name, String text) {
    try {
      return Optional.of(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException malformed) {
      problem(name, "'" + text + "' is no path: " + malformed.getReason());
      return Optional.empty();
    }
  }

  private void problem(String name, String what) {
    problems.add("option " + name + " of the runtime python: " + what);
  }
}
