"""A fast start of the window, and the interference with PySide that it takes.

This folder steps into PySide at three points, since half of the time of PySide's import goes into modules
that the program does not need:

* signatures.py puts two stand-ins in the place of `shibokensupport.signature.loader` and `.mapping`, and
  empty modules in the place of four modules of the standard library for as long as PySide is imported. The
  replaced modules hold the words of errors about wrong arguments, the signatures that `inspect` tells, and
  other spellings of Qt's names. The first call to a stand-in loads the real modules. To get there, the
  import of PySide runs with `builtins.compile` and `sys.meta_path` changed; both are restored after it.
* toolkit.py restores Python's own `builtins.__import__` after the import. PySide's wrapper around it reads
  the source of every module imported later, for other spellings (`snake_case`, `true_property`) that are
  unused here.
* toolkit.py raises the reference counts of None and other constants under PySide 6.12 or newer with Python
  3.11: there PySide 6.12.0 loses a reference of None per void call, which in time ends the process.

On a version of PySide that is not in `signatures.TRIED`, the first step does nothing: PySide imports all of
its modules as it always did, the start takes longer, and nothing else differs. The other two steps do not
depend on the version tried. To try a new version, add it to `TRIED` and run tests/startup.

The rest makes the start fast without touching PySide: furnishing.py loads and makes after the first paint
what the first paint does not need; collector.py collects garbage in small steps on the window's thread;
graphics.py names missing system libraries only where Qt does not load, or under X.
"""
