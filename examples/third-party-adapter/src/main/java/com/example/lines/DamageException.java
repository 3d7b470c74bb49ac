package com.example.lines;

import java.io.IOException;

/** What arrived can't be from a worker that speaks this wire. */
final class DamageException extends IOException {

  private static final long serialVersionUID = 1L;

  DamageException(String what) {
    super(what);
  }
}
